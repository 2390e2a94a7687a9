"""More like one item: the same style first, then mood, then era."""

from __future__ import annotations

from typing import Final

import numpy as np

from mien.core.media import Item
from mien.core.phrases import GenreName, Phrase, joined, listed
from mien.core.recommendation import Pick
from mien.recommend.columns import FloatArray, WordColumn
from mien.recommend.diversify import spread_out
from mien.recommend.item_table import ItemTable, RowArray, Rows

_STYLE: Final = 0.55
_MOOD: Final = 0.3
_ERA: Final = 0.1
_LANGUAGE: Final = 0.05
_GENERATION: Final = 15.0
"""Years after which two items count as of another era."""


def similar_to(table: ItemTable, item: Item, limit: int) -> tuple[Pick, ...]:
    """Return items of the same kind that are most like `item`, without the item itself."""
    rows = table.of_kind(item.kind)
    scores = _likeness(table, item, rows)
    own = table.find(item.id)
    order = rows.at(np.argsort(-scores, kind="stable")).tolist()
    chosen = spread_out(
        (row for row in order if row != own), limit, lambda row: table.creators.of(row).tolist()
    )
    places, _ = rows.places_of(np.array(chosen, dtype=np.intp))
    return tuple(
        Pick(table.items[row], float(score), _reason(item, table.items[row]))
        for row, score in zip(chosen, scores[places].tolist(), strict=True)
    )


def _likeness(table: ItemTable, item: Item, rows: Rows) -> FloatArray:
    part = rows.index
    distance = np.hypot(
        table.valence[part] - np.float32(item.mood.valence),
        table.arousal[part] - np.float32(item.mood.arousal),
    )
    years = np.abs(table.year[part] - item.year).astype(np.float32)
    language = table.languages.number(item.language)
    same_language = table.languages.has_any(
        [] if language is None else [language], table.languages.codes[part]
    )
    likeness: FloatArray = (
        np.float32(_STYLE) * _overlap(table.genres, item.genres, part)
        + np.float32(_MOOD) * np.maximum(0, 1 - distance)
        + np.float32(_ERA) * np.maximum(0, 1 - years / np.float32(_GENERATION))
        + np.float32(_LANGUAGE) * same_language
    )
    return likeness


def _overlap(column: WordColumn, words: tuple[str, ...], part: slice | RowArray) -> FloatArray:
    """Return the share of words in common (Jaccard) of each row with `words`."""
    wanted = np.array([float(word in words) for word in column.words])
    codes = column.codes[part]
    common = column.totals(wanted, codes)
    sizes = column.totals(np.ones(len(column.words)), codes)
    overlap: FloatArray = common / np.maximum(1, sizes + len(set(words)) - common)
    return overlap


def _reason(item: Item, other: Item) -> Phrase:
    parts = []
    shared = [GenreName(genre) for genre in other.genres if genre in item.genres]
    if shared:
        parts.append(Phrase("also %(genres)s", genres=joined(shared)))
    if abs(item.mood.valence - other.mood.valence) < 0.3:
        parts.append(Phrase("as bright") if item.mood.valence > 0 else Phrase("as dark"))
    if abs(item.mood.arousal - other.mood.arousal) < 0.3:
        parts.append(Phrase("as lively") if item.mood.arousal > 0 else Phrase("as calm"))
    if abs(item.year - other.year) <= 5:
        parts.append(Phrase("from the same years"))
    likeness = listed(parts or [Phrase("the nearest that is left")])
    return Phrase("%(likeness)s, like %(title)s.", likeness=likeness, title=item.title).opening()
