"""One pick in a list that is something different, and says so."""

from __future__ import annotations

from typing import Final

import numpy as np

from mien.core.recommendation import Query
from mien.recommend.base_score import BaseScores
from mien.recommend.columns import FloatArray
from mien.recommend.item_table import ItemTable

PLACE: Final = 6
"""Where it stands, from 0: after the picks that are surest, before most people stop reading."""

_LOOKED_AT: Final = 50


def something_different(
    table: ItemTable, query: Query, base: BaseScores, scores: FloatArray, picked: list[int]
) -> tuple[int, int] | None:
    """Return the place in the list and the row of an item unlike all the person had, or None.

    It is the best by score of those with no genre that the person has met, by makers who are not
    in the list. None when too little is known of the person, the list is short, somebody asked
    for genres or makers, or nothing of another genre is left.
    """
    asked = query.filters.genres or query.filters.creators
    if len(picked) <= PLACE or asked:
        return None
    places = base.unmet[np.isfinite(scores[base.unmet])]
    in_list = {number for row in picked for number in table.creators.of(row).tolist()}
    for place in places[np.argsort(-scores[places])][:_LOOKED_AT]:
        row = int(base.rows.at(np.array([place]))[0])
        if in_list.isdisjoint(table.creators.of(row).tolist()):
            return PLACE, row
    return None
