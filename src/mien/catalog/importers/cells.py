"""From the text of a cell to a fact."""

from __future__ import annotations

import math
import re
from typing import Final

from mien.catalog.rows import EARLIEST_YEAR, LATEST_YEAR, is_formula

LONGEST_NAME: Final = 300
"""Characters that a title or name may have."""

_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")
_QUOTED = re.compile(r"'([^']*)'(?=\s*[,\]])|\"([^\"]*)\"")


def name_of(text: str) -> str:
    """Return a title or name in one line, with no sign that catalogue files use themselves.

    Empty when there is none, when it is longer than any name, or when a spreadsheet would run it.
    """
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    name = " ".join(text.split())
    if "|" in name:
        name = name.replace("|", "/")
    return "" if is_formula(name) or len(name) > LONGEST_NAME else name


def names_of(text: str, *, commas: bool = False) -> tuple[str, ...]:
    """Return the names in a cell, each once and at most four.

    Args:
        text: `A;B`, `A|B` or `['A', 'B']`.
        commas: `A, B` is two names; elsewhere a comma is part of one (Earth, Wind & Fire).
    """
    if text[:1] == "[":
        parts = [single or double for single, double in _QUOTED.findall(text)]
    elif ";" in text or "|" in text:
        parts = text.replace("|", ";").split(";")
    elif commas and "," in text:
        parts = text.split(",")
    else:
        name = name_of(text)
        return (name,) if name else ()
    return tuple(dict.fromkeys(name for part in parts if (name := name_of(part))))[:4]


def year_of(text: str) -> int | None:
    """Return the year in a date of any form, or None when there is no likely one."""
    if len(text) >= 4 and text[:4].isdecimal() and (len(text) == 4 or not text[4].isdigit()):
        year = int(text[:4])
    else:
        found = _YEAR.search(text)
        year = int(found[1]) if found else 0
    return year if EARLIEST_YEAR <= year <= LATEST_YEAR else None


def number_of(text: str) -> float | None:
    """Return a finite number, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def share_of(text: str, whole: float) -> float | None:
    """Return a number from 0 to `whole` as a share of it, or None when it lies outside."""
    value = number_of(text)
    return value / whole if value is not None and 0.0 <= value <= whole else None
