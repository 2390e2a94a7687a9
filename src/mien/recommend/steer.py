"""Where the picks should lie, given a mood and a goal, and how well each item lies there.

Listening data say that the energy of a song moves arousal, that liking moves valence, and that
being close to the listener's mood does neither; so each goal names a place to go to, and energy
counts more sharply than valence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.core.goals import Goal
from mien.core.mood import Mood
from mien.recommend.columns import FloatArray

REACH: Final = 0.8
"""No target lies further out than this: beyond it even a large catalogue has few items."""

_WIDTH_VALENCE: Final = 0.42
_WIDTH_AROUSAL: Final = 0.34
_SPREAD_SHARE: Final = 0.35
"""How much of the mood's own uncertainty widens the target."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place on the percentile scale (-1 to 1) and how far around it still counts as near."""

    valence: float
    arousal: float
    valence_width: float
    arousal_width: float


@dataclass(frozen=True, slots=True)
class _Pull:
    """Moves a value part of the way (`share`, 0 to 1) towards `towards`."""

    share: float
    towards: float

    def apply(self, value: float) -> float:
        return value + self.share * (self.towards - value)


_STAY: Final = _Pull(0.0, 0.0)

_PULLS: Final[dict[Goal, tuple[_Pull, _Pull]]] = {
    Goal.MATCH: (_STAY, _STAY),
    Goal.LIFT: (_Pull(0.75, 0.8), _Pull(0.6, 0.3)),
    Goal.CALM: (_Pull(0.7, 0.5), _Pull(0.8, -0.7)),
    Goal.ENERGIZE: (_Pull(0.5, 0.5), _Pull(0.8, 0.8)),
    Goal.SIT_WITH: (_Pull(0.1, 1.0), _Pull(0.6, -0.6)),
    Goal.VENT: (_Pull(0.4, -0.6), _Pull(0.7, 0.85)),
}
"""Valence and arousal of each goal. `sit-with` goes up a little: never darker than the mood."""


def target_of(mood: Mood, goal: Goal) -> Target:
    """Return where the picks for a mood and goal should lie."""
    valence_pull, arousal_pull = _PULLS[goal]
    return Target(
        valence=_within_reach(valence_pull.apply(mood.valence)),
        arousal=_within_reach(arousal_pull.apply(mood.arousal)),
        valence_width=math.hypot(_WIDTH_VALENCE, _SPREAD_SHARE * mood.spread.valence),
        arousal_width=math.hypot(_WIDTH_AROUSAL, _SPREAD_SHARE * mood.spread.arousal),
    )


def fit(target: Target, valence: FloatArray, arousal: FloatArray) -> FloatArray:
    """Return how near items lie to the target: 1 on it, falling to 0 like a bell."""
    half = np.float32(math.sqrt(0.5))
    across = (valence - np.float32(target.valence)) * (half / np.float32(target.valence_width))
    along = (arousal - np.float32(target.arousal)) * (half / np.float32(target.arousal_width))
    np.square(across, out=across)
    np.square(along, out=along)
    across += along
    np.negative(across, out=across)
    nearness: FloatArray = np.exp(across, out=across)
    return nearness


def beyond(
    mood: Mood, goal: Goal, valence: FloatArray, arousal: FloatArray
) -> NDArray[np.bool_] | None:
    """Return which items a goal rules out for a mood, or None when it rules out nothing.

    Whoever wants to sit with a mood gets nothing darker than it, and in a low mood nothing of the
    livelier half: sad music that one chose oneself can deepen a low mood, and it is low energy
    that consoles.
    """
    if goal is not Goal.SIT_WITH:
        return None
    liveliest = max(0.0, mood.arousal) if mood.valence > 0 else 0.0
    return (valence < np.float32(min(REACH, mood.valence))) | (arousal > np.float32(liveliest))


def _within_reach(value: float) -> float:
    return max(-REACH, min(REACH, value))
