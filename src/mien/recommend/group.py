"""What a list for several people costs each of them, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from mien.core.emotions import FEELINGS
from mien.core.mood import Mood
from mien.core.phrases import Phrase, listed
from mien.core.recommendation import Pick, Query
from mien.recommend.base_score import BaseScores
from mien.recommend.pipeline import Ranker
from mien.recommend.steer import fit, target_of

_UNSURE: Final = Phrase("unsure")


def fit_for_each(ranker: Ranker, query: Query, base: BaseScores, picks: Sequence[Pick]) -> str:
    """Return how well a list suits each of several people next to a list of their own.

    Empty when the list is for one person, or has nothing in it.
    """
    if len(query.people) < 2 or not picks:
        return ""
    parts = [
        Phrase(
            "%(feeling)s %(percent)s %%",
            feeling=_UNSURE if mood.label is None else FEELINGS[mood.label],
            percent=round(100 * _share(ranker, query, base, picks, mood)),
        )
        for mood in query.people
    ]
    return Phrase(
        "For %(num)s people, so that the one it suits least is suited as well as can be. Next to a "
        "list of their own it suits each: %(people)s.",
        num=len(parts),
        people=listed(parts),
    )


def _share(
    ranker: Ranker, query: Query, base: BaseScores, picks: Sequence[Pick], mood: Mood
) -> float:
    alone = ranker.choose(replace(query, mood=mood, people=()), base)
    own = _mean_fit(query, mood, alone.rows, ranker)
    rows = [ranker.table.find(pick.item.id) for pick in picks]
    shared = _mean_fit(query, mood, [row for row in rows if row is not None], ranker)
    return min(1.0, shared / own) if own > 0 else 1.0


def _mean_fit(query: Query, mood: Mood, rows: Sequence[int], ranker: Ranker) -> float:
    part = np.array(rows, dtype=np.intp)
    table = ranker.table
    return float(fit(target_of(mood, query.goal), table.valence[part], table.arousal[part]).mean())
