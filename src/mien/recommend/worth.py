"""What each item is worth to a person whatever their mood: the part of a score that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

import numpy as np

from mien.core.feedback import FeedbackEvent
from mien.core.recommendation import Query
from mien.core.taste import Trait
from mien.recommend.beliefs import Belief, beliefs_of
from mien.recommend.candidates import CandidateTable, RowArray, Rows
from mien.recommend.columns import FloatArray
from mien.recommend.links import NO_LINKS, ItemLinks, LinkSource
from mien.recommend.staleness import staleness
from mien.recommend.taste import Evidence, TasteModel, evidence_of, standing_actions
from mien.recommend.traits import stated

KNOWN_FROM: Final = 5
"""Actions after which enough of a person is known to say what they have not met."""

APPRECIATION_SHARE: Final = 0.37
_TASTE_SHARE: Final = 0.45
_STRONGEST: Final = 0.8
"""A learned liking counts no more than this, so that the goal still leads the list."""

_STATED_SHARE: Final = 0.3
"""A wish for more or less of something weighs nearly as much as the strongest learned liking."""

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
        not_true: traits about which nothing is to be concluded, nor said in a reason.
    """

    rows: Rows
    values: FloatArray
    evidence: Evidence
    unmet: RowArray
    not_true: frozenset[Trait] = frozenset()


class Appraiser:
    """Appraises the items of one table.

    What the catalogue shows is learned once, when somebody with a history asks; the links come
    from outside and may change.
    """

    def __init__(self, table: CandidateTable, links: LinkSource = lambda _: NO_LINKS) -> None:
        """Prepare for `table`; `links` gives what is known to go together."""
        self._table = table
        self._links = links
        self._laid = ItemLinks(table, NO_LINKS)

    def appraise(self, query: Query) -> Worth:
        """Return what the admitted rows are worth to whoever asks.

        Raises:
            UnknownLanguageError: nothing is in a language asked for.
            UsageError: nothing is of a genre asked for.
        """
        table, rows = self._table, self._table.admitted(query)
        evidence = evidence_of(table, query.history, query.now)
        not_true = query.preferences.not_true
        taste = self._model.learn(evidence, not_true) if len(evidence.rows) else None
        values = np.float32(APPRECIATION_SHARE) * table.appreciation[rows.index]
        values += np.float32(_VARIETY_SHARE) * _variety(query, table.of_kind(query.kind), rows)
        if taste is not None:
            liking = self._model.liking(taste, query.kind, rows)
            values += np.float32(_TASTE_SHARE) * np.clip(liking, -_STRONGEST, _STRONGEST)
            values += np.float32(_LINK_SHARE) * self._item_links().pull(evidence, rows)
            values -= np.float32(_STALE_SHARE) * staleness(evidence, query.kind, rows)
        if query.preferences:
            values += np.float32(_STATED_SHARE) * stated(table, query.preferences, rows)
        return Worth(rows, values, evidence, self._unmet(rows, evidence), not_true)

    def believe(
        self,
        history: Sequence[FeedbackEvent],
        now: datetime | None,
        not_true: frozenset[Trait] = frozenset(),
    ) -> tuple[Belief, ...]:
        """Return what the actions of a person show of their taste; see `beliefs_of`."""
        evidence = evidence_of(self._table, history, now)
        if not len(evidence.rows):
            return ()
        taste = self._model.learn(evidence, not_true)
        return beliefs_of(self._table, taste, standing_actions(self._table, history))

    def _unmet(self, rows: Rows, evidence: Evidence) -> RowArray:
        if len(evidence.rows) < KNOWN_FROM:
            return np.array([], dtype=np.intp)
        genres = self._table.genres
        met, _ = genres.of_all(evidence.rows)
        return np.flatnonzero(~genres.has_any(np.unique(met).tolist(), genres.codes[rows.index]))

    @cached_property
    def _model(self) -> TasteModel:
        return TasteModel(self._table)

    def _item_links(self) -> ItemLinks:
        known = self._links(self._table)
        laid = self._laid
        if laid.links is not known:
            self._laid = laid = ItemLinks(self._table, known)
        return laid


def _variety(query: Query, whole: Rows, rows: Rows) -> FloatArray:
    """Return numbers in 0 to 1 that depend on the seed and an item's place only."""
    numbers = np.random.default_rng(query.seed).random(whole.count, dtype=np.float32)
    if rows is whole or isinstance(rows.index, slice):
        return numbers
    places, _ = whole.places_of(rows.index)
    return numbers[places]
