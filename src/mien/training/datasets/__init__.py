"""Loads FER-2013 in the forms that people have it, with the FER+ votes where they are at hand.

Needs NumPy and Pillow only.
"""

from __future__ import annotations

from pathlib import Path

from mien.training.datasets.csv_file import FERPLUS_NAME, KAGGLE_NAMES, load_csv
from mien.training.datasets.dataset import Dataset, DatasetError
from mien.training.datasets.folders import load_folders
from mien.training.datasets.npz import load_npz

__all__ = ["Dataset", "DatasetError", "load"]


def load(path: str | Path) -> Dataset:
    """Load pictures, labels, splits and, where there are any, FER+ votes.

    Args:
        path: an `.npz` with `image`, `label`, `usage` and perhaps `votes`; a Kaggle `fer2013.csv`
            or `icml_face_data.csv`, joined with a `fer2013new.csv` beside it; a folder of the
            layout `train/<emotion>/*.jpg`; or a folder that holds one of those files.

    Raises:
        DatasetError: the path leads to nothing that can be read; says what is wrong and where.
    """
    place = Path(path)
    if place.is_dir():
        return _load_folder(place)
    if not place.is_file():
        raise DatasetError(f"There is no file or folder {place}.", "Check the path.")
    match place.suffix.lower():
        case ".npz":
            return load_npz(place)
        case ".csv":
            votes = place.with_name(FERPLUS_NAME)
            return load_csv(place, votes if votes.is_file() else None)
        case suffix:
            raise DatasetError(
                f"{place} has the ending {suffix!r}, which no loader takes.",
                "Give a .npz, a .csv, or a folder with train/<emotion>/ in it.",
            )


def _load_folder(folder: Path) -> Dataset:
    """Take the first form that is there: pictures in folders, Kaggle's csv, a single npz."""
    if any((folder / name).is_dir() for name in ("train", "Training")):
        return load_folders(folder)
    for name in KAGGLE_NAMES:
        if (folder / name).is_file():
            return load(folder / name)
    archives = sorted(folder.glob("*.npz"))
    if len(archives) == 1:
        return load_npz(archives[0])
    raise DatasetError(
        f"{folder} holds {len(archives)} .npz files, no fer2013.csv and no folder train.",
        "Give the path of the file itself, or a folder with train/<emotion>/ in it.",
    )
