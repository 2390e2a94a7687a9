"""Pictures that stand in for faces: each emotion is a bright patch at a place of its own."""

from __future__ import annotations

import numpy as np

from mien.core.emotions import EMOTIONS
from mien.training.datasets import Dataset

PATCH = 8
VOTES_FOR = (4, 5, 6, 1, 3, 2, 0)
"""Column of the FER+ votes for each emotion in Mien's order."""


def patch_corner(emotion: int) -> tuple[int, int]:
    """Row and column, in the 48x48 picture, of the patch that stands for an emotion."""
    return 4 + 14 * (emotion // 3), 4 + 14 * (emotion % 3)


def make_picture(emotion: int, brightness: int = 200) -> np.ndarray:
    """Draw uint8 [48, 48], grey with the patch of the emotion."""
    picture = np.full((48, 48), 90, np.uint8)
    row, column = patch_corner(emotion)
    picture[row : row + PATCH, column : column + PATCH] = brightness
    return picture


def make_dataset(shown, labels=None, usage="Training", votes=True) -> Dataset:
    """Make a data set whose pictures show `shown` and are labelled `labels` (the same if None)."""
    shown = list(shown)
    labels = shown if labels is None else list(labels)
    usage = [usage] * len(shown) if isinstance(usage, str) else list(usage)
    cast = np.zeros((len(shown), 10), np.uint8)
    for row, emotion in enumerate(shown):
        cast[row, VOTES_FOR[emotion]] = 9
        cast[row, 8] = 1
    return Dataset(
        images=np.stack([make_picture(emotion) for emotion in shown]),
        labels=np.array(labels, np.uint8),
        usage=np.array(usage),
        votes=cast if votes else None,
    )


def varied_dataset(count: int, seed: int = 0, usage: str = "Training") -> Dataset:
    """Make pictures with noise, so that a network has something to learn."""
    generator = np.random.default_rng(seed)
    data = make_dataset(generator.integers(0, len(EMOTIONS), count), usage=usage)
    noise = generator.normal(0, 12, data.images.shape)
    images = np.clip(data.images + noise, 0, 255).astype(np.uint8)
    return Dataset(images, data.labels, data.usage, data.votes)


def join(first: Dataset, second: Dataset) -> Dataset:
    """Put two data sets with votes after each other."""
    return Dataset(
        np.concatenate([first.images, second.images]),
        np.concatenate([first.labels, second.labels]),
        np.concatenate([first.usage, second.usage]),
        np.concatenate([first.votes, second.votes]),
    )
