"""What the ten votes of FER+ say about a picture (Barsoum et al. 2016)."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from mien.core.emotions import EMOTIONS
from mien.training.datasets.dataset import Dataset, DatasetError

FERPLUS_EMOTIONS: Final = (*EMOTIONS, "contempt")
"""The eight emotions of FER+ in Mien's order."""

_COLUMN_OF: Final = (4, 5, 6, 1, 3, 2, 0, 7)
"""Column of the votes for each of `FERPLUS_EMOTIONS`."""

_NOT_A_FACE: Final = 9
_TOO_MANY_NOT_A_FACE: Final = 5

FloatArray = npt.NDArray[np.float32]


def distributions(votes: npt.NDArray[np.uint8]) -> tuple[FloatArray, FloatArray]:
    """Return the share of the votes for each emotion, and which pictures can be learned from.

    A single vote counts as a slip and is dropped.

    Args:
        votes: [n, 10].

    Returns:
        float32 [n, 8] in the order of `FERPLUS_EMOTIONS`, and float32 [n]: 0 for a picture with
        five or more votes for "not a face" or none left for an emotion, else 1.
    """
    left = _without_single_votes(votes)[:, _COLUMN_OF].astype(np.float32)
    total = left.sum(axis=1, keepdims=True)
    usable = (votes[:, _NOT_A_FACE] < _TOO_MANY_NOT_A_FACE) & (total[:, 0] > 0)
    return left / np.maximum(total, 1.0), usable.astype(np.float32)


def majority(votes: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return each picture's emotion and which pictures count, by the authors' majority mode.

    Single votes are set to zero; a picture counts when its top column has more than half of what
    remains over all ten columns and is one of the eight emotions.

    Args:
        votes: [n, 10].

    Returns:
        int64 [n], place in `FERPLUS_EMOTIONS` (only meaningful where the picture counts), and
        bool [n].
    """
    left = _without_single_votes(votes).astype(np.int64)
    top = left.argmax(axis=1)
    counts = (left.max(axis=1) * 2 > left.sum(axis=1)) & (top < len(FERPLUS_EMOTIONS))
    place_of = np.zeros(votes.shape[1], np.int64)
    place_of[list(_COLUMN_OF)] = np.arange(len(FERPLUS_EMOTIONS))
    return place_of[top], counts


def has_majorities(data: Dataset) -> bool:
    """Whether any picture of `data` counts by the majority of its votes."""
    return data.votes is not None and bool(majority(data.votes)[1].any())


def require_votes(data: Dataset) -> npt.NDArray[np.uint8]:
    """Return the votes of `data`.

    Raises:
        DatasetError: it has none.
    """
    if data.votes is None:
        raise DatasetError(
            "The data has no FER+ votes.",
            "Put fer2013new.csv beside fer2013.csv, or use the labels `fer`.",
        )
    return data.votes


def _without_single_votes(votes: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    return np.where(votes <= 1, np.uint8(0), votes)
