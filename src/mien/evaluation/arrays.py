"""The arrays that everything here works on, and columns of 0 and 1."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

RowArray = NDArray[np.intp]
"""Numbers of rows, or codes of what the rows hold."""


def dummies(values: Sequence[object] | NDArray[np.generic]) -> Numbers:
    """Return [rows, distinct values]: 1 in the column of a row's value, columns in their order."""
    _, codes = np.unique(np.asarray(values), return_inverse=True)
    return np.eye(codes.max() + 1)[codes]


def indicators(rows: Iterable[Container[str]], words: Sequence[str]) -> Numbers:
    """Return [rows, words]: 1 where a row holds the word."""
    return np.array([[float(word in row) for word in words] for row in rows])
