"""Ratings as a sum of effects (a person's, a film's, a mood's …), each shrunk towards none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray
from mien.evaluation.folds import random_folds

_FOLDS: Final = 5
_SEEDS: Final = 5


@dataclass(frozen=True, slots=True)
class RandomEffect:
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


def held_out(effects: Sequence[RandomEffect], target: Numbers) -> list[Numbers]:
    """Return predictions of `target` for rows left out of the fit, once for each of 5 seeds."""
    return [_predicted(effects, target, seed) for seed in range(_SEEDS)]


def squared_error(runs: Sequence[Numbers], target: Numbers) -> Numbers:
    """Return the squared error of each row, the mean over several predictions."""
    return np.asarray(np.mean([(target - run) ** 2 for run in runs], axis=0), dtype=np.float64)


def _predicted(effects: Sequence[RandomEffect], target: Numbers, seed: int) -> Numbers:
    found = np.zeros(len(target))
    for train, test in random_folds(np.random.default_rng(seed), len(target), _FOLDS):
        penalties = _chosen(effects, target, train)
        found[test] = _fitted(effects, penalties, target, train, test)
    return found


def _chosen(effects: Sequence[RandomEffect], target: Numbers, train: RowArray) -> list[float]:
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
    effects: Sequence[RandomEffect],
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
