"""How much an item is likely to be liked, before its mood is looked at.

Until a person has given feedback this is our own appreciation value: how widely loved it is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mien.recommend.candidates import CandidateTable, FloatArray


def taste_prior(table: CandidateTable, rows: NDArray[np.intp]) -> FloatArray:
    """Return the expected liking of each row, 0 to 1."""
    return table.appreciation[rows]
