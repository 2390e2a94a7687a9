"""What each item is worth to a person whatever their mood: the part of a score that stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from mien.core.recommendation import Query
from mien.recommend.candidates import CandidateTable, RowArray, Rows
from mien.recommend.columns import FloatArray
from mien.recommend.links import ItemLinks
from mien.recommend.staleness import staleness
from mien.recommend.taste import Evidence, TasteModel, evidence_of

KNOWN_FROM: Final = 5
"""Actions after which enough of a person is known to say what they have not met."""

APPRECIATION_SHARE: Final = 0.37
_TASTE_SHARE: Final = 0.45
_STRONGEST: Final = 0.8
"""A learned liking counts no more than this, so that the goal still leads the list."""

_LINK_SHARE: Final = 0.15
_STALE_SHARE: Final = 0.6
_VARIETY_SHARE: Final = 0.08
"""Seeded part of a score: enough to change the list, too little to spoil it."""


@dataclass(frozen=True, slots=True)
class Worth:
    """The rows that a query admits and what each is worth, without mood and goal.

    Attributes:
        values: [rows], about 0 to 1.
        evidence: what the person did with items.
        unmet: places among the rows of items without any genre that the person has met; none
            while too little is known of the person to say so.
    """

    rows: Rows
    values: FloatArray
    evidence: Evidence
    unmet: RowArray


class Appraiser:
    """Appraises the items of one table.

    What the catalogue and the baskets show is learned once, when somebody with a history asks.
    """

    def __init__(self, table: CandidateTable, baskets: Iterable[Sequence[str]] = ()) -> None:
        """Prepare for `table`; `baskets` are ids that one person each took up together."""
        self._table = table
        self._baskets = baskets

    def appraise(self, query: Query) -> Worth:
        """Return what the admitted rows are worth to whoever asks.

        Raises:
            UnknownLanguageError: nothing is in a language asked for.
            UsageError: nothing is of a genre asked for.
        """
        table, rows = self._table, self._table.admitted(query)
        evidence = evidence_of(table, query.history, query.now)
        taste = self._model.learn(evidence) if len(evidence.rows) else None
        values = np.float32(APPRECIATION_SHARE) * table.appreciation[rows.index]
        values += np.float32(_VARIETY_SHARE) * _variety(query, table.of_kind(query.kind), rows)
        if taste is not None:
            liking = self._model.liking(taste, query.kind, rows)
            values += np.float32(_TASTE_SHARE) * np.clip(liking, -_STRONGEST, _STRONGEST)
            values += np.float32(_LINK_SHARE) * self._links.pull(evidence, rows)
            values -= np.float32(_STALE_SHARE) * staleness(evidence, query.kind, rows)
        return Worth(rows, values, evidence, self._unmet(rows, evidence))

    def _unmet(self, rows: Rows, evidence: Evidence) -> RowArray:
        if len(evidence.rows) < KNOWN_FROM:
            return np.array([], dtype=np.intp)
        genres = self._table.genres
        met, _ = genres.of_all(evidence.rows)
        return np.flatnonzero(~genres.has_any(np.unique(met).tolist(), genres.codes[rows.index]))

    @cached_property
    def _model(self) -> TasteModel:
        return TasteModel(self._table)

    @cached_property
    def _links(self) -> ItemLinks:
        return ItemLinks(self._table, self._baskets)


def _variety(query: Query, whole: Rows, rows: Rows) -> FloatArray:
    """Return numbers in 0 to 1 that depend on the seed and an item's place only."""
    numbers = np.random.default_rng(query.seed).random(whole.count, dtype=np.float32)
    if rows is whole or isinstance(rows.index, slice):
        return numbers
    places, _ = whole.places_of(rows.index)
    return numbers[places]
