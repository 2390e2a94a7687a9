"""Comparing names that are spelt in many ways, above all Hindi in Latin letters."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from mien.catalog.names import normalised

_VERSION = re.compile(
    r"\s+[-\u2013]\s+.*$|\s*[(\[](feat|ft|with|from|remaster|live|original|official).*$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")

_BETWEEN_WORDS = re.compile(r"[\s\-\u2013,.!?&/'():|]+")

_SAME_TITLE: Final = 0.72
_SAME_WORD: Final = 0.8
_SHARED_WORDS: Final = 0.75

_SPELLINGS: Final = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("ph", "f"),
        ("ck|q", "k"),
        ("w", "v"),
        ("z", "j"),
        ("x", "ks"),
        ("ee+|ii+", "i"),
        ("oo+|uu+|ou", "u"),
        ("aa+", "a"),
        ("ai|ei|ey|ae|ay", "e"),
        ("au", "o"),
        ("y", "i"),
        ("h", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aeiou])n$", ""),
    )
)


def without_version(title: str) -> str:
    """Return a title without `- Remastered 2009`, `(feat. …)`, `(From "…")` and the like."""
    return _VERSION.sub("", title).strip() or title


def without_brackets(title: str) -> str:
    """Return a title without what stands in brackets."""
    return _BRACKETS.sub("", title).strip() or title


@lru_cache(maxsize=400_000)
def sounds(text: str) -> str:
    """Return letters that the usual spellings of one Hindi word in Latin letters share."""
    words = (normalised(word) for word in _BETWEEN_WORDS.split(text))
    return "".join(_sound(word) for word in words)


def likeness(first: str, second: str) -> float:
    """Return how alike two strings are, 0 to 1."""
    if first == second:
        return 1.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < 0.6:
        return 0.0
    return matcher.ratio()


def begins_like(first: str, second: str) -> float:
    """Return how alike two titles are when one may be only the first words of the other."""
    short, long = sorted((first, second), key=len)
    if len(short) >= 5 and short in long:
        return 0.95 if long.startswith(short) else 0.9
    if len(short) >= 7:
        return max(likeness(first, second), 0.95 * likeness(short, long[: len(short)]))
    return likeness(first, second)


def same_title(first: str, second: str) -> bool:
    """Return whether one title is the other, its beginning, or made of its words."""
    pairs = ((first, second), (without_brackets(first), without_brackets(second)))
    return any(_same_words(ours, theirs) for ours, theirs in pairs)


def _same_words(first: str, second: str) -> bool:
    if begins_like(sounds(first), sounds(second)) >= _SAME_TITLE:
        return True
    few, many = sorted((_words(first), _words(second)), key=len)
    found = sum(any(likeness(a, b) >= _SAME_WORD for b in many) for a in few)
    return found >= _SHARED_WORDS * len(few) > 0


def same_person(first: str, second: str) -> bool:
    """Return whether two spellings stand for one person or band."""
    ours, theirs = sounds(first), sounds(second)
    if likeness(ours, theirs) >= 0.84:
        return True
    if min(len(ours), len(theirs)) >= 5 and (ours in theirs or theirs in ours):
        return True
    # Middle names come and go, and some lists put the family name first.
    ends, others = _ends(first), _ends(second)
    return len(ends) == len(others) == 2 and all(
        likeness(a, b) >= _SAME_WORD for a, b in zip(sorted(ends), sorted(others), strict=True)
    )


def _ends(name: str) -> list[str]:
    words = _words(name)
    return [words[0], words[-1]] if len(words) > 1 else words


def _words(text: str) -> list[str]:
    return [sound for word in _BETWEEN_WORDS.split(text) if (sound := sounds(word))]


def _sound(word: str) -> str:
    for pattern, letters in _SPELLINGS:
        word = pattern.sub(letters, word)
    return word
