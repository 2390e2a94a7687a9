"""The lines of the diary: where everything lies in a drawing; the template draws it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from mien.core.mood import Mood
from mien.services.diary.days import Day

WIDTH: Final = 640
HEIGHT: Final = 150
_EDGE: Final = 8
_LONGEST_GAP: Final = 7
"""Days without an entry over which a line still goes on; after that nobody knows."""

_LONE_HALF: Final = 3.0
"""Half the width of the band of a day that stands alone."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """One side of the mood over time.

    Attributes:
        bands: outlines of the spread around each unbroken stretch of days.
        lines: the stretches themselves.
        days: where the mean of each day lies.
        entries: where single entries lie, on days that have several.
    """

    bands: tuple[str, ...]
    lines: tuple[str, ...]
    days: tuple[Point, ...]
    entries: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class MoodChart:
    """Both sides of the mood between two days, each in a drawing of `WIDTH` by `HEIGHT`."""

    first: date
    last: date
    valence: Curve
    arousal: Curve


def mood_chart(days: Sequence[Day], first: date, last: date) -> MoodChart:
    """Return the drawing of some days, oldest first, between two dates (both included)."""
    return MoodChart(
        first,
        last,
        valence=_curve(
            days, first, last, lambda mood: mood.valence, lambda mood: mood.spread.valence
        ),
        arousal=_curve(
            days, first, last, lambda mood: mood.arousal, lambda mood: mood.spread.arousal
        ),
    )


def _curve(
    days: Sequence[Day],
    first: date,
    last: date,
    value: Callable[[Mood], float],
    spread: Callable[[Mood], float],
) -> Curve:
    length = max(1, (last - first).days)

    def x(day: Day) -> float:
        if first == last:
            return WIDTH / 2
        return round(_EDGE + (day.date - first).days / length * (WIDTH - 2 * _EDGE), 1)

    stretches = _stretches(days)
    return Curve(
        bands=tuple(
            _band([(x(day), value(day.mood), spread(day.mood)) for day in stretch])
            for stretch in stretches
        ),
        lines=tuple(
            "M" + "L".join(f"{x(day)} {_y(value(day.mood))}" for day in stretch)
            for stretch in stretches
            if len(stretch) > 1
        ),
        days=tuple((x(day), _y(value(day.mood))) for day in days),
        entries=tuple(
            (x(day), _y(value(entry.mood)))
            for day in days
            if len(day.entries) > 1
            for entry in day.entries
        ),
    )


def _y(value: float) -> float:
    clipped = max(-1.0, min(1.0, value))
    return round(HEIGHT / 2 - clipped * (HEIGHT / 2 - _EDGE), 1)


def _stretches(days: Sequence[Day]) -> list[list[Day]]:
    stretches = [[day] for day in days[:1]]
    for before, after in pairwise(days):
        if (after.date - before.date).days <= _LONGEST_GAP:
            stretches[-1].append(after)
        else:
            stretches.append([after])
    return stretches


def _band(points: Sequence[tuple[float, float, float]]) -> str:
    if len(points) == 1:
        x, value, spread = points[0]
        points = [(x - _LONE_HALF, value, spread), (x + _LONE_HALF, value, spread)]
    upper = [f"{x:g} {_y(value + spread)}" for x, value, spread in points]
    lower = [f"{x:g} {_y(value - spread)}" for x, value, spread in reversed(points)]
    return "M" + "L".join([*upper, *lower]) + "Z"
