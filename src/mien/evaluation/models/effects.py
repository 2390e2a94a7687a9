"""Ratings as a sum of effects (a person's, a film's, a mood's …), each shrunk towards none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.evaluation.datasets.files import Numbers
from mien.evaluation.intervals import RowArray, Statistic, gain_of
from mien.evaluation.report import Gain, Row

_FOLDS: Final = 5
_SEEDS: Final = 5

RMSE: Final = "RMSE"


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect: its columns and how strongly their weights are shrunk.

    Attributes:
        features: [rows, columns].
        penalties: the ridge penalty, or several, one of which is chosen on inner folds.
    """

    features: Numbers
    penalties: tuple[float, ...] = (3.0,)


def crossed(first: Numbers, second: Numbers) -> Numbers:
    """Return the products of all columns of the one with all of the other that are ever not 0."""
    table = (first[:, :, None] * second[:, None, :]).reshape(len(first), -1)
    return np.asarray(table[:, table.any(axis=0)], dtype=np.float64)


def held_out(effects: Sequence[Effect], target: Numbers) -> list[Numbers]:
    """Return predictions of `target` for rows left out of the fit, once for each of 5 seeds."""
    return [_predicted(effects, target, seed) for seed in range(_SEEDS)]


def squared_error(runs: Sequence[Numbers], target: Numbers) -> Numbers:
    """Return the squared error of each row, the mean over several predictions."""
    return np.asarray(np.mean([(target - run) ** 2 for run in runs], axis=0), dtype=np.float64)


def rows_of(
    errors: Mapping[str, Numbers],
    over: Mapping[str, str],
    ours: str,
    clusters: NDArray[np.generic],
    more: Mapping[str, Mapping[str, float]],
) -> tuple[Row, ...]:
    """Return a row of the report for each model, held against the model that `over` names.

    Args:
        errors: squared error of each row of data, by model.
        over: what each model is held against; who is not in it gains nothing.
        ours: name of our own model.
        clusters: whose each row of data is.
        more: further figures by model.
    """
    rows = []
    for name, of_row in errors.items():
        gains = (_gain(errors, name, over[name], clusters),) if name in over else ()
        metrics = {RMSE: float(np.sqrt(of_row.mean())), **more.get(name, {})}
        rows.append(Row(name, metrics, ours=name == ours, gains=gains))
    return tuple(rows)


def clearly_better(rows: Sequence[Row]) -> set[str]:
    """Return the models whose gain has its whole interval above 0."""
    return {row.name for row in rows if row.gains and row.gains[0].low > 0}


def _gain(
    errors: Mapping[str, Numbers], name: str, over: str, clusters: NDArray[np.generic]
) -> Gain:
    return gain_of(over, "less MSE", _saved(errors[name]), _saved(errors[over]), clusters)


def _saved(errors: Numbers) -> Statistic:
    return lambda rows: -float(errors[rows].mean())


def _predicted(effects: Sequence[Effect], target: Numbers, seed: int) -> Numbers:
    folds = np.random.default_rng(seed).integers(0, _FOLDS, len(target))
    found = np.zeros(len(target))
    for number in range(_FOLDS):
        train, test = np.flatnonzero(folds != number), np.flatnonzero(folds == number)
        penalties = _chosen(effects, target, train)
        found[test] = _fitted(effects, penalties, target, train, test)
    return found


def _chosen(effects: Sequence[Effect], target: Numbers, train: RowArray) -> list[float]:
    """Choose the penalties one effect after the other, on a part of the training rows."""
    chosen = [effect.penalties[0] for effect in effects]
    held = np.random.default_rng(11).integers(0, _FOLDS, len(train)) == 0
    inner, rest = train[~held], train[held]
    for place, effect in enumerate(effects):
        if len(effect.penalties) == 1:
            continue
        errors = {}
        for penalty in effect.penalties:
            penalties = [*chosen[:place], penalty, *chosen[place + 1 :]]
            guess = _fitted(effects, penalties, target, inner, rest)
            errors[penalty] = float(((target[rest] - guess) ** 2).mean())
        chosen[place] = min(errors, key=errors.__getitem__)
    return chosen


def _fitted(
    effects: Sequence[Effect],
    penalties: Sequence[float],
    target: Numbers,
    train: RowArray,
    test: RowArray,
) -> Numbers:
    """Fit by ridge regression on `train`, and predict `test`; in whichever form is smaller."""
    mean = float(target[train].mean())
    if not effects:
        return np.full(len(test), mean)
    scaled = [
        effect.features / np.sqrt(penalty)
        for effect, penalty in zip(effects, penalties, strict=True)
    ]
    features = np.hstack(scaled)
    known, rest = features[train], target[train] - mean
    if known.shape[1] < len(known):
        weights = np.linalg.solve(known.T @ known + np.eye(known.shape[1]), known.T @ rest)
    else:
        weights = known.T @ np.linalg.solve(known @ known.T + np.eye(len(known)), rest)
    return np.asarray(mean + features[test] @ weights, dtype=np.float64)
