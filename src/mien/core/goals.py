"""What a person wants the picks to do for their mood."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from mien.core.errors import UnknownGoalError
from mien.core.mood import Mood
from mien.core.phrases import Phrase


class Goal(StrEnum):
    """The way the picks should go from the mood."""

    MATCH = "match"
    LIFT = "lift"
    CALM = "calm"
    ENERGIZE = "energize"
    SIT_WITH = "sit-with"
    VENT = "vent"


COUNTERACT: Final = "counteract"
"""Accepted wherever a goal is: the goal that opposes the mood."""

_OPPOSING: Final[dict[str, Goal]] = {
    "angry": Goal.CALM,
    "fear": Goal.CALM,
    "happy": Goal.CALM,
    "surprise": Goal.CALM,
    "sad": Goal.LIFT,
    "disgust": Goal.LIFT,
    "neutral": Goal.LIFT,
}

_DEFAULT: Final[dict[str, Goal]] = {
    "angry": Goal.CALM,
    "fear": Goal.CALM,
    "happy": Goal.MATCH,
    "surprise": Goal.MATCH,
    "sad": Goal.LIFT,
    "disgust": Goal.LIFT,
    "neutral": Goal.MATCH,
}


def resolve_goal(name: str | None, mood: Mood) -> Goal:
    """Return the goal that `name` stands for in this mood.

    None gives the usual goal for the mood, `counteract` the one that opposes it; both are decided
    by the whole distribution, not by its peak.

    Raises:
        UnknownGoalError: `name` is no goal.
    """
    if name is None:
        return _heaviest(_DEFAULT, mood)
    word = name.strip().lower()
    if word == COUNTERACT:
        return _heaviest(_OPPOSING, mood)
    try:
        return Goal(word)
    except ValueError:
        known = ", ".join([*(goal.value for goal in Goal), COUNTERACT])
        raise UnknownGoalError(
            Phrase("%(name)r is not a goal.", name=name),
            Phrase("Use one of: %(known)s.", known=known),
        ) from None


def _heaviest(goal_of: dict[str, Goal], mood: Mood) -> Goal:
    weight: dict[Goal, float] = {}
    for emotion, probability in mood.emotions.items():
        goal = goal_of[emotion]
        weight[goal] = weight.get(goal, 0.0) + probability
    return max(weight, key=weight.__getitem__)
