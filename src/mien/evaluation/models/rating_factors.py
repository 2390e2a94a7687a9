"""Directions of who rated what: a truncated singular value decomposition of the ratings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray

_LEAST_RATINGS: Final = 3


def rating_factors(
    person: RowArray, item: RowArray, rating: Numbers, of: RowArray, counts: Sequence[int]
) -> dict[int, Numbers]:
    """Return directions of who rated each item above their own mean; 0 for hardly rated ones.

    Args:
        person: [ratings].
        item: [ratings].
        rating: [ratings].
        of: [items], which items' directions are returned.
        counts: numbers of directions.

    Returns:
        [items, directions] for each count.
    """
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415

    items, often = np.unique(item, return_counts=True)
    known = items[often >= _LEAST_RATINGS]
    kept = np.isin(item, known)
    # In the order of the numbers: what is found depends a little on the order of the people.
    _, row = np.unique(person[kept], return_inverse=True)
    above = rating[kept] - (np.bincount(row, rating[kept]) / np.bincount(row))[row]
    table = np.zeros((int(row.max()) + 1, len(known)))
    table[row, np.searchsorted(known, item[kept])] = above + 0.1
    place = np.minimum(np.searchsorted(known, of), len(known) - 1)
    found = {}
    for count in counts:
        fitted = TruncatedSVD(min(count, *table.shape), random_state=0).fit(table)
        directions = fitted.components_.T
        directions /= np.linalg.norm(directions, axis=1, keepdims=True) + 1e-9
        found[count] = np.where(np.isin(of, known)[:, None], directions[place], 0.0)
    return found
