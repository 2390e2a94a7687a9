"""The traits of a table's items: where each stands among the columns, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.core.taste import Preferences, Trait, TraitKind
from mien.recommend.candidates import CandidateTable, Rows
from mien.recommend.columns import FloatArray, WordColumn

_MOST_STATED: Final = 1.5
"""Several wishes that meet in one item count for no more than this many."""


def column_of(table: CandidateTable, kind: TraitKind) -> WordColumn | None:
    """Return the column that holds the words of a kind of trait; None for places."""
    return {
        TraitKind.GENRE: table.genres,
        TraitKind.MAKER: table.makers,
        TraitKind.LANGUAGE: table.languages,
        TraitKind.DECADE: table.eras,
        TraitKind.TAG: table.tags,
    }.get(kind)


def numbers_of(table: CandidateTable, kind: TraitKind, traits: Iterable[Trait]) -> list[int]:
    """Return the numbers, in their column, of those traits that are of a kind and in the table."""
    column = column_of(table, kind)
    if column is None:
        return []
    found = (column.number(trait.word) for trait in traits if trait.kind is kind)
    return [number for number in found if number is not None]


def stated(table: CandidateTable, preferences: Preferences, rows: Rows) -> FloatArray:
    """Return for each row the wishes for more that it meets minus those for less, -1.5 to 1.5."""
    total = np.zeros(rows.count, dtype=np.float32)
    for kind in TraitKind:
        column = column_of(table, kind)
        if column is None:
            continue
        weights: NDArray[np.float64] = np.zeros(len(column.words))
        weights[numbers_of(table, kind, preferences.more)] += 1.0
        weights[numbers_of(table, kind, preferences.less)] -= 1.0
        if weights.any():
            total += column.totals(weights, column.codes[rows.index])
    return np.clip(total, -_MOST_STATED, _MOST_STATED)
