"""How well the catalogue is stocked: items near the place each goal and emotion leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from mien.core.emotions import EMOTIONS
from mien.core.goals import Goal
from mien.core.media import Item, Kind
from mien.core.mood import mood_from_emotion
from mien.recommend.steer import target_of

REACH: Final = 0.25
"""An item is on a shelf when its percentiles (0 to 1) lie within this of the target."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """How many items of a kind and language lie near the target of a goal and emotion."""

    kind: Kind
    language: str
    goal: Goal
    emotion: str
    count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers of a catalogue: items by kind and language, by evidence, and the shelves."""

    items: dict[tuple[Kind, str], int]
    evidence: dict[tuple[Kind, str], int]
    shelves: tuple[Shelf, ...]


def take_stock(items: Sequence[Item], languages: Sequence[str] = ("en", "hi")) -> Coverage:
    """Count the items of a catalogue, with shelves for the given languages."""
    return Coverage(
        items=dict(Counter((item.kind, item.language) for item in items)),
        evidence=dict(Counter((item.kind, item.mood.evidence.value) for item in items)),
        shelves=tuple(
            _shelf(items, kind, language, goal, emotion)
            for kind, language, goal, emotion in product(Kind, languages, Goal, EMOTIONS)
        ),
    )


def _shelf(items: Sequence[Item], kind: Kind, language: str, goal: Goal, emotion: str) -> Shelf:
    target = target_of(mood_from_emotion(emotion), goal)
    # Item moods and targets are on the scale 2p - 1, so a distance there is twice that of p.
    limit = (2 * REACH) ** 2
    count = sum(
        (item.mood.valence - target.valence) ** 2 + (item.mood.arousal - target.arousal) ** 2
        <= limit
        for item in items
        if item.kind is kind and item.language == language
    )
    return Shelf(kind, language, goal, emotion, count)
