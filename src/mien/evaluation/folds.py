"""Which rows are learned from and which are held out."""

from __future__ import annotations

import numpy as np

from mien.evaluation.arrays import RowArray


def random_folds(
    rng: np.random.Generator, rows: int, folds: int
) -> list[tuple[RowArray, RowArray]]:
    """Draw a fold for each row; return the training and test rows of each fold."""
    fold = rng.integers(0, folds, rows)
    return [
        (np.flatnonzero(fold != number), np.flatnonzero(fold == number)) for number in range(folds)
    ]


def inner_split(train: RowArray) -> tuple[RowArray, RowArray]:
    """Split training rows once more, two thirds to learn and a third to choose by."""
    fold = np.random.default_rng(99).integers(0, 3, len(train))
    return train[fold != 0], train[fold == 0]
