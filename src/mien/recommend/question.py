"""One question, asked only when its answer would change the list."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mien.core.goals import resolve_goal
from mien.core.mood import mood_from_emotion
from mien.core.recommendation import Choice, Query, Question
from mien.recommend.candidates import CandidateTable
from mien.recommend.pipeline import rank

SURE_FROM: Final = 0.6
"""A mood whose best emotion is at least this probable is never questioned."""

_COMPARED: Final = 10
_SAME_FROM: Final = 0.5
"""Share of common picks from which two lists count as the same."""


def question_for(table: CandidateTable, query: Query, *, goal_was_chosen: bool) -> Question | None:
    """Return a question between the two most probable emotions, or None when it would not matter.

    It matters when the mood is unsure and the lists for the two emotions differ by half or more.
    Without a chosen goal each emotion brings its own usual goal along.
    """
    if query.mood.confidence >= SURE_FROM:
        return None
    (first, _), (second, _) = query.mood.top(2)
    lists = [_picked(table, query, e, goal_was_chosen=goal_was_chosen) for e in (first, second)]
    common = len(lists[0] & lists[1]) / max(1, len(lists[0] | lists[1]))
    if common >= _SAME_FROM:
        return None
    return Question(
        text="Which is closer to how you feel?",
        choices=(Choice(label=first, emotion=first), Choice(label=second, emotion=second)),
    )


def _picked(
    table: CandidateTable, query: Query, emotion: str, *, goal_was_chosen: bool
) -> set[str]:
    mood = mood_from_emotion(emotion)
    goal = query.goal if goal_was_chosen else resolve_goal(None, mood)
    asked = replace(query, mood=mood, goal=goal, limit=_COMPARED)
    return {pick.item.id for pick in rank(table, asked)}
