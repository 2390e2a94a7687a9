"""Titles and names made comparable: spelling, punctuation, scripts and romanisations aside."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from mien.core.names import folded

_DEVANAGARI_CONSONANTS: Final = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
        "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l v sh sh s h".split(),
        strict=True,
    )
)
_DEVANAGARI_VOWELS: Final = dict(
    zip("अआइईउऊऋएऐओऔ", "a aa i ee u oo ri e ai o au".split(), strict=True)
)
_DEVANAGARI_SIGNS: Final = dict(
    zip("ािीुूृेैोौंँः", "aa i ee u oo ri e ai o au n n h".split(), strict=True)
)
_VIRAMA: Final = "्"
_NUKTA: Final = "़"

_NO_MARK: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "'", "þ": "th"}
)

# From longer to shorter spellings of the same sound in romanised Hindi and Urdu. Order matters.
_SOUNDS: Final = (
    (r"ee|ii|ea|ie", "i"),
    (r"oo|uu|ou", "u"),
    (r"([a-z])\1+", r"\1"),  # doubled letters: dillagi, dilagi
    (r"chh?", "c"),
    (r"sh", "s"),
    (r"ph", "f"),
    (r"([kgjtdb])h", r"\1"),  # aspirates are often left out
    (r"[qc](?=[aou]|$)(?<!c)", "k"),
    (r"[wv]", "v"),
    (r"z", "j"),
    (r"q", "k"),
    (r"x", "ks"),
    (r"ai|ei|ay|ey|ae", "e"),
    (r"au|aw", "o"),
    (r"(?<=[aeiou])y(?=[aeiou])", ""),
    (r"y", "i"),
    (r"(?<=[aeiou])[nm](?=\s|$)", ""),  # nasal vowels: main, mein, me
    (r"(?<=[aeiou])h(?=\s|$|[^aeiou])", ""),
    (r"(?<=[bcdfgjklmnprstv])a(?=\s|$)", ""),  # the silent last a: prem, prema
    (r"([a-z])\1+", r"\1"),
)


def plain(text: str) -> str:
    """Return text in lower case without accents and punctuation, words one space apart."""
    letters = folded(_romanise(text)).translate(_NO_MARK)
    joined = re.sub(r"(?<=\w)['`´‘](?=\w)", "", letters).replace("&", " and ")
    return " ".join(re.sub(r"[^\w]+|_", " ", joined).split())


def sounds_of(text: str) -> str:
    """Return how plain text sounds in Hindi or Urdu, so that its romanisations meet.

    `Kabhi Kabhie`, `Kabhi Kabhi` and `कभी कभी` give the same; so do `Main`, `Mein` and `Me`.
    """
    heard = plain(text)
    for pattern, sound in _SOUNDS:
        heard = re.sub(pattern, sound, heard)
    return " ".join(heard.split())


def _romanise(text: str) -> str:
    """Write Devanagari in Latin letters; everything else stays."""
    if not any("ऀ" <= c <= "ॿ" for c in text):
        return text
    out: list[str] = []
    bare = unicodedata.normalize("NFD", text).replace(_NUKTA, "")
    for place, letter in enumerate(bare):
        follower = bare[place + 1 : place + 2]
        if letter in _DEVANAGARI_CONSONANTS:
            out.append(_DEVANAGARI_CONSONANTS[letter])
            # The inherent a is spoken before another consonant, and silent at a word's end.
            if follower in _DEVANAGARI_CONSONANTS or follower in _DEVANAGARI_VOWELS:
                out.append("a")
        elif letter != _VIRAMA:
            sound = _DEVANAGARI_VOWELS.get(letter) or _DEVANAGARI_SIGNS.get(letter)
            out.append(sound if sound is not None else letter)
    return "".join(out)
