"""Measures of ranking, classification and regression, in plain NumPy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mien.evaluation.arrays import Numbers, RowArray


def ranks(values: Numbers) -> Numbers:
    """Return the rank of each value from 1, ties sharing their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[inverse], dtype=np.float64)


def percentiles(values: Numbers) -> Numbers:
    """Return ranks as shares, over 0 up to 1."""
    return ranks(values) / len(values)


def spearman(first: Numbers, second: Numbers) -> float:
    """Return the rank correlation, 0 when one side has no spread."""
    a, b = ranks(first), ranks(second)
    if a.std() == 0 or b.std() == 0:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def auc(positive: NDArray[np.bool_], scores: Numbers) -> float:
    """Return how often a positive scores over a negative; NaN without both."""
    count = int(positive.sum())
    rest = len(positive) - count
    if count == 0 or rest == 0:
        return float("nan")
    above = ranks(scores)[positive].sum() - count * (count + 1) / 2
    return float(above / (count * rest))


def grouped_auc(positive: NDArray[np.bool_], scores: Numbers, groups: RowArray) -> float:
    """Return the mean AUC inside groups, weighted by their size."""
    areas, sizes = [], []
    for group in np.unique(groups):
        inside = groups == group
        area = auc(positive[inside], scores[inside])
        if not np.isnan(area):
            areas.append(area)
            sizes.append(inside.sum())
    return float(np.average(areas, weights=sizes))


def r_squared(truth: Numbers, predicted: Numbers) -> float:
    """Return the share of the variance that is explained; under 0 when worse than the mean."""
    rest = ((truth - predicted) ** 2).sum()
    return float(1 - rest / ((truth - truth.mean()) ** 2).sum())


def root_mean(squared_errors: Numbers) -> float:
    """Return the RMSE of rows whose squared errors are given."""
    return float(np.sqrt(squared_errors.mean()))


def accuracy(truth: RowArray, predicted: RowArray) -> float:
    """Return the share of the rows whose class is the predicted one."""
    return float((truth == predicted).mean())


def macro_f1(truth: RowArray, predicted: RowArray) -> float:
    """Return the mean F1 over the classes that occur on either side."""
    scores = []
    for label in np.union1d(truth, predicted):
        hits = ((truth == label) & (predicted == label)).sum()
        scores.append(2 * hits / ((truth == label).sum() + (predicted == label).sum()))
    return float(np.mean(scores))


def discounts(count: int) -> Numbers:
    """Return what a hit is worth at each of the first `count` places."""
    return np.asarray(1 / np.log2(np.arange(2, count + 2)), dtype=np.float64)


def ndcg(hits: NDArray[np.bool_], relevant: int) -> float:
    """Return the gain of a list as a share of the best possible.

    Args:
        hits: [places], whether the item at each place is relevant.
        relevant: how many relevant items there are.
    """
    worth = discounts(len(hits))
    return float((hits * worth).sum() / worth[: min(len(hits), relevant)].sum())


def top(scores: Numbers, count: int) -> RowArray:
    """Return the places of the highest scores, best first."""
    found = np.argpartition(-scores, count)[:count]
    return found[np.argsort(-scores[found])]
