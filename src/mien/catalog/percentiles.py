"""Percentiles inside a language: what counts as sad or lively differs between catalogues.

A fixed threshold finds ten times fewer sad songs in Hindi than in English, though the order of
the songs is as good in both; so an item's mood is its rank among the items of its language.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from mien.core.catalog_entry import CatalogEntry
from mien.core.media import ItemMood, Kind

SMALLEST_GROUP: Final = 40
"""A language with fewer items of a kind is ranked together with the other small ones."""


class Percentiles:
    """Sorted values of each group (kind and language), to read percentiles from."""

    def __init__(self, rows: Iterable[CatalogEntry]) -> None:
        """Sort the values of all `rows` by group."""
        rows = list(rows)
        self._count = Counter((row.kind, row.language) for row in rows)
        values: dict[tuple[Kind, str], list[CatalogEntry]] = defaultdict(list)
        for row in rows:
            values[self._group(row)].append(row)
        self._valence = {group: sorted(r.valence for r in rs) for group, rs in values.items()}
        self._energy = {group: sorted(r.energy for r in rs) for group, rs in values.items()}

    def mood_of(self, row: CatalogEntry) -> ItemMood:
        """Return the mood of a row among its group; both values are 2p - 1 for a percentile p."""
        group = self._group(row)
        return ItemMood(
            valence=_place(self._valence[group], row.valence),
            arousal=_place(self._energy[group], row.energy),
            evidence=row.evidence,
            pooled=not self._is_large(row),
        )

    def _group(self, row: CatalogEntry) -> tuple[Kind, str]:
        return row.kind, row.language if self._is_large(row) else "other"

    def _is_large(self, row: CatalogEntry) -> bool:
        return self._count[row.kind, row.language] >= SMALLEST_GROUP


def _place(ordered: Sequence[float], value: float) -> float:
    """Return 2p - 1 where p is the middle rank of `value`, so ties share one place."""
    middle = (bisect_left(ordered, value) + bisect_right(ordered, value)) / 2
    return 2 * middle / len(ordered) - 1
