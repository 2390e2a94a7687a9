"""T3: the next ten films in a given mood, LDOS-CoMoDa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.evaluation.arrays import Numbers, RowArray
from mien.evaluation.datasets.ldos import MOODS, Viewings, load
from mien.evaluation.folds import random_folds
from mien.evaluation.intervals import compare, mean_of
from mien.evaluation.metrics import ndcg
from mien.evaluation.models.collaborative import apply_weights, ease_scores, neighbour_scores
from mien.evaluation.report import Bar, Gain, TaskReport, task_report
from mien.recommend.ease import ease

_REPEATS: Final = 3
_FOLDS: Final = 5
_LIKED_FROM: Final = 4
_TOP: Final = 10
_RIDGE: Final = 50.0
_POPULARITY: Final = 1e-4
"""Breaks ties among films that nothing else tells apart."""

_OUR_POPULARITY: Final = 3e-3
_MOOD_WEIGHT: Final = 1e-3
"""Weight of how much more often a film was liked in the mood; chosen on inner folds."""

_LIFT_SMOOTHING: Final = 10.0

METRIC: Final = "NDCG@10"
EASE: Final = "EASE"
MOOD_OFF: Final = "EASE on everything seen, mood off"
MOOD_ON: Final = "EASE on everything seen, mood on"

_HAND_MAP: Final = {
    1: ("Comedy", "Adventure", "Action"),
    2: ("Drama", "Comedy"),
    3: ("Comedy", "Animation", "Family"),
}
"""What student projects show for a positive, neutral and negative mood."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A training part: who liked and who saw which film, [people, films], and its rows."""

    liked: Numbers
    seen: NDArray[np.bool_]
    rows: RowArray


def evaluate(data: Path) -> TaskReport:
    """Run the task on `data`/films/ldos_comoda."""
    ndcgs, people = _ndcg_of_queries(load(data))
    gains = compare(
        {MOOD_OFF: (EASE,), MOOD_ON: (EASE, MOOD_OFF)},
        {METRIC: lambda name: mean_of(ndcgs[name])},
        people,
    )
    return task_report(
        task="T3",
        title="the next ten films in a given mood",
        data=f"LDOS-CoMoDa, {len(np.unique(people))} of its viewers in {len(people) // _REPEATS} "
        f"queries, {_REPEATS} x {_FOLDS} folds; moods {len(MOODS)}",
        figures={name: {METRIC: float(values.mean())} for name, values in ndcgs.items()},
        ours={MOOD_OFF, MOOD_ON},
        gains=gains,
        bars=(Bar(MOOD_ON, METRIC, float(ndcgs[EASE].mean()), 0.08),),
        remarks=(
            _verdict(gains[MOOD_ON][1]),
            "The mood was asked together with the rating, so it may be coloured by the film.",
        ),
    )


def _verdict(of_mood: Gain) -> str:
    if of_mood.low > 0:
        return "Knowing the mood changes the order for the better, a little."
    return "Knowing the mood does not clearly help to choose the film."


def _ndcg_of_queries(viewings: Viewings) -> tuple[dict[str, Numbers], RowArray]:
    """Return the NDCG@10 of each query, [queries] by method, and whose query each is."""
    interactions = _Interactions(viewings)
    found: dict[str, list[float]] = {}
    people: list[int] = []
    for repeat in range(_REPEATS):
        rng = np.random.default_rng(repeat)
        for train, test in random_folds(rng, len(viewings.user), _FOLDS):
            fold = interactions.fold(train)
            scores = interactions.scores(fold)
            for person, mood, wanted in interactions.queries(test):
                people.append(person)
                for name, row in interactions.rows_for(scores, fold, person, mood, rng):
                    found.setdefault(name, []).append(_ndcg(row, fold.seen[person], wanted))
    return {name: np.array(values) for name, values in found.items()}, np.array(people)


