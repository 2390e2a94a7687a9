"""Means of groups of rows."""

from __future__ import annotations

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray


def group_means(codes: RowArray, values: Numbers) -> Numbers:
    """Return the mean of each row's group."""
    _, places = np.unique(codes, return_inverse=True)
    return np.asarray((np.bincount(places, values) / np.bincount(places))[places])


def shrunken_means(codes: RowArray, values: Numbers, shrinkage: float, of: RowArray) -> Numbers:
    """Return the mean of each code in `of`, drawn to 0 the less often it occurs in `codes`."""
    totals: dict[int, float] = {}
    counts: dict[int, int] = {}
    for code, value in zip(codes.tolist(), values.tolist(), strict=True):
        totals[code] = totals.get(code, 0.0) + value
        counts[code] = counts.get(code, 0) + 1
    return np.array(
        [totals.get(code, 0.0) / (counts.get(code, 0) + shrinkage) for code in of.tolist()]
    )
