"""From what a caller says to a checked query: moods, kinds, limits and seeds in any form."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from numbers import Real
from typing import Final

from mien.core.errors import UnknownKindError, UsageError
from mien.core.media import Kind
from mien.core.mood import Mood, mood_from_emotion, mood_from_point
from mien.core.phrases import Phrase
from mien.services.recommendations.arguments import whole_number

MOST_PICKS: Final = 100
"""Largest `limit` taken."""

MoodLike = Mood | str | tuple[float, float]
"""A mood, the name of an emotion, or valence and arousal in -1 to 1."""


def to_people(mood: MoodLike | Sequence[MoodLike]) -> tuple[Mood, ...]:
    """Return the moods that any accepted form stands for: one, or one for each of several people.

    Raises:
        UsageError: an unknown emotion, coordinates out of range, nobody at all, or no mood.
    """
    if isinstance(mood, (Mood, str)) or _is_pair(mood) or not isinstance(mood, Iterable):
        return (to_mood(mood),)  # type: ignore[arg-type]
    return tuple(to_mood(each) for each in mood)  # type: ignore[arg-type]


def to_mood(mood: MoodLike) -> Mood:
    """Return the mood that a form stands for.

    Raises:
        UsageError: an unknown emotion, coordinates out of range, or no mood.
    """
    if isinstance(mood, Mood):
        return mood
    if isinstance(mood, str):
        return mood_from_emotion(mood)
    try:
        valence, arousal = map(float, mood)
    except (TypeError, ValueError):
        raise UsageError(
            f"{mood!r} is not a mood.",
            "Give the name of an emotion, or valence and arousal from -1 to 1.",
        ) from None
    return mood_from_point(valence, arousal)


def to_kind(kind: Kind | str) -> Kind:
    """Return the kind a word stands for.

    Raises:
        UnknownKindError: it is no kind.
    """
    try:
        return Kind(str(kind).strip().lower())
    except ValueError:
        known = ", ".join(Kind)
        raise UnknownKindError(
            Phrase("%(kind)r is not a kind.", kind=kind),
            Phrase("Use one of: %(known)s.", known=known),
        ) from None


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, (tuple, list))
        and len(value) == 2
        and all(isinstance(each, Real) for each in value)
    )


def checked_limit(limit: int) -> int:
    """Return `limit`.

    Raises:
        UsageError: it is not 1 to `MOST_PICKS`.
    """
    limit = whole_number("limit", limit)
    if not 1 <= limit <= MOST_PICKS:
        raise UsageError(
            Phrase("limit is %(limit)s.", limit=limit),
            Phrase("Give a number from 1 to %(most_picks)s.", most_picks=MOST_PICKS),
        )
    return limit


def checked_seed(seed: int) -> int:
    """Return `seed`.

    Raises:
        UsageError: it is not 0 to 2**63 - 1.
    """
    seed = whole_number("seed", seed)
    if not 0 <= seed < 2**63:
        raise UsageError(
            Phrase("seed is %(seed)s.", seed=seed), Phrase("Give a whole number of 0 or more.")
        )
    return seed


def checked_years(years: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the first and last year.

    Raises:
        UsageError: the first is after the last, or it is no two years.
    """
    if years is None:
        return None
    if not _is_pair(years):
        raise UsageError(f"years is {years!r}.", "Give the first and the last, as (1970, 1989).")
    if years[0] > years[1] or not all(math.isfinite(y) for y in years):
        raise UsageError(
            Phrase(
                "The years %(value)s to %(value2)s are in the wrong order.",
                value=years[0],
                value2=years[1],
            ),
            Phrase("Put the first year first."),
        )
    return years
