"""Turns TOML tables into recipe values, checking names and types, and back."""

from __future__ import annotations

import copy
import dataclasses
import tomllib
from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from mien.core.errors import UsageError
from mien.training.recipes.recipe import Recipe

T = TypeVar("T")

Value = Any
"""What TOML can hold."""

Hint = Any
"""What a field of a dataclass can be annotated with."""


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
        except tomllib.TOMLDecodeError:
            place[key] = text
    return merged


def build(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """Make a dataclass `kind` from a table; `where` is its place in the recipe, for messages.

    Raises:
        UsageError: a key is unknown or missing, or a value has the wrong type or range.
    """
    hints = get_type_hints(kind)
    unknown = [key for key in table if key not in hints]
    if unknown:
        raise UsageError(
            f"The recipe has an unknown key {where}{unknown[0]}.",
            f"Known here: {', '.join(hints)}.",
        )
    values = {key: _convert(hints[key], value, f"{where}{key}") for key, value in table.items()}
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise UsageError(f"The recipe is not complete: {error}.", "Correct it.") from error


def to_toml(recipe: Recipe) -> str:
    """Write a recipe with all its values as TOML that `build` reads back."""
    plain = {f.name: getattr(recipe, f.name) for f in dataclasses.fields(recipe)}
    sections = {k: v for k, v in plain.items() if dataclasses.is_dataclass(v)}
    lines = [f"{key} = {_literal(value)}" for key, value in plain.items() if key not in sections]
    for section, content in sections.items():
        lines += ["", f"[{section}]"]
        lines += [
            f"{f.name} = {_literal(getattr(content, f.name))}" for f in dataclasses.fields(content)
        ]
    return "\n".join(lines) + "\n"


def _convert(hint: Hint, value: Value, name: str) -> Value:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if isinstance(value, dict):
            return build(hint, value, f"{name}.")
    elif _is_tuple(hint):
        if isinstance(value, list):
            return _convert_list(get_args(hint), value, name)
    elif hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
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


def _literal(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_literal(part) for part in value)}]"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    return repr(value)
