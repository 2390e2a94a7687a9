"""What a person has just had is not offered again at once, so that no two evenings are the same."""

from __future__ import annotations

from typing import Final

import numpy as np

from mien.core.media import Kind
from mien.recommend.candidates import Rows
from mien.recommend.columns import FloatArray
from mien.recommend.taste import Evidence

FADES_AFTER_DAYS: Final[dict[Kind, float]] = {
    Kind.MUSIC: 4.0,
    Kind.MOVIE: 200.0,
    Kind.VIDEO: 20.0,
}
"""How long until an item counts as fresh again (to a share of 1/e): a song sooner than a film."""


def staleness(evidence: Evidence, kind: Kind, rows: Rows) -> FloatArray:
    """Return how stale each row is: 1 just had, falling to 0 with time."""
    stale = np.zeros(rows.count, dtype=np.float32)
    places, inside = rows.places_of(evidence.rows)
    fading = np.exp(-evidence.ages[inside] / FADES_AFTER_DAYS[kind])
    np.maximum.at(stale, places[inside], fading.astype(np.float32))
    return stale
