"""Intervals of paired differences: whole people (or items) are drawn again, not single rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.evaluation.datasets.files import Numbers
from mien.evaluation.report import Gain

ROUNDS: Final = 1_000

RowArray = NDArray[np.intp]
Statistic = Callable[[RowArray], float]
"""From row numbers (some may come twice) to a figure."""


def gain_of(
    over: str, metric: str, ours: Statistic, theirs: Statistic, clusters: NDArray[np.generic]
) -> Gain:
    """Return the gain of one statistic over another, clusters of rows being drawn together."""
    _, codes = np.unique(clusters, return_inverse=True)
    members = [np.flatnonzero(codes == code) for code in range(codes.max() + 1)]
    rng = np.random.default_rng(0)
    differences = []
    for _ in range(ROUNDS):
        drawn = rng.integers(0, len(members), len(members))
        rows = np.concatenate([members[code] for code in drawn.tolist()])
        differences.append(ours(rows) - theirs(rows))
    low, high = np.percentile(differences, [2.5, 97.5])
    everything = np.arange(len(clusters))
    return Gain(over, metric, ours(everything) - theirs(everything), float(low), float(high))


def mean_of(values: Numbers) -> Statistic:
    """Return the statistic that is the mean of `values` over the rows."""
    return lambda rows: float(values[rows].mean())
