"""The stages in order: base score, steering, diversity, exploration, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np

from mien.core.feedback import FeedbackEvent
from mien.core.goals import Goal
from mien.core.media import Kind
from mien.core.recommendation import Pick, Query
from mien.core.taste import Trait
from mien.recommend.aftertaste import FilmAftertaste
from mien.recommend.base_score import BaseScorer, BaseScores
from mien.recommend.columns import FloatArray
from mien.recommend.diversify import spread_out
from mien.recommend.ease import NO_WEIGHTS, WeightSource
from mien.recommend.explain import FactFinder, reason_for, tested_goal
from mien.recommend.explore import something_different
from mien.recommend.item_table import ItemTable
from mien.recommend.learned_preferences import LearnedPreference
from mien.recommend.steer import beyond, fit, target_of

STEER_SHARE: Final = 0.55
_AFTERTASTE_SHARE: Final = 0.12
_LEAST_HAPPY_SHARE: Final = 0.8
"""Of several people the one an item suits least decides; the rest breaks ties."""

_FIRST_LOOK: Final = 20
"""Best rows looked at for each pick wanted; more only when diversity uses them up."""

_SAMPLED: Final = 20
"""Rows for each one wanted among which the cut is guessed."""

_SPARE: Final = 20


@dataclass(frozen=True, slots=True)
class RankedRows:
    """Rows of a table in the order of the list, and which of them is something different."""

    rows: tuple[int, ...]
    scores: tuple[float, ...]
    different: int | None


class Ranker:
    """Ranks the items of one table; safe to share between threads."""

    def __init__(self, table: ItemTable, links: WeightSource = lambda _: NO_WEIGHTS) -> None:
        """Prepare for `table`; `links` gives what is known to go together."""
        self.table = table
        self._scorer = BaseScorer(table, links)
        self._aftertaste = FilmAftertaste(table)

    def base_scores(self, query: Query) -> BaseScores:
        """Return what is the same for every mood and goal of a query; see `BaseScorer`."""
        return self._scorer.base_scores(query)

    def learned_preferences(
        self,
        history: Sequence[FeedbackEvent],
        now: datetime | None,
        not_true: frozenset[Trait] = frozenset(),
    ) -> tuple[LearnedPreference, ...]:
        """Return what the actions of a person show of their taste; see `BaseScorer.believe`."""
        return self._scorer.learned_preferences(history, now, not_true)

    def rank(self, query: Query, base: BaseScores | None = None) -> tuple[Pick, ...]:
        """Return the picks for a query, best first; fewer than asked when no more fit.

        Raises:
            UnknownLanguageError: nothing is in a language asked for.
            UsageError: nothing is of a genre asked for.
        """
        base = base or self.base_scores(query)
        chosen = self.choose(query, base)
        grounds = FactFinder(self.table, base)
        lists = _ListsByGoal(self, query, base)
        return tuple(
            self._pick(row, score, chosen, grounds, lists)
            for row, score in zip(chosen.rows, chosen.scores, strict=True)
        )

    def choose(self, query: Query, base: BaseScores) -> RankedRows:
        """Return the rows that a query picks, without the words."""
        scores = self._scores(query, base)
        picked = self._spread_out(scores, base, query)
        different = something_different(self.table, query, base, scores, picked)
        if different is not None:
            place, row = different
            picked = [*picked[:place], row, *picked[place : query.limit - 1]]
        rows = np.array(picked, dtype=np.intp)
        places, _ = base.rows.places_of(rows)
        return RankedRows(
            rows=tuple(picked),
            scores=tuple(np.clip(scores[places], 0.0, 1.0).tolist()),
            different=different and different[1],
        )

    def _scores(self, query: Query, base: BaseScores) -> FloatArray:
        scores = base.values + np.float32(STEER_SHARE) * self._nearness(query, base)
        if query.kind is Kind.MOVIE:
            aftertaste = self._aftertaste.helps(query.goal, base.rows)
            if aftertaste is not None:
                scores += np.float32(_AFTERTASTE_SHARE) * aftertaste
        part = base.rows.index
        for mood in query.people or (query.mood,):
            ruled_out = beyond(mood, query.goal, self.table.valence[part], self.table.arousal[part])
            if ruled_out is not None:
                scores[ruled_out] = -np.inf
        return scores

    def _nearness(self, query: Query, base: BaseScores) -> FloatArray:
        """Return how well each row moves the person, or the one it suits least of several."""
        part = base.rows.index
        valence, arousal = self.table.valence[part], self.table.arousal[part]
        targets = [target_of(mood, query.goal) for mood in query.people or (query.mood,)]
        fits = [fit(target, valence, arousal) for target in targets]
        if len(fits) == 1:
            return fits[0]
        least = np.minimum.reduce(fits)
        mean = np.add.reduce(fits) / np.float32(len(fits))
        share = np.float32(_LEAST_HAPPY_SHARE)
        joined: FloatArray = share * least + (1 - share) * mean
        return joined

    def _spread_out(self, scores: FloatArray, base: BaseScores, query: Query) -> list[int]:
        """Take the best rows that are not too alike, looking at no more of them than needed."""
        looked_at = min(len(scores), _FIRST_LOOK * query.limit)
        while True:
            best = _best(scores, looked_at)
            picked = spread_out(
                base.rows.at(best).tolist(),
                query.limit,
                lambda row: self.table.creators.of(row).tolist(),
                same_creator_allowed=bool(query.filters.creators),
            )
            if len(picked) == query.limit or len(best) < looked_at or looked_at == len(scores):
                return picked
            looked_at = min(len(scores), 8 * looked_at)

    def _pick(
        self, row: int, score: float, chosen: RankedRows, grounds: FactFinder, lists: _ListsByGoal
    ) -> Pick:
        query = lists.query
        item = self.table.items[row]
        tested = tested_goal(item, query.goal)
        drops_out_for = tested if tested and row not in lists.picked_for(tested) else None
        different = row == chosen.different
        return Pick(
            item=item,
            score=score,
            reason=reason_for(
                item, query, grounds.of_row(row), different=different, drops_out_for=drops_out_for
            ),
            different=different,
            drops_out_for=drops_out_for,
        )


class _ListsByGoal:
    """What the same query picks for other goals, each ranked when first asked for."""

    def __init__(self, ranker: Ranker, query: Query, base: BaseScores) -> None:
        self.query = query
        self._ranker, self._base = ranker, base
        self._known: dict[Goal, frozenset[int]] = {}

    def picked_for(self, goal: Goal) -> frozenset[int]:
        if goal not in self._known:
            chosen = self._ranker.choose(replace(self.query, goal=goal), self._base)
            self._known[goal] = frozenset(chosen.rows)
        return self._known[goal]


def _best(scores: FloatArray, count: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Return the places of the `count` highest scores, best first; those ruled out are left out."""
    places = np.flatnonzero(scores >= _cut(scores, count))
    places = places[np.isfinite(scores[places])]
    return places[np.argsort(-scores[places], kind="stable")]


def _cut(scores: FloatArray, count: int) -> np.float32:
    """Return a score that at least `count` reach, and not many more."""
    if count >= len(scores):
        return np.float32(-np.inf)
    step = len(scores) // (_SAMPLED * count)
    if step > 1:
        # Twice the share wanted of a sample nearly always holds enough, at a fraction of the work.
        sample = scores[::step]
        among = min(len(sample), 2 * count // step + _SPARE)
        guess = np.partition(sample, len(sample) - among)[len(sample) - among]
        if np.count_nonzero(scores >= guess) >= count:
            return np.float32(guess)
    return np.float32(np.partition(scores, len(scores) - count)[len(scores) - count])
