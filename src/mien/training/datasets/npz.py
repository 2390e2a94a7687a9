"""Loads an `.npz` with the arrays `image`, `label`, `usage` and perhaps `votes`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from mien.core.emotions import EMOTIONS
from mien.training.datasets.dataset import SIZE, VOTE_COLUMNS, Dataset, DatasetError


def load_npz(path: Path) -> Dataset:
    """Load `image` [n, 48, 48], `label` [n] 0-6, `usage` [n] text and `votes` [n, 10] if there.

    Raises:
        DatasetError: the file can't be read, an array is missing or has another shape, or a row
            holds an unknown label; names the array and the first bad row, counted from 0.
    """
    arrays = _read(path)
    missing = [name for name in ("image", "label", "usage") if name not in arrays]
    if missing:
        raise DatasetError(
            f"{path} has no array {missing[0]!r}; it has: {', '.join(arrays) or 'none'}.",
            "The arrays image, label and usage are needed.",
        )
    count = arrays["image"].shape[0] if arrays["image"].ndim else 0
    if count == 0:
        raise DatasetError(f"{path} has no pictures.", "Is it the complete file?")
    images = _bytes(path, arrays, "image", (count, SIZE, SIZE))
    labels = _bytes(path, arrays, "label", (count,))
    votes = _bytes(path, arrays, "votes", (count, VOTE_COLUMNS)) if "votes" in arrays else None
    unknown = np.flatnonzero(labels >= len(EMOTIONS))
    if unknown.size:
        raise DatasetError(
            f"{path}: label of row {unknown[0]} is {labels[unknown[0]]}, which is no emotion.",
            f"Labels are 0 to 6: {', '.join(EMOTIONS)}.",
        )
    return Dataset(images, labels, _text(path, arrays["usage"], count), votes)


def _read(path: Path) -> dict[str, npt.NDArray[Any]]:
    try:
        with path.open("rb") as file:  # NumPy leaves one open that it can't read
            archive = np.load(file, allow_pickle=False)
            if isinstance(archive, np.ndarray):
                raise DatasetError(f"{path} holds one array without a name.", "Use np.savez.")
            return {name: archive[name] for name in archive.files}
    except DatasetError:
        raise
    except Exception as error:
        # Wrong bytes raise what zip, zlib, Python's own parser and the memory have to say.
        raise DatasetError(f"{path} can't be read: {error}", "Is it a complete .npz?") from error


def _bytes(
    path: Path, arrays: dict[str, npt.NDArray[Any]], name: str, shape: tuple[int, ...]
) -> npt.NDArray[np.uint8]:
    """Check shape and range of an array of whole numbers, and return it as uint8."""
    array = arrays[name]
    if array.shape != shape or array.dtype.kind not in "ui":
        raise DatasetError(
            f"{path}: array {name!r} is {array.dtype} {list(array.shape)}.",
            f"It has to be whole numbers of shape {list(shape)}.",
        )
    outside = np.argwhere((array < 0) | (array > 255))
    if outside.size:
        raise DatasetError(
            f"{path}: row {outside[0][0]} of {name!r} has a value outside 0 to 255.",
            "Correct or remove the row.",
        )
    return array.astype(np.uint8)


def _text(path: Path, usage: npt.NDArray[Any], count: int) -> npt.NDArray[np.str_]:
    if usage.shape != (count,) or usage.dtype.kind not in "US":
        raise DatasetError(
            f"{path}: array 'usage' is {usage.dtype} {list(usage.shape)}.",
            f"It has to be text of shape [{count}], the name of each picture's split.",
        )
    try:
        return usage.astype(np.str_)
    except UnicodeDecodeError as error:
        raise DatasetError(
            f"{path}: array 'usage' is no text: {error}", "Write it with letters of ASCII."
        ) from error