class _Interactions:
    """The films and people of the data set, numbered from 0."""

    def __init__(self, viewings: Viewings) -> None:
        self.viewings = viewings
        users, self.person = np.unique(viewings.user, return_inverse=True)
        films, self.film = np.unique(viewings.film, return_inverse=True)
        self.shape = (len(users), len(films))
        self.words = viewings.genre_words()
        self.genres = np.zeros((len(films), len(self.words)))
        for film, genres in zip(self.film.tolist(), viewings.genres, strict=True):
            for genre in genres:
                self.genres[film, self.words.index(genre)] = 1.0
        self.positive = viewings.rating >= _LIKED_FROM

    def fold(self, rows: RowArray) -> Fold:
        liked, seen = np.zeros(self.shape), np.zeros(self.shape, dtype=np.bool_)
        positive = rows[self.positive[rows]]
        liked[self.person[positive], self.film[positive]] = 1.0
        seen[self.person[rows], self.film[rows]] = True
        return Fold(liked, seen, rows)

    def queries(self, rows: RowArray) -> Iterator[tuple[int, int, RowArray]]:
        """Yield person, mood and the held-out films they liked in it."""
        mood = self.viewings.mood
        wanted: dict[tuple[int, int], list[int]] = {}
        for row in rows[self.positive[rows] & (mood[rows] > 0)].tolist():
            wanted.setdefault((int(self.person[row]), int(mood[row])), []).append(self.film[row])
        for (person, of_mood), films in sorted(wanted.items()):
            yield person, of_mood, np.unique(films)

    def scores(self, fold: Fold) -> dict[str, Numbers]:
        """Return what does not depend on the mood, [people, films] each."""
        popularity = fold.liked.sum(axis=0)
        everything = fold.seen.astype(np.float64)
        weights = ease(everything.T @ everything, _RIDGE)
        return {
            "popularity": np.tile(popularity, (self.shape[0], 1)),
            "ItemKNN": neighbour_scores(fold.liked, 50, 5.0) + _POPULARITY * popularity,
            EASE: ease_scores(fold.liked, _RIDGE) + _POPULARITY * popularity,
            MOOD_OFF: apply_weights(everything, weights) + _OUR_POPULARITY * popularity,
        }

    def rows_for(
        self,
        scores: dict[str, Numbers],
        fold: Fold,
        person: int,
        mood: int,
        rng: np.random.Generator,
    ) -> Iterator[tuple[str, Numbers]]:
        """Yield the scores of all films for one query, in the order that the random draws need."""
        films = self.shape[1]
        wanted = [self.words.index(word) for word in _HAND_MAP[mood] if word in self.words]
        hand = self.genres[:, wanted].sum(axis=1)
        popularity = scores["popularity"][person]
        yield "random", rng.random(films)
        yield "popularity", popularity + 1e-3 * rng.random(films)
        yield "hand genre map", hand + 1e-3 * rng.random(films)
        yield (
            "hand genre map x popularity",
            (hand > 0) * (popularity + 1) + 1e-3 * rng.random(films),
        )
        yield "ItemKNN", scores["ItemKNN"][person]
        yield EASE, scores[EASE][person]
        lift = self.genres @ self._genre_lift(fold, mood)
        yield "EASE + learned mood-genre", scores[EASE][person] + 0.02 * lift
        yield MOOD_OFF, scores[MOOD_OFF][person]
        yield MOOD_ON, scores[MOOD_OFF][person] + _MOOD_WEIGHT * self._film_lift(fold, mood)

    def _genre_lift(self, fold: Fold, mood: int) -> Numbers:
        """Return how much more common each genre is among films liked in a mood (log ratio)."""
        rows = fold.rows[self.positive[fold.rows]]
        everywhere = self._genre_counts(rows)
        base = everywhere / everywhere.sum()
        in_mood = self._genre_counts(rows[self.viewings.mood[rows] == mood])
        smooth = in_mood + _LIFT_SMOOTHING * base
        share = smooth / (in_mood.sum() + _LIFT_SMOOTHING)
        known = base > 0
        lift = np.zeros(len(base))
        lift[known] = np.log(share[known] / base[known])
        return lift

    def _genre_counts(self, rows: RowArray) -> Numbers:
        counts = Counter(word for row in rows.tolist() for word in self.viewings.genres[row])
        return np.array([float(counts[word]) for word in self.words])

    def _film_lift(self, fold: Fold, mood: int) -> Numbers:
        """Return how many more likes each film has in a mood than its likes at any time say."""
        rows = fold.rows[self.positive[fold.rows]]
        in_mood = rows[self.viewings.mood[rows] == mood]
        count = np.bincount(self.film[in_mood], minlength=self.shape[1])
        share = len(in_mood) / max(1, len(rows))
        return np.asarray(count - share * fold.liked.sum(axis=0), dtype=np.float64)


def _ndcg(scores: Numbers, seen: NDArray[np.bool_], wanted: RowArray) -> float:
    scores = np.where(seen, -1e9, scores)
    return ndcg(np.isin(np.argsort(-scores)[:_TOP], wanted), len(wanted))
