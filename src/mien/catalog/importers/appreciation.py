"""From the ratings in a person's own copy of a file to how widely an item is loved."""

from __future__ import annotations

from typing import Final

LOWEST: Final = 0.05
HIGHEST: Final = 0.95


def liking(rating: float, *, middle: float, step: float) -> float:
    """Return 0.5 for a rating of `middle`, `step` more for each point above it."""
    return round(min(HIGHEST, max(LOWEST, 0.5 + step * (rating - middle))), 3)


def settled(total: float, count: float, *, usual: float, weight: float) -> float:
    """Return a mean rating drawn towards the `usual` one, as if `weight` more people gave that."""
    return (total + usual * weight) / (count + weight)
