"""Titles and names in a form that can be compared."""

from __future__ import annotations

import re
import unicodedata

from mien.core.names import caseless

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_EDITION = re.compile(
    r"\s+- [^-]*\b(remaster(ed)?|version|edit|mono|stereo|single|bonus track|from|feat)\b.*$"
    r"|\s*[(\[](feat|ft|with|from|remaster|original|official|bonus)\b.*$",
    re.IGNORECASE,
)


def normalised(text: str) -> str:
    """Return letters and digits of `text` in lower case, Latin letters without accents."""
    letters = caseless(text)
    if letters.isascii():
        return _NOT_A_LETTER.sub("", letters)
    return "".join(c for c in letters if _counts(c))


def _counts(character: str) -> bool:
    """Return whether a character tells words apart; vowel signs of Indian scripts do."""
    if character.isalnum():
        return True
    return unicodedata.category(character)[0] == "M" and not "\u0300" <= character <= "\u036f"


def base_title(title: str) -> str:
    """Return a song's title without what only names an edition: `- Remastered 2009`, `(feat. X)`.

    Takes, parts and remixes keep their names, since they are other recordings.
    """
    if " - " not in title and "(" not in title and "[" not in title:
        return title
    return _EDITION.sub("", title).strip() or title
