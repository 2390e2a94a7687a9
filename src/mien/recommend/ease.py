"""Which items go together, from what the people of this installation took up together.

EASE (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data"): a ridge regression of
each item on all others in closed form, to which items of one genre are added as if they had been
taken up together (a gain on MovieLens, see `mien evaluate ranking --task T1`). It needs no
person's name, only baskets of items; and what fewer than `LEAST_PEOPLE` took up, alone or
together, shows nothing, so that nobody's list gives away what one other person likes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.recommend.columns import FloatArray
from mien.recommend.item_table import ItemTable, Rows
from mien.recommend.taste import Interactions

LEAST_PEOPLE: Final = 3
"""So many people must have taken up an item, and both items of a link."""

MOST_ITEMS: Final = 2_000
"""Only the items in most baskets are linked: the inverse of a larger matrix takes too long."""

_BASKETS_AT_ONCE: Final = 500
_RIDGE_FLOOR: Final = 2.0
_RIDGE_SHARE: Final = 20.0
_GENRE_SHARE: Final = 0.5
"""Ridge and weight of a shared genre, in parts of the mean number of baskets of an item."""

_HOLDING_BACK: Final = 0.1
"""Power of how many took up an item by which what speaks for it is divided; a gain as well."""


@dataclass(frozen=True, slots=True, eq=False)
class ItemWeights:
    """Which items go together, and how much; the same for every table that has the items.

    Attributes:
        ids: the items that are linked with others.
        weights: [items, items]; a row says what having taken up its item speaks for.
    """

    ids: tuple[str, ...]
    weights: FloatArray


NO_WEIGHTS: Final = ItemWeights((), np.zeros((0, 0), dtype=np.float32))

WeightSource = Callable[[ItemTable], ItemWeights]
"""Gives the links known now, for the items of a table; the same object until they change."""


def learn_item_weights(table: ItemTable, baskets: Iterable[Sequence[str]]) -> ItemWeights:
    """Learn from baskets which items go together.

    Args:
        table: has the items, or those of them that may be linked.
        baskets: ids of items that one person liked or finished, one for each person.
    """
    found = [[r for r in map(table.find, set(basket)) if r is not None] for basket in baskets]
    often = Counter(chain.from_iterable(found)).most_common(MOST_ITEMS)
    rows = np.array(sorted(row for row, count in often if count >= LEAST_PEOPLE), dtype=np.intp)
    if not len(rows):
        return NO_WEIGHTS
    together = _together(found, rows)
    genres = table.genres.indicator(rows)
    return ItemWeights(
        ids=tuple(table.items[row].id for row in rows.tolist()),
        weights=item_weights(together, genres @ genres.T).astype(np.float32),
    )


class TableWeights:
    """ItemWeights laid over the rows of a table."""

    def __init__(self, table: ItemTable, links: ItemWeights) -> None:
        """Find the rows of the items of `links`; those that the table lacks are left out."""
        found = [table.find(item_id) for item_id in links.ids]
        places = np.array([n for n, row in enumerate(found) if row is not None], dtype=np.intp)
        rows = np.array([row for row in found if row is not None], dtype=np.intp)
        order = np.argsort(rows)
        self.links = links
        self._rows, self._places = rows[order], places[order]

    def pull(self, interactions: Interactions, rows: Rows) -> FloatArray:
        """Return how strongly each row is linked with what the person took up, 0 for most."""
        pull = np.zeros(rows.count, dtype=np.float32)
        taken = (interactions.values > 0) & np.isin(interactions.rows, self._rows)
        if taken.any():
            places = self._places[np.searchsorted(self._rows, interactions.rows[taken])]
            weights = interactions.weights[taken].astype(np.float32)
            total = (weights @ self.links.weights[places])[self._places]
            targets, inside = rows.places_of(self._rows)
            pull[targets[inside]] = np.clip(total[inside], 0.0, 1.0)
        return pull


def item_weights(
    together: NDArray[np.float64], genres_shared: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the weights of the links that enough people made.

    Args:
        together: [items, items], how many people took up both; on the diagonal, the one.
        genres_shared: [items, items], how many genres both have.
    """
    mean = float(np.diag(together).mean())
    gram = together + _GENRE_SHARE * mean * genres_shared
    weights = ease(gram, _RIDGE_FLOOR + _RIDGE_SHARE * mean)
    weights[together < LEAST_PEOPLE] = 0.0
    return weights / (np.diag(together) + 1) ** _HOLDING_BACK


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


def _together(baskets: Sequence[Sequence[int]], rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return [rows, rows]: how many baskets hold both; few baskets at once are in memory."""
    place_of = {row: place for place, row in enumerate(rows.tolist())}
    together = np.zeros((len(rows), len(rows)))
    for start in range(0, len(baskets), _BASKETS_AT_ONCE):
        part = baskets[start : start + _BASKETS_AT_ONCE]
        table = np.zeros((len(part), len(rows)))
        for number, basket in enumerate(part):
            table[number, [place_of[row] for row in basket if row in place_of]] = 1.0
        together += table.T @ table
    return together
