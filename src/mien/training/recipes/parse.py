"""Turns TOML tables into recipe values, checking names and types, and back."""

from __future__ import annotations

import copy
import dataclasses
import math
import tomllib
from collections.abc import Mapping
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from mien.core.errors import UsageError
from mien.training.recipes.recipe import Recipe

T = TypeVar("T")

Value = Any
"""What TOML can hold."""

Hint = Any
"""What a field of a dataclass can be annotated with."""


_ESCAPES: Final = {code: f"\\u{code:04x}" for code in (*range(32), 127)} | {
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}


def merge(table: dict[str, Any], overrides: Mapping[str, str]) -> dict[str, Any]:
    """Return a copy of `table` with `section.key` of the overrides put in.

    A value is read as TOML; what is no TOML is taken as text.
    """
    merged = copy.deepcopy(table)
    for name, text in overrides.items():
        *sections, key = name.split(".")
        place = merged
        for section in sections:
            place = place.setdefault(section, {})
            if not isinstance(place, dict):
                raise UsageError(f"The recipe has no section {section!r}.", "Check the name.")
        try:
            place[key] = tomllib.loads(f"value = {text}")["value"]
        except ValueError:
            place[key] = text
    return merged


def build(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """Make a dataclass `kind` from a table; `where` is its place in the recipe, for messages.

    Raises:
        UsageError: a key is unknown or missing, or a value has the wrong type.
    """
    hints = get_type_hints(kind)
    unknown = [key for key in table if key not in hints]
    if unknown:
        raise UsageError(
            f"The recipe has an unknown key {where}{unknown[0]}.",
            f"Known here: {', '.join(hints)}.",
        )
    missing = [name for name in _required(kind) if name not in table]
    if missing:
        raise UsageError(f"The recipe has no {where}{missing[0]}.", "Add it.")
    return kind(
        **{key: _convert(hints[key], value, f"{where}{key}") for key, value in table.items()}
    )


def to_toml(recipe: Recipe) -> str:
    """Write a recipe with all its values as TOML that `build` reads back."""
    plain = {f.name: getattr(recipe, f.name) for f in dataclasses.fields(recipe)}
    sections = {k: v for k, v in plain.items() if dataclasses.is_dataclass(v)}
    lines = [f"{key} = {to_literal(value)}" for key, value in plain.items() if key not in sections]
    for section, content in sections.items():
        lines += ["", f"[{section}]"]
        values = {f.name: getattr(content, f.name) for f in dataclasses.fields(content)}
        lines += [f"{key} = {to_literal(value)}" for key, value in values.items()]
    return "\n".join(lines) + "\n"


def _required(kind: type[Any]) -> list[str]:
    return [
        f.name
        for f in dataclasses.fields(kind)
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    ]


def _convert(hint: Hint, value: Value, name: str) -> Value:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if isinstance(value, dict):
            return build(hint, value, f"{name}.")
    elif _is_tuple(hint):
        if isinstance(value, list):
            return _convert_list(get_args(hint), value, name)
    elif hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return float(value)
        except OverflowError:
            return math.inf
    elif type(value) is hint:
        return value
    raise UsageError(f"The recipe's {name} is {value!r}.", f"It has to be {_spell(hint)}.")


def _convert_list(parts: tuple[Hint, ...], values: list[Value], name: str) -> tuple[Value, ...]:
    hints = [parts[0]] * len(values) if parts[-1] is Ellipsis else list(parts)
    if len(hints) != len(values):
        raise UsageError(f"The recipe's {name} is {values!r}.", f"It has to have {len(hints)}.")
    return tuple(_convert(hint, value, name) for hint, value in zip(hints, values, strict=True))


def _is_tuple(hint: Hint) -> bool:
    origin: object = get_origin(hint)
    return origin is tuple


def _spell(hint: Hint) -> str:
    if _is_tuple(hint):
        return "a list"
    names = {int: "a whole number", float: "a number", bool: "true or false", str: "text"}
    return names.get(hint, "a section")


def to_literal(value: Value) -> str:
    """Write one value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(to_literal(part) for part in value)}]"
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPES)}"'
    return repr(value)
