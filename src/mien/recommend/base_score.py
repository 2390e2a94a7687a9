"""The base score of each item for a person, whatever their mood: the part of a score that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.core.feedback import FeedbackEvent
from mien.core.media import Kind
from mien.core.recommendation import Query
from mien.core.taste import Preferences, Trait, TraitKind
from mien.recommend.columns import FloatArray
from mien.recommend.ease import NO_WEIGHTS, TableWeights, WeightSource
from mien.recommend.item_table import ItemTable, RowArray, Rows, column_of, numbers_of
from mien.recommend.learned_preferences import LearnedPreference, learned_preferences_of
from mien.recommend.taste import Interactions, TasteModel, interactions_of, standing_actions

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
_PLAYABLE_SHARE: Final = 0.05
"""What can be heard or seen at once is worth a little more than what has to be looked for."""

_VARIETY_SHARE: Final = 0.08
"""Seeded part of a score: enough to change the list, too little to spoil it."""

_MOST_STATED: Final = 1.5
"""Several wishes that meet in one item count for no more than this many."""

FADES_AFTER_DAYS: Final[dict[Kind, float]] = {
    Kind.MUSIC: 4.0,
    Kind.MOVIE: 200.0,
    Kind.VIDEO: 20.0,
}
"""How long until an item counts as fresh again (to a share of 1/e): a song sooner than a film."""


@dataclass(frozen=True, slots=True)
class BaseScores:
    """The rows that a query admits and the base score of each, without mood and goal.

    Attributes:
        values: [rows], about 0 to 1.
        evidence: what the person did with items.
        unmet: places among the rows of items without any genre that the person has met; none
            while too little is known of the person to say so.
        not_true: traits about which nothing is to be concluded, nor said in a reason.
    """

    rows: Rows
    values: FloatArray
    interactions: Interactions
    unmet: RowArray
    not_true: frozenset[Trait] = frozenset()


class BaseScorer:
    """Appraises the items of one table.

    What the catalogue shows is learned once, when somebody with a history asks; the links come
    from outside and may change.
    """

    def __init__(self, table: ItemTable, links: WeightSource = lambda _: NO_WEIGHTS) -> None:
        """Prepare for `table`; `links` gives what is known to go together."""
        self._table = table
        self._links = links
        self._laid = TableWeights(table, NO_WEIGHTS)

    def base_scores(self, query: Query) -> BaseScores:
        """Return the base scores of the admitted rows for whoever asks.

        Raises:
            UnknownLanguageError: nothing is in a language asked for.
            UsageError: nothing is of a genre asked for.
        """
        table, rows = self._table, self._table.admitted(query)
        interactions = interactions_of(table, query.history, query.now)
        not_true = query.preferences.not_true
        taste = self._model.learn(interactions, not_true) if len(interactions.rows) else None
        values = np.float32(APPRECIATION_SHARE) * table.appreciation[rows.index]
        values += np.float32(_PLAYABLE_SHARE) * table.playable[rows.index]
        values += np.float32(_VARIETY_SHARE) * _variety(query, table.of_kind(query.kind), rows)
        if taste is not None:
            liking = self._model.liking(taste, query.kind, rows)
            values += np.float32(_TASTE_SHARE) * np.clip(liking, -_STRONGEST, _STRONGEST)
            values += np.float32(_LINK_SHARE) * self._item_links().pull(interactions, rows)
            values -= np.float32(_STALE_SHARE) * staleness(interactions, query.kind, rows)
        if query.preferences:
            values += np.float32(_STATED_SHARE) * stated(table, query.preferences, rows)
        return BaseScores(rows, values, interactions, self._unmet(rows, interactions), not_true)

    def learned_preferences(
        self,
        history: Sequence[FeedbackEvent],
        now: datetime | None,
        not_true: frozenset[Trait] = frozenset(),
    ) -> tuple[LearnedPreference, ...]:
        """Return what the actions of a person show of their taste; see `learned_preferences_of`."""
        interactions = interactions_of(self._table, history, now)
        if not len(interactions.rows):
            return ()
        taste = self._model.learn(interactions, not_true)
        return learned_preferences_of(self._table, taste, standing_actions(self._table, history))

    def _unmet(self, rows: Rows, interactions: Interactions) -> RowArray:
        if len(interactions.rows) < KNOWN_FROM:
            return np.array([], dtype=np.intp)
        genres = self._table.genres
        met, _ = genres.of_all(interactions.rows)
        return np.flatnonzero(~genres.has_any(np.unique(met).tolist(), genres.codes[rows.index]))

    @cached_property
    def _model(self) -> TasteModel:
        return TasteModel(self._table)

    def _item_links(self) -> TableWeights:
        known = self._links(self._table)
        laid = self._laid
        if laid.links is not known:
            self._laid = laid = TableWeights(self._table, known)
        return laid


def _variety(query: Query, whole: Rows, rows: Rows) -> FloatArray:
    """Return numbers in 0 to 1 that depend on the seed and an item's place only."""
    numbers = np.random.default_rng(query.seed).random(whole.count, dtype=np.float32)
    if rows is whole or isinstance(rows.index, slice):
        return numbers
    places, _ = whole.places_of(rows.index)
    return numbers[places]


def stated(table: ItemTable, preferences: Preferences, rows: Rows) -> FloatArray:
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


def staleness(interactions: Interactions, kind: Kind, rows: Rows) -> FloatArray:
    """Return how stale each row is: 1 just had, falling to 0 with time."""
    stale = np.zeros(rows.count, dtype=np.float32)
    places, inside = rows.places_of(interactions.rows)
    fading = np.exp(-interactions.ages[inside] / FADES_AFTER_DAYS[kind])
    np.maximum.at(stale, places[inside], fading.astype(np.float32))
    return stale
