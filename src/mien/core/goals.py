"""What a person wants the picks to do for their mood.

A goal is a word and what is said of it, both here; `mien.recommend.steer` says where it leads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class GoalText:
    """What is said of a goal.

    Attributes:
        label: what a person says who wants it, as on a button.
        effect: what it does, in one sentence.
        purpose: what an item is picked for, inside the sentence that gives the reason.
    """

    label: Phrase
    effect: Phrase
    purpose: Phrase


GOAL_TEXTS: Final[Mapping[Goal, GoalText]] = {
    Goal.MATCH: GoalText(
        Phrase("Match my mood"),
        Phrase("The same feeling back, as it is."),
        Phrase("to go with how you feel"),
    ),
    Goal.LIFT: GoalText(
        Phrase("Lift me"),
        Phrase("Brighter than now, one step at a time."),
        Phrase("to lift you"),
    ),
    Goal.CALM: GoalText(
        Phrase("Calm me"),
        Phrase("Slower and softer, to come down."),
        Phrase("to calm you down"),
    ),
    Goal.ENERGIZE: GoalText(
        Phrase("Energise me"),
        Phrase("Livelier than now, to get going."),
        Phrase("to get you going"),
    ),
    Goal.SIT_WITH: GoalText(
        Phrase("Sit with it"),
        Phrase("Quiet company; nothing to fix."),
        Phrase("to sit with how you feel"),
    ),
    Goal.VENT: GoalText(
        Phrase("Let it out"),
        Phrase("Loud and raw, until it has passed."),
        Phrase("to let it out"),
    ),
}
"""What is said of each goal."""

COUNTERACT: Final = "counteract"
"""Accepted where a goal is asked for: the goal that opposes the mood."""

GOAL_WORDS: Final = (*(goal.value for goal in Goal), COUNTERACT)
"""Every word that a goal may be asked for with."""

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
    word = str(name).strip().lower()
    if word == COUNTERACT:
        return _heaviest(_OPPOSING, mood)
    try:
        return Goal(word)
    except ValueError:
        raise UnknownGoalError(
            Phrase("%(name)r is not a goal.", name=name),
            Phrase("Use one of: %(known)s.", known=", ".join(GOAL_WORDS)),
        ) from None


def _heaviest(goal_of: dict[str, Goal], mood: Mood) -> Goal:
    weight: dict[Goal, float] = {}
    for emotion, probability in mood.emotions.items():
        goal = goal_of[emotion]
        weight[goal] = weight.get(goal, 0.0) + probability
    return max(weight, key=weight.__getitem__)
