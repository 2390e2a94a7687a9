"""T8: which songs lift and which calm, SiTunes stage 2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from mien.evaluation.datasets.files import Numbers, dummies
from mien.evaluation.datasets.situnes import (
    Listens,
    Model,
    RowArray,
    hold_out_again,
    load,
    mean_liking,
    shrunken_means,
)
from mien.evaluation.intervals import Statistic, gain_of
from mien.evaluation.metrics import spearman
from mien.evaluation.models.ridge import Ridge
from mien.evaluation.report import Bar, Gain, Row, TaskReport

_REPEATS: Final = 5
_FOLDS: Final = 10
_ITEM_SHRINKAGE: Final = 6.0
_LIKING_WEIGHTS: Final = (0.0, 0.1, 0.2, 0.3)
_SLOPES: Final = (100.0, 300.0, 1000.0)

OUR_LIFT: Final = "song's mean lift + liking"
ENERGY: Final = "energy"
OUR_CALM: Final = "energy + personal slope"


@dataclass(frozen=True, slots=True)
class Effect:
    """What songs may do: the change that is ranked, our models of it, and what they are held to."""

    title: str
    change: Numbers
    ours: dict[str, Model]
    bar: Bar
    reference: str


def evaluate(data: Path) -> list[TaskReport]:
    """Run both tasks on `data`/listening/situnes."""
    listens = load(data)
    lift = Effect(
        "which songs lift valence beyond the person and their mood",
        listens.after[:, 0] - listens.before[:, 0],
        {OUR_LIFT: _chosen_lift(listens)},
        Bar(OUR_LIFT, "Spearman", 0.235, 0.26),
        "song's mean",
    )
    calm = Effect(
        "which songs calm beyond the person and their mood",
        listens.before[:, 1] - listens.after[:, 1],
        {ENERGY: _ridge(listens.place[:, 1:], 100.0), OUR_CALM: _chosen_calm(listens)},
        Bar(ENERGY, "Spearman", 0.215, 0.24),
        "valence and energy",
    )
    return [_report(listens, effect) for effect in (lift, calm)]


def _report(listens: Listens, effect: Effect) -> TaskReport:
    """Rank listens by what they do to the mood, the person and the mood before taken out."""
    models = {**_baselines(listens), **effect.ours}
    rests, predicted = _cross_validated(listens, effect.change, models)

    def rho(name: str) -> Callable[[RowArray], float]:
        return lambda rows: float(
            np.mean(
                [spearman(p[rows], r[rows]) for p, r in zip(predicted[name], rests, strict=True)]
            )
        )

    everything = np.arange(len(effect.change))
    rows = []
    for name in models:
        ours = name in effect.ours
        gain = (
            gain_of(effect.reference, "Spearman", rho(name), rho(effect.reference), listens.user)
            if ours
            else None
        )
        figure = {"Spearman": rho(name)(everything)}
        rows.append(Row(name, figure, ours=ours, gains=(gain,) if gain else ()))
    return TaskReport(
        task="T8",
        title=effect.title,
        data=f"SiTunes stage 2, {len(effect.change)} listens, {_REPEATS} x {_FOLDS} folds",
        rows=tuple(rows),
        bars=(effect.bar,),
        remarks=("Playing what matches the mood (match distance) does not do it.",),
    )


def _gains(
    name: str, reference: str, rho: Callable[[str], Statistic], listens: Listens
) -> tuple[Gain, ...]:
    return (gain_of(reference, "Spearman", rho(name), rho(reference), listens.user),)


def _cross_validated(
    listens: Listens, change: Numbers, models: dict[str, Model]
) -> tuple[list[Numbers], dict[str, list[Numbers]]]:
    """Return for each repeat what the background leaves over, and what each model says of it."""
    background, rests = _background(listens), []
    predicted = {name: [np.zeros(len(change)) for _ in range(_REPEATS)] for name in models}
    for repeat in range(_REPEATS):
        folds = np.random.default_rng(repeat).integers(0, _FOLDS, len(change))
        rest = np.zeros(len(change))
        for number in range(_FOLDS):
            train, test = np.flatnonzero(folds != number), np.flatnonzero(folds == number)
            base = Ridge.fit(background[train], change[train], 20.0)
            left_over = change - base.predict(background)
            rest[test] = left_over[test]
            for name, model in models.items():
                predicted[name][repeat][test] = model(train, test, left_over)
        rests.append(rest)
    return rests, predicted


def _baselines(listens: Listens) -> dict[str, Model]:
    place = listens.place
    distance = np.hypot(place[:, 0] - listens.before[:, 0], place[:, 1] - listens.before[:, 1])
    mean, features = _song_mean(listens), _ridge(listens.features, 300.0)
    return {
        "match distance": _ridge(distance[:, None], 300.0),
        "valence and energy": _ridge(place, 300.0),
        "song features": features,
        "song's mean": mean,
        "song's mean + features": lambda *fold: mean(*fold) + features(*fold),
    }


def _background(listens: Listens) -> Numbers:
    """Return the mood before up to second order, and who it is."""
    before = listens.before
    product = before[:, :1] * before[:, 1:]
    return np.hstack([before, before**2, product, dummies(listens.user)])


def _ridge(features: Numbers, penalty: float) -> Model:
    return lambda train, test, target: Ridge.fit(features[train], target[train], penalty).predict(
        features[test]
    )


def _song_mean(listens: Listens) -> Model:
    song = listens.song
    return lambda train, test, target: shrunken_means(
        song[train], target[train], _ITEM_SHRINKAGE, song[test]
    )


def _chosen_lift(listens: Listens) -> Model:
    """Song's mean lift, and its mean liking with a weight chosen on inner folds."""
    mean = _song_mean(listens)

    def model(train: RowArray, test: RowArray, target: Numbers) -> Numbers:
        inner, held = hold_out_again(train)

        def quality(weight: float) -> float:
            scores = mean(inner, held, target) + weight * mean_liking(listens, inner, held)
            return spearman(scores, target[held])

        weight = max(_LIKING_WEIGHTS, key=quality)
        return mean(train, test, target) + weight * mean_liking(listens, train, test)

    return model


def _chosen_calm(listens: Listens) -> Model:
    """Energy, with a slope for each person whose penalty is chosen on inner folds."""
    energy = listens.place[:, 1:]
    own = dummies(listens.user) * (energy - energy.mean())
    base = _ridge(energy, 100.0)

    def scored(train: RowArray, test: RowArray, target: Numbers, penalty: float) -> Numbers:
        rest = target[train] - base(train, train, target)
        slopes = Ridge.fit(own[train], rest, penalty)
        return base(train, test, target) + slopes.predict(own[test])

    def model(train: RowArray, test: RowArray, target: Numbers) -> Numbers:
        inner, held = hold_out_again(train)
        penalty = max(
            _SLOPES,
            key=lambda each: spearman(scored(inner, held, target, each), target[held]),
        )
        return scored(train, test, target, penalty)

    return model
