"""One question, asked only when its answer would change the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from mien.core.feedback import Action
from mien.core.goals import Goal, resolve_goal
from mien.core.mood import Mood, mood_from_emotion
from mien.core.phrases import Phrase
from mien.core.recommendation import Choice, Query, Question
from mien.recommend.base_score import BaseScores
from mien.recommend.pipeline import Ranker

SURE_FROM: Final = 0.6
"""A mood whose best emotion is at least this probable is not asked about."""

SPREAD_FROM: Final = 0.5
"""A mood whose valence may be off by this much is asked about all the same (a surprise)."""

TURN_AFTER: Final = 5
"""Items taken up while sitting with a mood, after which a turn is offered."""

_TAKEN_UP: Final = frozenset((Action.LIKE, Action.FINISH))
_SITTING: Final = timedelta(hours=1)
_COMPARED: Final = 10
_SAME_FROM: Final = 0.5
"""Share of common picks from which two lists count as the same."""

_GOOD_OR_BAD: Final = (
    Choice(label=Phrase("a good surprise"), emotion="happy"),
    Choice(label=Phrase("a bad surprise"), emotion="fear"),
)

_TURN: Final = Question(
    text=Phrase("You have sat with this for a while. Stay, or turn a little towards the light?"),
    choices=(
        Choice(label=Phrase("stay with it"), goal=Goal.SIT_WITH),
        Choice(label=Phrase("a gentle turn"), goal=Goal.LIFT),
        Choice(label=Phrase("something calm"), goal=Goal.CALM),
    ),
)


def question_for(
    ranker: Ranker, query: Query, base: BaseScores, *, goal_was_chosen: bool
) -> Question | None:
    """Return the one question that is worth asking, or None when no answer would matter.

    After a while of sitting with a mood that is a turn. Else it is between the two most probable
    emotions of an unsure mood, or the good and the bad side of a surprise, when the lists for the
    two answers differ by half or more. Without a chosen goal each emotion brings its own usual
    goal along.
    """
    if query.goal is Goal.SIT_WITH and _took_up_lately(query) >= TURN_AFTER:
        return _TURN
    choices = _doubt(query.mood)
    if choices is None or len(query.people) > 1:
        return None
    lists = [_picked(ranker, query, base, choice, goal_was_chosen) for choice in choices]
    common = len(lists[0] & lists[1]) / max(1, len(lists[0] | lists[1]))
    if common >= _SAME_FROM:
        return None
    return Question(text=Phrase("Which is closer to how you feel?"), choices=choices)


def _doubt(mood: Mood) -> tuple[Choice, Choice] | None:
    (first, _), (second, _) = mood.top(2)
    if mood.confidence < SURE_FROM:
        return Choice(label=first, emotion=first), Choice(label=second, emotion=second)
    return _GOOD_OR_BAD if mood.spread.valence >= SPREAD_FROM else None


def _took_up_lately(query: Query) -> int:
    """Return how many items were liked or finished lately; skipping is not sitting with a mood."""
    if query.now is None:
        return 0
    return len(
        {
            event.item_id
            for event in query.history
            if event.action in _TAKEN_UP
            and not event.undone_at
            and query.now - event.at <= _SITTING
        }
    )


def _picked(
    ranker: Ranker, query: Query, base: BaseScores, choice: Choice, goal_was_chosen: bool
) -> set[int]:
    mood = mood_from_emotion(choice.emotion or "neutral")
    goal = query.goal if goal_was_chosen else resolve_goal(None, mood)
    asked = replace(query, mood=mood, goal=goal, limit=_COMPARED)
    return set(ranker.choose(asked, base).rows)
