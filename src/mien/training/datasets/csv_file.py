"""Loads Kaggle's `fer2013.csv` or `icml_face_data.csv`, joined with FER+ by row order."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from mien.core.emotions import EMOTIONS
from mien.training.datasets.dataset import SIZE, VOTE_COLUMNS, Dataset, DatasetError

KAGGLE_NAMES: Final = ("fer2013.csv", "icml_face_data.csv")
FERPLUS_NAME: Final = "fer2013new.csv"

_VOTE_NAMES: Final = (
    *("neutral", "happiness", "surprise", "sadness", "anger"),
    *("disgust", "fear", "contempt", "unknown", "nf"),
)
_DIGITS: Final = b"0123456789 "
_LONGEST_FIELD: Final = 64 * 1024
_MOST_DIGITS: Final = 3
_SHOWN: Final = 20


def load_csv(path: Path, ferplus: Path | None = None) -> Dataset:
    """Load the columns `emotion`, `pixels` and `Usage`, in any order, case and spacing.

    Args:
        path: Kaggle's file, one picture a row.
        ferplus: FER+'s `fer2013new.csv` with as many rows in the same order, or None.

    Raises:
        DatasetError: a file can't be read, a column is missing, a row is bad (named by its line),
            or the two files do not fit each other.
    """
    images: list[npt.NDArray[np.uint8]] = []
    labels: list[int] = []
    usage: list[str] = []
    for line, (label, pixels, split) in _rows(path, ("emotion", "pixels", "usage")):
        labels.append(_label(label, path, line))
        images.append(_pixels(pixels, path, line))
        usage.append(split)
    if not images:
        raise DatasetError(f"{path} has no rows.", "Is it the complete file?")
    votes = None if ferplus is None else _votes(ferplus, usage)
    return Dataset(np.stack(images), np.array(labels, np.uint8), np.array(usage), votes)


def _rows(path: Path, names: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield the line number and the fields called `names` of each row."""
    limit = csv.field_size_limit(_LONGEST_FIELD)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = [name.strip().lower() for name in next(reader, [])]
            missing = [name for name in names if name not in header]
            if missing:
                raise DatasetError(
                    f"{path} has no column {missing[0]!r}; it has: {', '.join(header) or 'none'}.",
                    f"The columns {', '.join(names)} are needed.",
                )
            places = [header.index(name) for name in names]
            for row in reader:
                if not row:
                    continue
                if len(row) != len(header):
                    raise DatasetError(
                        f"{path}, line {reader.line_num}: {len(row)} fields, {len(header)} in the "
                        "header.",
                        "Correct or remove the row.",
                    )
                yield reader.line_num, [row[place].strip() for place in places]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(f"{path} can't be read: {error}", "Is it a csv file?") from error
    finally:
        csv.field_size_limit(limit)


def _label(text: str, path: Path, line: int) -> int:
    if not _is_whole(text, len(EMOTIONS) - 1):
        raise DatasetError(
            f"{path}, line {line}: the label {text[:_SHOWN]!r} is no emotion.",
            f"Labels are 0 to 6: {', '.join(EMOTIONS)}.",
        )
    return int(text)


def _is_whole(text: str, most: int) -> bool:
    """Tell whether a field is a whole number from 0 to `most`, which has one to three digits."""
    return text.isdecimal() and len(text) <= _MOST_DIGITS and int(text) <= most


def _pixels(text: str, path: Path, line: int) -> npt.NDArray[np.uint8]:
    raw = text.encode()
    # NumPy's own reading of numbers stops silently at the first other character.
    clean = not raw.translate(None, _DIGITS)
    values = np.fromstring(text, dtype=np.int64, sep=" ") if clean and raw else np.empty(0)
    if values.size != SIZE * SIZE or values.max() > 255:
        raise DatasetError(
            f"{path}, line {line}: the pixels are not {SIZE * SIZE} numbers from 0 to 255.",
            "Correct or remove the row.",
        )
    return values.astype(np.uint8).reshape(SIZE, SIZE)


def _votes(path: Path, usage: list[str]) -> npt.NDArray[np.uint8]:
    votes = np.zeros((len(usage), VOTE_COLUMNS), np.uint8)
    count = 0
    for line, (split, *texts) in _rows(path, ("usage", *_VOTE_NAMES)):
        if count < len(usage):
            if split.lower() != usage[count].lower():
                raise DatasetError(
                    f"{path}, line {line}: split {split!r}, but the picture has {usage[count]!r}.",
                    "The two files have to have the same rows in the same order.",
                )
            if not all(_is_whole(text, 255) for text in texts):
                raise DatasetError(
                    f"{path}, line {line}: the votes are not whole numbers.",
                    "Correct the row.",
                )
            votes[count] = [int(text) for text in texts]
        count += 1
    if count != len(usage):
        raise DatasetError(
            f"{path} has {count} rows, the file of pictures {len(usage)}.",
            "The two files have to have the same rows in the same order.",
        )
    return votes
