"""What went together with feeling brighter or calmer afterwards, said only where it is clear.

Whoever feels worse than usual tends to feel better a while later, whatever they listened to
(regression to the mean). So a genre, maker or goal is not compared with nothing but with the
person's other items at the same starting mood: the change is explained by a straight line over the
mood of before plus a step for the group, and the step is what is reported. It is reported only
with enough pairs and when its interval, widened for the number of groups looked at, excludes zero.
It remains what went together, never what caused what.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.core.diary import MoodChange
from mien.core.errors import ItemNotFoundError
from mien.core.media import Item
from mien.core.mood import POINT_SPREAD, Mood

LEAST_PAIRS: Final = 8
"""Pairs of before and after that a group needs, and that all else needs to compare it with."""

LEAST_DAYS: Final = 3
"""Days over which a group's pairs must lie: one evening is one case, however many songs it had."""

CONFIDENCE: Final = 0.95
"""Chance that none of the groups looked at is reported by accident."""


class Topic(StrEnum):
    """What items are grouped by."""

    GENRE = "genre"
    CREATOR = "maker"
    GOAL = "goal"


class Measure(StrEnum):
    """Which side of the mood changed."""

    VALENCE = "valence"
    AROUSAL = "arousal"


Group = tuple[Topic, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """One mood before an item and one after, with the groups that the item belongs to."""

    before: Mood
    after: Mood
    groups: frozenset[Group]
    day: date


@dataclass(frozen=True, slots=True)
class Lift:
    """A group after which the person said they felt otherwise than after all else.

    Attributes:
        change: mean of after minus before inside the group, on the scale -1 to 1.
        beyond: how much of it goes beyond what is usual for the person at the same start.
        low: lower end of the interval of `beyond`.
        high: upper end.
        pairs: in the group.
    """

    topic: Topic
    word: str
    measure: Measure
    change: float
    beyond: float
    low: float
    high: float
    pairs: int


@dataclass(frozen=True, slots=True)
class LiftReport:
    """What can be said.

    Attributes:
        pairs: how many moods before have one after.
        enough: groups that had enough pairs to be looked at.
        fullest: the group with most pairs and how many, or None without any.
        lifts: what is clear, the largest first; often nothing.
    """

    pairs: int
    enough: int
    fullest: tuple[Group, int] | None
    lifts: tuple[Lift, ...]


def pairs_of(felt: Iterable[MoodChange], find: Callable[[str], Item]) -> list[Pair]:
    """Return the moods before that have one after, with what their items are; `find` gives an item.

    Of an item that `find` no longer knows (ItemNotFoundError), the goal is all that counts.
    """
    pairs = []
    for each in felt:
        if each.after is None:
            continue
        groups: set[Group] = set()
        if each.before.goal is not None:
            groups.add((Topic.GOAL, each.before.goal.value))
        try:
            item = find(each.item_id)
        except ItemNotFoundError:
            pass
        else:
            groups |= {(Topic.GENRE, genre) for genre in item.genres}
            groups |= {(Topic.CREATOR, maker) for maker in item.creators}
        day = each.before.at.astimezone().date()
        pairs.append(Pair(each.before.mood, each.after.mood, frozenset(groups), day))
    return pairs


def what_lifts(pairs: Sequence[Pair]) -> LiftReport:
    """Return what the pairs show."""
    counts = Counter(group for pair in pairs for group in pair.groups)
    frequent = [group for group, count in counts.items() if count >= LEAST_PAIRS]
    looked_at = [group for group in frequent if _has_enough(group, pairs)]
    level = 1 - (1 - CONFIDENCE) / max(1, len(looked_at) * len(Measure))
    found = [
        lift
        for group in looked_at
        for measure in Measure
        if (lift := _lift(group, measure, pairs, level)) is not None
    ]
    return LiftReport(
        pairs=len(pairs),
        enough=len(looked_at),
        fullest=counts.most_common(1)[0] if counts else None,
        lifts=tuple(sorted(found, key=lambda lift: -abs(lift.beyond))),
    )


def _has_enough(group: Group, pairs: Sequence[Pair]) -> bool:
    """Say whether a group's pairs lie on enough days and have others to be compared with."""
    inside = [pair for pair in pairs if group in pair.groups]
    others = len(pairs) - len(inside)
    return others >= LEAST_PAIRS and len({pair.day for pair in inside}) >= LEAST_DAYS


def _lift(group: Group, measure: Measure, pairs: Sequence[Pair], level: float) -> Lift | None:
    before = _values((pair.before for pair in pairs), measure)
    change = _values((pair.after for pair in pairs), measure) - before
    inside = np.array([group in pair.groups for pair in pairs])
    beyond, error = _step(before, change, inside)
    reach = _t_quantile((1 + level) / 2, len(pairs) - 3) * error
    if abs(beyond) <= reach:
        return None
    return Lift(
        topic=group[0],
        word=group[1],
        measure=measure,
        change=float(change[inside].mean()),
        beyond=beyond,
        low=beyond - reach,
        high=beyond + reach,
        pairs=int(inside.sum()),
    )


def _values(moods: Iterable[Mood], measure: Measure) -> NDArray[np.float64]:
    return np.array([getattr(mood, measure.value) for mood in moods], dtype=np.float64)


def _step(
    before: NDArray[np.float64], change: NDArray[np.float64], inside: NDArray[np.bool_]
) -> tuple[float, float]:
    """Fit change = a + b before + c inside by least squares; return c and its standard error."""
    design = np.stack([np.ones_like(before), before, inside], axis=1)
    inverse = np.linalg.pinv(design.T @ design)
    weights = inverse @ design.T @ change
    residual = change - design @ weights
    variance = float(residual @ residual) / (len(change) - 3)
    # Nobody's word for a mood is more exact than a point they would place by hand.
    variance = max(variance, POINT_SPREAD**2)
    return float(weights[2]), math.sqrt(variance * float(inverse[2, 2]))


def _t_quantile(share: float, freedom: int) -> float:
    """Return a quantile of Student's t by the expansion of Fisher and Cornish.

    From 13 degrees of freedom on it is off by less than 0.03 up to a share of 0.9998 (Abramowitz
    & Stegun 26.7.5).
    """
    z = NormalDist().inv_cdf(share)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
