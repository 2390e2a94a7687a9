"""The stages in order: candidates, taste and steering, variety, diversity, reasons."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.core.recommendation import Pick, Query
from mien.recommend.candidates import CandidateTable, FloatArray
from mien.recommend.diversify import spread_out
from mien.recommend.explain import reason_for
from mien.recommend.steer import fit, target_of
from mien.recommend.taste import taste_prior

_STEER_SHARE: Final = 0.55
_TASTE_SHARE: Final = 0.37
_VARIETY_SHARE: Final = 0.08
"""Seeded part of a score: enough to change the list, too little to spoil it."""


def rank(table: CandidateTable, query: Query) -> tuple[Pick, ...]:
    """Return the picks for a query, best first; fewer than asked when no more fit.

    Raises:
        UnknownLanguageError: nothing is in a language asked for.
        UsageError: nothing is of a genre asked for.
    """
    rows = table.admitted(query)
    scores = _scores(table, rows, query)
    order = np.argsort(-scores, kind="stable")
    score_of = {table.items[rows[place]].id: float(scores[place]) for place in order}
    items = spread_out(
        (table.items[rows[place]] for place in order),
        query.limit,
        same_maker_allowed=bool(query.filters.creators),
    )
    return tuple(
        Pick(item, score_of[item.id], reason_for(item, query.goal, query.filters)) for item in items
    )


def _scores(table: CandidateTable, rows: NDArray[np.intp], query: Query) -> FloatArray:
    nearness = fit(target_of(query.mood, query.goal), table.valence[rows], table.arousal[rows])
    return (
        _STEER_SHARE * nearness
        + _TASTE_SHARE * taste_prior(table, rows)
        + _VARIETY_SHARE * _seeded(query.seed, len(table.items))[rows]
    )


def _seeded(seed: int, count: int) -> FloatArray:
    """Return numbers in 0 to 1 that depend on the seed and an item's place only."""
    return np.random.default_rng(seed).random(count)
