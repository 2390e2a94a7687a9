"""Reading the fields of a form: words, lists of words, whole numbers."""

from __future__ import annotations

import math
from typing import Final

from werkzeug.datastructures import MultiDict

from mien.core.errors import UsageError
from mien.core.phrases import Phrase

_LONGEST_LIST: Final = 50


def last(values: MultiDict[str, str], name: str) -> str:
    """Return a field; where it comes twice, a pressed button wins (it comes last)."""
    return (values.getlist(name) or [""])[-1].strip()


def several(values: MultiDict[str, str], name: str, most: int = _LONGEST_LIST) -> tuple[str, ...]:
    """Return all values of a field, lower case and each once.

    Raises:
        UsageError: there are more than `most`.
    """
    return tuple(dict.fromkeys(word.lower() for word in ids(values, name, most)))


def ids(values: MultiDict[str, str], name: str, most: int = _LONGEST_LIST) -> tuple[str, ...]:
    """Return all values of a field as they are, each once.

    Raises:
        UsageError: there are more than `most`.
    """
    words = [word.strip() for word in values.getlist(name) if word.strip()]
    if len(words) > most:
        raise UsageError(
            Phrase("There are %(count)s values of %(name)s.", count=len(words), name=name),
            Phrase("Choose fewer."),
        )
    return tuple(dict.fromkeys(words))


def whole(values: MultiDict[str, str], name: str, least: int, most: int) -> int | None:
    """Return a whole number, or None when the field is empty.

    Raises:
        UsageError: it is no whole number from `least` to `most`.
    """
    text = last(values, name)
    if not text:
        return None
    digits = text.removeprefix("-") if least < 0 else text
    if not (digits.isascii() and digits.isdigit() and len(text) < 17):
        raise _out_of_range(name, text, least, most)
    if not least <= int(text) <= most:
        raise _out_of_range(name, text, least, most)
    return int(text)


def decimal(values: MultiDict[str, str], name: str, least: float, most: float) -> float | None:
    """Return a number, or None when the field is empty.

    Raises:
        UsageError: it is no number from `least` to `most`.
    """
    text = last(values, name)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not least <= number <= most:
        raise UsageError(
            Phrase("%(name)s is %(value)r.", name=name, value=text[:40]),
            Phrase("Give a number from %(least)s to %(most)s.", least=least, most=most),
        )
    return number


def _out_of_range(name: str, text: str, least: int, most: int) -> UsageError:
    return UsageError(
        Phrase("%(name)s is %(value)r.", name=name, value=text[:40]),
        Phrase("Give a whole number from %(least)s to %(most)s.", least=least, most=most),
    )
