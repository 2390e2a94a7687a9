"""Loads the Kaggle folder layout: `train/<emotion>/*.jpg`, `test/<emotion>/*.jpg`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from mien.core.emotions import EMOTIONS
from mien.training.datasets.dataset import SIZE, Dataset, DatasetError

_SPLITS: Final = {
    "train": "Training",
    "training": "Training",
    "publictest": "PublicTest",
    "privatetest": "PrivateTest",
}
"""Other folders keep their name: Kaggle's `test` is both tests in one."""

_OTHER_WORDS: Final = {
    "anger": "angry",
    "disgusted": "disgust",
    "fearful": "fear",
    "happiness": "happy",
    "sadness": "sad",
    "surprised": "surprise",
}

_ENDINGS: Final = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp"})


def load_folders(root: Path) -> Dataset:
    """Load every picture below `root/<split>/<emotion>/`, in the order of their names.

    Pictures are turned to grey and, where they have another size, scaled to 48x48.

    Raises:
        DatasetError: a folder is no emotion, a picture can't be read, or there are none.
    """
    images: list[npt.NDArray[np.uint8]] = []
    labels: list[int] = []
    usage: list[str] = []
    for split in _folders(root):
        for emotion in _folders(split):
            label = _label(emotion)
            files = sorted(f for f in emotion.iterdir() if f.suffix.lower() in _ENDINGS)
            images.extend(_read(file) for file in files)
            labels.extend([label] * len(files))
            usage.extend([_SPLITS.get(split.name.lower(), split.name)] * len(files))
    if not images:
        raise DatasetError(
            f"{root} has no pictures in <split>/<emotion>/.",
            f"Pictures end in {', '.join(sorted(_ENDINGS))}.",
        )
    return Dataset(np.stack(images), np.array(labels, np.uint8), np.array(usage))


def _folders(parent: Path) -> list[Path]:
    return sorted(f for f in parent.iterdir() if f.is_dir() and not f.name.startswith("."))


def _label(folder: Path) -> int:
    name = folder.name.strip().lower()
    emotion = _OTHER_WORDS.get(name, name)
    if emotion not in EMOTIONS:
        raise DatasetError(
            f"The folder {folder} is named after no emotion.",
            f"Name it after one of: {', '.join(EMOTIONS)}.",
        )
    return EMOTIONS.index(emotion)


def _read(file: Path) -> npt.NDArray[np.uint8]:
    try:
        with Image.open(file) as picture:
            grey = picture.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DatasetError(
            f"{file} can't be read as a picture: {error}", "Replace or remove it."
        ) from error
    if grey.size != (SIZE, SIZE):
        grey = grey.resize((SIZE, SIZE), Image.Resampling.BOX)
    return np.asarray(grey)
