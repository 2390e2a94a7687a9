"""A tag for items that nobody tagged: of a film by its genre, of a song by where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mien.core.media import Kind

_OF_FILMS: Final[tuple[tuple[str, str], ...]] = (
    ("horror", "scary"),
    ("thriller", "suspenseful"),
    ("mystery", "suspenseful"),
    ("comedy", "funny"),
    ("romance", "romantic"),
    ("family", "warm"),
    ("adventure", "adventurous"),
    ("fantasy", "wonder"),
    ("sci-fi", "wonder"),
    ("war", "intense"),
    ("crime", "tense"),
    ("action", "energetic"),
    ("musical", "joyful"),
    ("sport", "inspiring"),
)
"""The first that fits; other films are `thoughtful`."""


def tags_of(kind: Kind, genres: Sequence[str], valence: float, energy: float) -> tuple[str, ...]:
    """Return one tag; valence and energy are on the scale of the catalogue, 0 to 1."""
    if kind is Kind.MOVIE:
        return (next((tag for genre, tag in _OF_FILMS if genre in genres), "thoughtful"),)
    if valence >= 0.5:
        return ("joyful",) if energy >= 0.5 else ("gentle",)
    return ("intense",) if energy >= 0.5 else ("melancholic",)
