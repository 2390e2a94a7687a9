"""The words that scripts show: kept as JSON in English, translated as all other words are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, BinaryIO, Final

from flask_babel import get_translations

_COUNTED: Final = {"one", "other"}
"""The keys of a text that counts something; scripts choose with `Intl.PluralRules`."""

Message = tuple[int, str, str | tuple[str, str], list[str]]
"""Line, function, text or texts, comments: what Babel takes from an extractor."""


def script_strings() -> dict[str, Any]:
    """Return the words in the language of this request."""
    return {name: _translated(part) for name, part in _english().items()}


def extract(
    file: BinaryIO,
    _keywords: object,
    _comment_tags: object,
    options: object,  # noqa: ARG001 - Babel gives it by name
) -> Iterator[Message]:
    """Yield the messages of a file of words; for Babel."""
    yield from _messages(json.load(file))


@cache
def _english() -> Mapping[str, Any]:
    words: Mapping[str, Any] = json.loads(
        (files("mien.web") / "strings" / "en.json").read_text("utf-8")
    )
    return words


def _translated(part: str | Mapping[str, Any]) -> Any:  # noqa: ANN401 - as deep as the JSON is
    words = get_translations()
    if isinstance(part, str):
        return words.ugettext(part)
    if part.keys() == _COUNTED:
        forms = part["one"], part["other"]
        return {"one": words.ungettext(*forms, 1), "other": words.ungettext(*forms, 2)}
    return {name: _translated(inner) for name, inner in part.items()}


def _messages(part: str | Mapping[str, Any]) -> Iterator[Message]:
    if isinstance(part, str):
        yield 1, "gettext", part, []
    elif part.keys() == _COUNTED:
        yield 1, "ngettext", (part["one"], part["other"]), []
    else:
        for inner in part.values():
            yield from _messages(inner)
