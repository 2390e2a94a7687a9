"""From the numbers of a file to the scale of the catalogue, by rank inside the language.

Another catalogue's 0.5 is not ours, and differs between languages; the order is what both share.
So a value's percentile among its language in the file becomes the value that has this percentile
among the bundled items. Few rows say nothing about percentiles: their values stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.catalog.percentiles import SMALLEST_GROUP
from mien.core.catalog_entry import CatalogEntry
from mien.core.media import Kind

_STEPS: Final = 1000

Group = tuple[Kind, str]


class QuantileMapping:
    """Counts the values of a file; afterwards places each among the bundled items."""

    def __init__(self, bundled: Iterable[CatalogEntry]) -> None:
        """Take the scale from the bundled items."""
        self._bundled = list(bundled)
        self._counts: dict[Group, tuple[list[int], list[int]]] = {}
        self._tables: dict[Group, tuple[list[float], list[float]] | None] = {}

    def observe(self, group: Group, valence: float, energy: float) -> None:
        """Count one item; both values are 0 to 1."""
        counts = self._counts.get(group)
        if counts is None:
            counts = self._counts[group] = ([0] * (_STEPS + 1), [0] * (_STEPS + 1))
        counts[0][round(valence * _STEPS)] += 1
        counts[1][round(energy * _STEPS)] += 1

    def place(self, group: Group, valence: float, energy: float) -> tuple[float, float]:
        """Return where an item stands on the scale of the bundled ones, 0 to 1."""
        if group not in self._tables:
            self._tables[group] = self._table(group)
        table = self._tables[group]
        if table is None:
            return round(valence, 4), round(energy, 4)
        return table[0][round(valence * _STEPS)], table[1][round(energy * _STEPS)]

    def _table(self, group: Group) -> tuple[list[float], list[float]] | None:
        counts = self._counts.get(group)
        if counts is None or sum(counts[0]) < SMALLEST_GROUP:
            return None
        reference = self._reference(group)
        if len(reference) < SMALLEST_GROUP:
            return None
        return (
            _lookup(counts[0], np.array([row.valence for row in reference])),
            _lookup(counts[1], np.array([row.energy for row in reference])),
        )

    def _reference(self, group: Group) -> list[CatalogEntry]:
        kind, language = group
        of_kind = [row for row in self._bundled if row.kind is kind]
        of_language = [row for row in of_kind if row.language == language]
        return of_language if len(of_language) >= SMALLEST_GROUP else of_kind


def _lookup(counts: Sequence[int], reference: NDArray[np.float64]) -> list[float]:
    """Return, for each step of a file's values, the bundled value of the same percentile."""
    found = np.array(counts, dtype=np.float64)
    middle = (np.cumsum(found) - found / 2) / found.sum()
    values: list[float] = np.quantile(reference, middle).round(4).tolist()
    return values
