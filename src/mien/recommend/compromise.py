"""What a list for several people costs each of them, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mien.core.mood import Mood
from mien.core.recommendation import Pick, Query
from mien.recommend.pipeline import Ranker
from mien.recommend.steer import fit, target_of
from mien.recommend.worth import Worth


def compromise_of(ranker: Ranker, query: Query, worth: Worth, picks: Sequence[Pick]) -> str:
    """Return how well a list suits each of several people next to a list of their own.

    Empty when the list is for one person, or has nothing in it.
    """
    if len(query.people) < 2 or not picks:
        return ""
    shares = [(_name(mood), _share(ranker, query, worth, picks, mood)) for mood in query.people]
    parts = [f"{name} {100 * share:.0f} %" for name, share in shares]
    return (
        f"For {len(parts)} people, so that the least suited of them is suited best: the list "
        f"suits whoever is {', '.join(parts[:-1])} and whoever is {parts[-1]} as well as a list "
        "of their own."
    )


def _share(ranker: Ranker, query: Query, worth: Worth, picks: Sequence[Pick], mood: Mood) -> float:
    alone = ranker.choose(replace(query, mood=mood, people=()), worth)
    own = _mean_fit(query, mood, alone.rows, ranker)
    rows = [ranker.table.find(pick.item.id) for pick in picks]
    shared = _mean_fit(query, mood, [row for row in rows if row is not None], ranker)
    return min(1.0, shared / own) if own > 0 else 1.0


def _mean_fit(query: Query, mood: Mood, rows: Sequence[int], ranker: Ranker) -> float:
    part = np.array(rows, dtype=np.intp)
    table = ranker.table
    return float(fit(target_of(mood, query.goal), table.valence[part], table.arousal[part]).mean())


def _name(mood: Mood) -> str:
    return mood.label or "unsure"
