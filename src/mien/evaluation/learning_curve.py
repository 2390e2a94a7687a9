"""How fast the ranker learns a taste: simulated people with hidden likings over a catalogue.

A simulated person likes the fifth of the catalogue that scores highest by hidden weights of
genres, tags, language, decade and creators, plus a part that no feature explains. They are shown
lists for changing moods, one item at a time, and say like or dislike. Counted is the share of the
next top ten that they like. People who are made of what the model looks at flatter it, so the
figures show that it learns, not how well it would do with people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.core.emotions import EMOTIONS
from mien.core.feedback import Action, FeedbackEvent
from mien.core.goals import resolve_goal
from mien.core.media import Kind
from mien.core.mood import mood_from_emotion
from mien.core.recommendation import Query
from mien.recommend.item_table import ItemTable
from mien.recommend.pipeline import Ranker

LIKED_SHARE: Final = 0.2
_UNEXPLAINED: Final = 0.3
"""Part of the variance of a hidden liking that no feature of an item explains."""

_TOP: Final = 10
_FIRST_PERSON: Final = 1_000
"""Seed of the first person; the weights of the ranker were chosen on people under it."""

_START: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """Share of the top ten liked after some actions, for each simulated person.

    Attributes:
        after: numbers of actions.
        liked: [people, numbers of actions].
        popular: [people], the share of the ten most appreciated items that each likes.
    """

    after: tuple[int, ...]
    liked: NDArray[np.float64]
    popular: NDArray[np.float64]


def learning_curve(
    ranker: Ranker, people: int, kind: Kind = Kind.MUSIC, after: tuple[int, ...] = (0, 5, 20)
) -> LearningCurve:
    """Simulate `people` and return what they like of what they are shown."""
    liked = np.zeros((people, len(after)))
    popular = np.zeros(people)
    for person in range(people):
        rng = np.random.default_rng(_FIRST_PERSON + person)
        likes = hidden_taste(ranker.table, kind, rng)
        popular[person] = _popular(ranker.table, kind, likes)
        liked[person] = _feedback_curve(ranker, kind, likes, rng, after)
    return LearningCurve(after, liked, popular)


def hidden_taste(table: ItemTable, kind: Kind, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return which items of a kind ([rows of the kind]) a simulated person likes."""
    part = table.of_kind(kind).index
    utility = np.zeros(table.of_kind(kind).count)
    for column in (table.genres, table.tags, table.languages, table.eras, table.creators):
        weights = rng.normal(0, 1, len(column.words))
        scores = column.totals(weights, column.codes[part])
        utility += scores / max(1e-9, float(scores.std()))
    utility /= utility.std()
    own = rng.normal(0, 1, len(utility))
    utility = np.sqrt(1 - _UNEXPLAINED) * utility + np.sqrt(_UNEXPLAINED) * own
    return np.asarray(utility >= np.quantile(utility, 1 - LIKED_SHARE))


def _feedback_curve(
    ranker: Ranker,
    kind: Kind,
    likes: NDArray[np.bool_],
    rng: np.random.Generator,
    after: tuple[int, ...],
) -> list[float]:
    start = ranker.table.of_kind(kind).at(np.array([0]))[0]
    history: list[FeedbackEvent] = []
    shares = []
    for done in range(max(after) + 1):
        now = _START + timedelta(days=done)
        query = _query(kind, EMOTIONS[rng.integers(len(EMOTIONS))], tuple(history), now)
        rows = ranker.choose(query, ranker.base_scores(query)).rows
        if done in after:
            shares.append(float(np.mean([likes[row - start] for row in rows])))
        known = {event.item_id for event in history}
        row = next(row for row in rows if ranker.table.items[row].id not in known)
        action = Action.LIKE if likes[row - start] else Action.DISLIKE
        history.append(FeedbackEvent(done, ranker.table.items[row].id, action, now))
    return shares


def _query(kind: Kind, emotion: str, history: tuple[FeedbackEvent, ...], now: datetime) -> Query:
    mood = mood_from_emotion(emotion)
    left_out = frozenset(e.item_id for e in history if e.action is Action.DISLIKE)
    return Query(
        mood=mood,
        kind=kind,
        goal=resolve_goal(None, mood),
        limit=_TOP,
        seed=len(history),
        history=history,
        now=now,
        exclude=left_out,
    )


def _popular(table: ItemTable, kind: Kind, likes: NDArray[np.bool_]) -> float:
    best = np.argsort(-table.appreciation[table.of_kind(kind).index], kind="stable")[:_TOP]
    return float(likes[best].mean())
