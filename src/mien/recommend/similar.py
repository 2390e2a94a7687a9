"""More like one item: the same style first, then mood, then era."""

from __future__ import annotations

from typing import Final

import numpy as np

from mien.core.media import Item
from mien.core.recommendation import Pick
from mien.recommend.candidates import CandidateTable
from mien.recommend.diversify import spread_out

_STYLE: Final = 0.55
_MOOD: Final = 0.3
_ERA: Final = 0.1
_LANGUAGE: Final = 0.05
_GENERATION: Final = 15.0
"""Years after which two items count as of another era."""


def similar_to(table: CandidateTable, item: Item, limit: int) -> tuple[Pick, ...]:
    """Return items of the same kind that are most like `item`, without the item itself."""
    others = [other for other in table.items if other.kind is item.kind and other.id != item.id]
    scores = np.array([_likeness(item, other) for other in others])
    ranked = [others[place] for place in np.argsort(-scores, kind="stable")]
    score_of = {other.id: float(score) for other, score in zip(others, scores, strict=True)}
    chosen = spread_out(ranked, limit, same_maker_allowed=False)
    return tuple(Pick(other, score_of[other.id], _reason(item, other)) for other in chosen)


def _likeness(item: Item, other: Item) -> float:
    distance = float(
        np.hypot(item.mood.valence - other.mood.valence, item.mood.arousal - other.mood.arousal)
    )
    return (
        _STYLE * _overlap(item.genres, other.genres)
        + _MOOD * max(0.0, 1.0 - distance)
        + _ERA * max(0.0, 1.0 - abs(item.year - other.year) / _GENERATION)
        + _LANGUAGE * (item.language == other.language)
    )


def _overlap(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    return len(set(first) & set(second)) / len(set(first) | set(second))


def _reason(item: Item, other: Item) -> str:
    parts = []
    shared = [genre for genre in other.genres if genre in item.genres]
    if shared:
        parts.append(f"also {' and '.join(shared)}")
    if abs(item.mood.valence - other.mood.valence) < 0.3:
        parts.append("as bright" if item.mood.valence > 0 else "as dark")
    if abs(item.mood.arousal - other.mood.arousal) < 0.3:
        parts.append("as lively" if item.mood.arousal > 0 else "as calm")
    if abs(item.year - other.year) <= 5:
        parts.append("from the same years")
    sentence = ", ".join(parts) if parts else "the nearest that is left"
    return f"{sentence[0].upper()}{sentence[1:]}, like {item.title}."
