"""Six shelves of the mood map, with the words that sources know them by.

Sources that offer items by mood words are asked for every shelf, at the same time and whoever is
there, so that the question says nothing about anyone's mood; the choice is made here.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Final


@dataclass(frozen=True, slots=True)
class MoodShelf:
    """One region of the mood map.

    Attributes:
        name: stable.
        valence: place of its items, -1 dark to 1 bright.
        arousal: -1 calm to 1 lively.
        tags: mood words as music services use them, most telling first.
        playlist: words that find playlists for it.
    """

    name: str
    valence: float
    arousal: float
    tags: tuple[str, ...]
    playlist: str


SHELVES: Final = (
    MoodShelf("bright-lively", 0.65, 0.6, ("happy", "energetic"), "feel good"),
    MoodShelf("bright-calm", 0.55, -0.5, ("relaxing", "hopeful"), "sunny acoustic"),
    MoodShelf("calm", 0.0, -0.8, ("peaceful", "calm"), "calm piano"),
    MoodShelf("lively", 0.0, 0.8, ("powerful", "motivational"), "workout energy"),
    MoodShelf("dark-calm", -0.65, -0.55, ("sad", "melancholic"), "sad songs"),
    MoodShelf("dark-lively", -0.6, 0.6, ("dark", "dramatic"), "angry rock"),
)


def nearest_shelf(valence: float, arousal: float) -> MoodShelf:
    """Return the shelf whose place is nearest to a point, both coordinates in -1 to 1."""
    return min(SHELVES, key=lambda s: hypot(s.valence - valence, s.arousal - arousal))
