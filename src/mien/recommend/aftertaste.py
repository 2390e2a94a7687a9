"""The emotion that a film leaves people with, from a table that was learned from viewers.

Hand maps from genre to emotion are right for 28 % of viewings, always saying "neutral" for 36 %,
this table for 44 %; two viewers of one film agree for 41 % (`mien evaluate ranking --task T4`).
So it steers a little, and a reason that names it says "about".
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.core.emotions import EMOTIONS
from mien.core.goals import Goal
from mien.recommend.columns import FloatArray
from mien.recommend.item_table import ItemTable, Rows
from mien.recommend.steer import worth_of_leaving

_EVERY_FILM: Final = "every-film"


def aftertaste(genres: Sequence[str]) -> dict[str, float]:
    """Return the share of viewers that a film of these genres leaves with each emotion."""
    table = _weights()
    logits = sum((table[g] for g in genres if g in table), start=table[_EVERY_FILM])
    return dict(zip(EMOTIONS, _softmax(logits).tolist(), strict=True))


class FilmAftertaste:
    """The aftertaste of every item of a table, by its genres."""

    def __init__(self, table: ItemTable) -> None:
        """Work out each set of genres once."""
        self._codes = table.genres.codes
        weights = _weights()
        none = np.zeros(len(EMOTIONS))
        of_words = np.array([weights.get(word, none) for word in table.genres.words])
        self._shares = _softmax(table.genres.members() @ of_words + weights[_EVERY_FILM])

    def helps(self, goal: Goal, rows: Rows) -> FloatArray | None:
        """Return what each row's aftertaste is worth to a goal, -1 to 1; None when it is open."""
        of_emotions = worth_of_leaving(goal)
        if of_emotions is None:
            return None
        base = np.array([of_emotions.get(emotion, 0.0) for emotion in EMOTIONS])
        gathered: FloatArray = (self._shares @ base).astype(np.float32)[self._codes[rows.index]]
        return gathered


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    exponential = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: NDArray[np.float64] = exponential / exponential.sum(axis=-1, keepdims=True)
    return shares


@cache
def _weights() -> dict[str, NDArray[np.float64]]:
    text = (files("mien.recommend") / "data" / "film-aftertaste.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["genre"]: np.array([float(row[e]) for e in EMOTIONS]) for row in rows}
