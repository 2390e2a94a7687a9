"""Where the picks should lie, given a mood and a goal, and how well each item lies there.

Listening data say that the energy of a song moves arousal, that liking moves valence, and that
being close to the listener's mood does neither; so each goal names a place to go to, and energy
counts more sharply than valence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a goal does to a list.

    Attributes:
        valence: where it moves the target from the mood.
        arousal: likewise.
        leaving: what it is worth that a film leaves people with an emotion, -1 to 1, 0 for those
            not named; None when that does not matter.
        consoles: nothing is darker than the mood, and in a low mood nothing is lively: sad music
            that one chose oneself can deepen a low mood, and it is low energy that consoles.
    """

    valence: _Pull
    arousal: _Pull
    leaving: Mapping[str, float] | None = None
    consoles: bool = False


_RULES: Final[Mapping[Goal, _Rule]] = {
    Goal.MATCH: _Rule(_STAY, _STAY),
    Goal.LIFT: _Rule(
        _Pull(0.75, 0.8),
        _Pull(0.6, 0.3),
        leaving={"happy": 1.0, "sad": -1.0, "disgust": -1.0, "angry": -1.0, "fear": -0.5},
    ),
    Goal.CALM: _Rule(
        _Pull(0.7, 0.5),
        _Pull(0.8, -0.7),
        leaving={"happy": 0.5, "fear": -1.0, "angry": -1.0, "disgust": -1.0},
    ),
    Goal.ENERGIZE: _Rule(
        _Pull(0.5, 0.5),
        _Pull(0.8, 0.8),
        leaving={"happy": 0.5, "surprise": 1.0, "neutral": -0.5},
    ),
    Goal.SIT_WITH: _Rule(
        _Pull(0.1, 1.0),  # up a little: never darker than the mood
        _Pull(0.6, -0.6),
        leaving={"disgust": -1.0, "fear": -1.0, "angry": -1.0},
        consoles=True,
    ),
    Goal.VENT: _Rule(_Pull(0.4, -0.6), _Pull(0.7, 0.85)),
}


def target_of(mood: Mood, goal: Goal) -> Target:
    """Return where the picks for a mood and goal should lie."""
    rule = _RULES[goal]
    return Target(
        valence=_within_reach(rule.valence.apply(mood.valence)),
        arousal=_within_reach(rule.arousal.apply(mood.arousal)),
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

    A goal that consoles gives nothing darker than the mood, and in a low mood nothing of the
    livelier half.
    """
    if not _RULES[goal].consoles:
        return None
    liveliest = max(0.0, mood.arousal) if mood.valence > 0 else 0.0
    return (valence < np.float32(min(REACH, mood.valence))) | (arousal > np.float32(liveliest))


def worth_of_leaving(goal: Goal) -> Mapping[str, float] | None:
    """Return what it is worth to a goal that a film leaves people with an emotion, -1 to 1.

    Emotions that are not named are worth 0. None when the goal does not mind.
    """
    return _RULES[goal].leaving


def _within_reach(value: float) -> float:
    return max(-REACH, min(REACH, value))
