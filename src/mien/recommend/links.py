"""Which items go together, from what the people of this installation took up together.

EASE (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data"): a ridge regression of
each item on all others in closed form, to which items of one genre are added as if they had been
taken up together (a gain on MovieLens, see `mien evaluate ranking --task T1`). It needs no
person's name, only baskets of items.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.recommend.candidates import CandidateTable, Rows
from mien.recommend.columns import FloatArray
from mien.recommend.taste import Evidence

_MOST_ITEMS: Final = 2_000
"""Only the items in most baskets are linked: the inverse of a larger matrix takes too long."""

_MOST_LINKS: Final = 50
_RIDGE_FLOOR: Final = 2.0
_RIDGE_SHARE: Final = 9.0
_GENRE_SHARE: Final = 0.5
"""Ridge and weight of a shared genre, in parts of the mean number of baskets of an item."""


class ItemLinks:
    """The strongest links between items of a table."""

    def __init__(self, table: CandidateTable, baskets: Iterable[Sequence[str]]) -> None:
        """Learn the links from baskets: ids of items that one person liked or finished."""
        found = [[row for row in map(table.find, basket) if row is not None] for basket in baskets]
        often = Counter(chain.from_iterable(found)).most_common(_MOST_ITEMS)
        self._rows = np.array(sorted(row for row, _ in often), dtype=np.intp)
        place_of = {row: place for place, row in enumerate(self._rows.tolist())}
        baskets_of_items = np.zeros((len(found), len(self._rows)), dtype=np.float64)
        for number, basket in enumerate(found):
            baskets_of_items[number, [place_of[row] for row in basket if row in place_of]] = 1.0
        gram = baskets_of_items.T @ baskets_of_items
        mean = float(np.diag(gram).mean()) if len(gram) else 0.0
        genres = table.genres.indicator(self._rows)
        gram += _GENRE_SHARE * mean * (genres @ genres.T)
        self._weights = _strongest(ease(gram, _RIDGE_FLOOR + _RIDGE_SHARE * mean))

    def pull(self, evidence: Evidence, rows: Rows) -> FloatArray:
        """Return how strongly each row is linked with what the person took up, 0 for most."""
        pull = np.zeros(rows.count, dtype=np.float32)
        taken = (evidence.values > 0) & np.isin(evidence.rows, self._rows)
        if taken.any():
            places = np.searchsorted(self._rows, evidence.rows[taken])
            total = evidence.weights[taken] @ self._weights[places]
            targets, inside = rows.places_of(self._rows)
            pull[targets[inside]] = np.clip(total[inside], 0.0, 1.0)
        return pull


def ease(gram: NDArray[np.float64], ridge: float) -> NDArray[np.float64]:
    """Return the item-item weights of EASE.

    Args:
        gram: [items, items], how many baskets hold both items.
        ridge: added to the diagonal; the larger, the less is believed.
    """
    if not len(gram):
        return gram
    precision = np.linalg.inv(gram + ridge * np.eye(len(gram)))
    weights: NDArray[np.float64] = -precision / np.diag(precision)
    np.fill_diagonal(weights, 0.0)
    return weights


def _strongest(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Keep the strongest links of each item."""
    if len(weights) <= _MOST_LINKS:
        return weights
    least = np.partition(weights, -_MOST_LINKS, axis=1)[:, -_MOST_LINKS, None]
    kept: NDArray[np.float64] = np.where(weights >= least, weights, 0.0)
    return kept
