"""Intervals of paired differences: whole people (or items) are drawn again, not single rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.evaluation.arrays import Numbers, RowArray
from mien.evaluation.report import Gain, Gains

ROUNDS: Final = 1_000

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


def compare(
    references: Mapping[str, tuple[str, ...]],
    statistics: Mapping[str, Callable[[str], Statistic]],
    clusters: NDArray[np.generic],
) -> Gains:
    """Hold methods against others, with intervals.

    Args:
        references: by method, the methods that it is held against.
        statistics: by metric, what gives the statistic of a method.
        clusters: [rows], whose each row is.
    """
    return {
        method: tuple(
            gain_of(reference, metric, of(method), of(reference), clusters)
            for reference in held_against
            for metric, of in statistics.items()
        )
        for method, held_against in references.items()
    }


def clearly_better(gains: Gains) -> set[str]:
    """Return the methods whose first gain has its whole interval above 0."""
    return {method for method, found in gains.items() if found and found[0].low > 0}


def mean_of(values: Numbers) -> Statistic:
    """Return the statistic that is the mean of `values` over the rows."""
    return lambda rows: float(values[rows].mean())


def statistic_of(measure: Callable[..., float], *arrays: NDArray[np.generic]) -> Statistic:
    """Return the statistic that is a measure of arrays, each [rows], over the rows."""
    return lambda rows: measure(*(array[rows] for array in arrays))


def mean_statistic(statistics: Sequence[Statistic]) -> Statistic:
    """Return the mean of several statistics, such as one for each repeat."""
    return lambda rows: float(np.mean([statistic(rows) for statistic in statistics]))
