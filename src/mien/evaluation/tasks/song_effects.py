"""T8: which songs lift and which calm, SiTunes stage 2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray, dummies
from mien.evaluation.datasets.situnes import Listens, load
from mien.evaluation.folds import random_folds
from mien.evaluation.intervals import Statistic, compare, mean_statistic, statistic_of
from mien.evaluation.metrics import spearman
from mien.evaluation.models.learners import (
    Learner,
    liking_learner,
    mean_learner,
    ridge_learner,
    sum_of,
    tuned,
)
from mien.evaluation.models.ridge import Ridge
from mien.evaluation.report import Bar, TaskReport, task_report

_REPEATS: Final = 5
_FOLDS: Final = 10
_ITEM_SHRINKAGE: Final = 6.0
_LIKING_WEIGHTS: Final = (0.0, 0.1, 0.2, 0.3)
_SLOPES: Final = (100.0, 300.0, 1000.0)

METRIC: Final = "Spearman"
SONG_MEAN: Final = "song's mean"
PLACE: Final = "valence and energy"
OUR_LIFT: Final = "song's mean lift + liking"
ENERGY: Final = "energy"
OUR_CALM: Final = "energy + personal slope"


@dataclass(frozen=True, slots=True)
class MoodGain:
    """A change of mood by which songs are ranked.

    Attributes:
        change: [listens], how far the mood moved in the direction that is ranked.
        ours: our learners of it.
        reference: the baseline that ours are held against.
    """

    title: str
    change: Numbers
    ours: Mapping[str, Learner]
    reference: str
    bar: Bar


def evaluate(data: Path) -> list[TaskReport]:
    """Run both tasks on `data`/listening/situnes."""
    listens = load(data)
    energy = ridge_learner(listens.place[:, 1:], 100.0)
    lift = MoodGain(
        title="which songs lift valence beyond the person and their mood",
        change=listens.after[:, 0] - listens.before[:, 0],
        ours={OUR_LIFT: _lift_and_liking(listens)},
        reference=SONG_MEAN,
        bar=Bar(OUR_LIFT, METRIC, 0.235, 0.26),
    )
    calm = MoodGain(
        title="which songs calm beyond the person and their mood",
        change=listens.before[:, 1] - listens.after[:, 1],
        ours={ENERGY: energy, OUR_CALM: _personal_slope(listens, energy)},
        reference=PLACE,
        bar=Bar(ENERGY, METRIC, 0.215, 0.24),
    )
    return [_ranked_by(change, listens) for change in (lift, calm)]


def _ranked_by(mood_change: MoodGain, listens: Listens) -> TaskReport:
    """Rank listens by what they do to the mood, the person and the mood before taken out."""
    learners = {**_baselines(listens), **mood_change.ours}
    rests, predicted = _cross_validated(listens, mood_change.change, learners)

    def correlation(method: str) -> Statistic:
        pairs = zip(predicted[method], rests, strict=True)
        return mean_statistic([statistic_of(spearman, scores, rest) for scores, rest in pairs])

    everything = np.arange(len(mood_change.change))
    return task_report(
        task="T8",
        title=mood_change.title,
        data=f"SiTunes stage 2, {len(everything)} listens, {_REPEATS} x {_FOLDS} folds",
        figures={method: {METRIC: correlation(method)(everything)} for method in learners},
        ours=mood_change.ours.keys(),
        gains=compare(
            dict.fromkeys(mood_change.ours, (mood_change.reference,)),
            {METRIC: correlation},
            listens.user,
        ),
        bars=(mood_change.bar,),
        remarks=("Playing what matches the mood (match distance) does not do it.",),
    )


def _cross_validated(
    listens: Listens, change: Numbers, learners: Mapping[str, Learner]
) -> tuple[list[Numbers], dict[str, list[Numbers]]]:
    """Return for each repeat what the background leaves over, and each learner's scores of it."""
    background, rests = _background(listens), []
    predicted = {name: [np.zeros(len(change)) for _ in range(_REPEATS)] for name in learners}
    for repeat in range(_REPEATS):
        rest = np.zeros(len(change))
        for train, test in random_folds(np.random.default_rng(repeat), len(change), _FOLDS):
            base = Ridge.fit(background[train], change[train], 20.0)
            left_over = change - base.predict(background)
            rest[test] = left_over[test]
            for name, learner in learners.items():
                predicted[name][repeat][test] = learner(train, test, left_over)
        rests.append(rest)
    return rests, predicted


def _baselines(listens: Listens) -> dict[str, Learner]:
    mean, features = _song_mean(listens), ridge_learner(listens.features, 300.0)
    return {
        "match distance": ridge_learner(listens.match_distance[:, None], 300.0),
        PLACE: ridge_learner(listens.place, 300.0),
        "song features": features,
        SONG_MEAN: mean,
        "song's mean + features": sum_of(mean, features),
    }


def _background(listens: Listens) -> Numbers:
    """Return the mood before up to second order, and who it is."""
    before = listens.before
    product = before[:, :1] * before[:, 1:]
    return np.hstack([before, before**2, product, dummies(listens.user)])


def _song_mean(listens: Listens) -> Learner:
    return mean_learner(listens.song, _ITEM_SHRINKAGE)


def _lift_and_liking(listens: Listens) -> Learner:
    """Song's mean lift, and its mean liking with a weight chosen on inner folds."""
    lift = _song_mean(listens)
    liking = liking_learner(listens.known_ratings, listens.song)
    return tuned(lambda weight: sum_of(lift, liking, weight), _LIKING_WEIGHTS, _correlation)


def _personal_slope(listens: Listens, energy: Learner) -> Learner:
    """Energy, with a slope for each person whose penalty is chosen on inner folds."""
    values = listens.place[:, 1:]
    own = dummies(listens.user) * (values - values.mean())

    def with_slopes(penalty: float) -> Learner:
        def learn(train: RowArray, test: RowArray, target: Numbers) -> Numbers:
            rest = target[train] - energy(train, train, target)
            slopes = Ridge.fit(own[train], rest, penalty)
            return energy(train, test, target) + slopes.predict(own[test])

        return learn

    return tuned(with_slopes, _SLOPES, _correlation)


def _correlation(scores: Numbers, target: Numbers, rows: RowArray) -> float:
    return spearman(scores, target[rows])
