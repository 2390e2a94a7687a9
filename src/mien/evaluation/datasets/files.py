"""Reading the data folders: tables as columns, and clear words when one is missing."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, TextIO
from zipfile import BadZipFile

import numpy as np

from mien.core.errors import InputError, MissingExtraError
from mien.evaluation.arrays import Numbers, RowArray

Columns = dict[str, list[str]]

_WHAT_TO_GIVE: Final = "Give the folder with listening, films and songs to --data."
_MISSING: Final = frozenset(("", "nan", "NaN", "NA", "null"))


class EvaluationDataError(InputError):
    """A data set that an evaluation needs is not there or not readable."""

    code = "evaluation-data"
    title = "The evaluation data can't be used"


def read_columns(path: Path, names: Sequence[str] | None = None) -> Columns:
    """Read a CSV file, gzipped or not, as lists of text by column.

    Args:
        path: the file.
        names: names of the columns of a file without a header.

    Raises:
        EvaluationDataError: there is no such file.
    """
    try:
        with _open(path) as file:
            rows = csv.reader(file)
            header = list(names) if names is not None else next(rows)
            cells = list(zip(*rows, strict=True))
    except (OSError, UnicodeDecodeError, StopIteration, ValueError) as error:
        raise EvaluationDataError(
            f"{path} can't be read: {error}.",
            _WHAT_TO_GIVE,
        ) from None
    return {name: list(column) for name, column in zip(header, cells, strict=True)}


def read_sheets(path: Path, names: Sequence[str]) -> dict[str, Columns]:
    """Read sheets of a workbook (.xlsx) as lists of text by column; spaces around names are cut.

    Raises:
        EvaluationDataError: there is no such file, or it lacks a sheet.
        MissingExtraError: openpyxl is not installed.
    """
    if not path.is_file():
        raise EvaluationDataError(f"{path} can't be read: there is no such file.", _WHAT_TO_GIVE)
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - only for evaluation
    except ImportError:
        raise MissingExtraError(
            f"{path.name} is a workbook, and reading one needs openpyxl.",
            "Install it with: pip install openpyxl.",
        ) from None
    try:
        with path.open("rb") as file:
            book = load_workbook(file, read_only=True)
            return {name: _sheet(book[name].values) for name in names}
    except (OSError, KeyError, ValueError, StopIteration, BadZipFile) as error:
        raise EvaluationDataError(f"{path} can't be read: {error}.", _WHAT_TO_GIVE) from None


def _sheet(rows: Iterable[Sequence[object]]) -> Columns:
    header, *cells = rows
    columns = zip(*cells, strict=True)
    return {
        str(name).strip(): ["" if cell is None else str(cell) for cell in column]
        for name, column in zip(header, columns, strict=True)
    }


def numbers(column: Sequence[str]) -> Numbers:
    """Return a column as numbers, NaN where a cell is empty."""
    return np.array([np.nan if cell in _MISSING else float(cell) for cell in column])


def table(columns: Columns, names: Sequence[str]) -> Numbers:
    """Return [rows, names] of numbers."""
    return np.stack([numbers(columns[name]) for name in names], axis=1)


def pick(columns: Columns, rows: RowArray) -> Columns:
    """Return the given rows of all columns, in that order."""
    return {name: [cells[row] for row in rows.tolist()] for name, cells in columns.items()}


def title_key(text: str) -> str:
    """Return a title without brackets, subtitles, guests, case and signs, for joining tables."""
    text = re.sub(r"\(.*?\)|\[.*?\]", "", text.lower())
    text = re.sub(r" - .*$", "", text)
    text = re.sub(r"feat\.?.*$", "", text)
    return re.sub(r"[^a-z0-9]", "", text)


def require_training_extra() -> None:
    """Check that scikit-learn is there.

    Raises:
        MissingExtraError: it is not.
    """
    try:
        import sklearn  # noqa: F401, PLC0415 - heavy, and only for evaluation
    except ImportError:
        raise MissingExtraError(
            "This task needs scikit-learn.", 'Install it with: pip install "mien[train]".'
        ) from None


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path), encoding="utf-8", newline="")
    return path.open(encoding="utf-8-sig", newline="")
