"""One row of a catalogue file, read and checked."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from mien.catalog.schema import COLUMNS, FILE_PREFIX, GENRES, LIST_SEPARATOR, TAGS
from mien.core.catalog_entry import CatalogEntry
from mien.core.errors import CatalogError
from mien.core.media import Evidence, Kind

EARLIEST_YEAR: Final = 1600
"""Music may be of any age; its year is that of the work."""

LATEST_YEAR: Final = 2030

_LANGUAGE = re.compile(r"[a-z]{2}|zxx|und")
_ID = re.compile(r"(music|movie|video)-[a-z0-9]+(-[a-z0-9]+)*")
PUBLIC_ID: Final[dict[str, re.Pattern[str]]] = {
    "youtube": re.compile(r"[A-Za-z0-9_-]{11}"),
    "trailer": re.compile(r"[A-Za-z0-9_-]{11}"),
    "spotify": re.compile(r"[A-Za-z0-9]{22}"),
    "imdb": re.compile(r"tt\d{7,8}"),
    "tmdb": re.compile(r"[1-9]\d{0,7}"),
}
"""Columns of ids at public services, and how an id of each looks."""

# A spreadsheet would run a cell that begins so as a formula.
_FORMULA_STARTS: Final = frozenset("=@\t\r+-")
_FORMULA = re.compile(r"^[=@\t\r]|^[+\-](?=[A-Za-z(=@])")


class RowError(ValueError):
    """One cell that breaks the schema; says the column and what is wrong."""


def read_rows(path: Path) -> Iterator[tuple[int, CatalogEntry | RowError]]:
    """Yield line number and row, or the error of that row, for each row of a catalogue file.

    Raises:
        CatalogError: the file can't be read, is not UTF-8, or has other columns.
    """
    kind = kind_of_file(path)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, restkey="extra cells", strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS[kind]:
                raise CatalogError(
                    f"{path.name} has the columns {', '.join(reader.fieldnames or ())}.",
                    f"It needs exactly: {', '.join(COLUMNS[kind])}.",
                )
            for cells in reader:
                try:
                    yield reader.line_num, row_of(kind, cells)
                except RowError as error:
                    yield reader.line_num, error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogError(
            f"{path.name} can't be read: {error}.", "Save it as CSV in UTF-8."
        ) from error


def is_language(text: str) -> bool:
    """Return whether a text is a language code as catalogue files use it."""
    return _LANGUAGE.fullmatch(text) is not None


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet would run a cell of this text."""
    return text[:1] in _FORMULA_STARTS and _FORMULA.match(text) is not None


def kind_of_file(path: Path) -> Kind:
    """Return the kind that a file name such as `music-hi.csv` stands for.

    Raises:
        CatalogError: the name begins with none of the known words.
    """
    prefix = path.stem.split("-")[0]
    if prefix not in FILE_PREFIX:
        raise CatalogError(
            f"{path.name} does not say what kind of items it holds.",
            f"Begin its name with one of: {', '.join(FILE_PREFIX)}.",
        )
    return FILE_PREFIX[prefix]


def row_of(kind: Kind, cells: Mapping[str, str]) -> CatalogEntry:
    """Return the row that cells by column stand for.

    Raises:
        RowError: a cell breaks the schema.
    """
    if "extra cells" in cells or None in cells.values():
        raise RowError("the row has more or fewer cells than the header")
    for column, text in cells.items():
        if text != text.strip():
            raise RowError(f"{column}: {text!r} has space around it")
        if is_formula(text) and column not in PUBLIC_ID:
            raise RowError(f"{column}: {text!r} would run as a formula in a spreadsheet")
    return CatalogEntry(
        id=_item_id(kind, cells["id"]),
        kind=kind,
        title=_text(cells, "title"),
        creators=_words(cells, "creators", required=kind is not Kind.MOVIE),
        year=_integer(cells, "year", EARLIEST_YEAR, LATEST_YEAR),
        language=_language(cells["language"]),
        genres=_words(cells, "genres", required=True, known=GENRES[kind]),
        tags=_words(cells, "tags", required=True, known=TAGS),
        valence=_fraction(cells, "valence"),
        energy=_fraction(cells, "energy"),
        appreciation=_fraction(cells, "appreciation"),
        evidence=_evidence(cells["evidence"]),
        work=cells.get("work", ""),
        cast=_words(cells, "cast") if "cast" in cells else (),
        tempo=_integer(cells, "tempo", 30, 300) if cells.get("tempo") else None,
        search=_search(kind, cells),
        public_ids=_public_ids(cells),
    )


def _item_id(kind: Kind, text: str) -> str:
    if not _ID.fullmatch(text) or not text.startswith(f"{kind.value}-"):
        raise RowError(f"id: {text!r} is not of the form {kind.value}-title-year")
    return text


def _text(cells: Mapping[str, str], column: str) -> str:
    if not cells[column]:
        raise RowError(f"{column}: empty")
    return cells[column]


def _words(
    cells: Mapping[str, str],
    column: str,
    *,
    required: bool = False,
    known: frozenset[str] | None = None,
) -> tuple[str, ...]:
    words = tuple(word for word in cells[column].split(LIST_SEPARATOR) if word)
    if required and not words:
        raise RowError(f"{column}: empty")
    if len(set(words)) != len(words):
        raise RowError(f"{column}: {cells[column]!r} names something twice")
    unknown = [word for word in words if known is not None and word not in known]
    if unknown:
        raise RowError(f"{column}: {', '.join(unknown)} is not in the vocabulary")
    return words


def _integer(cells: Mapping[str, str], column: str, low: int, high: int) -> int:
    text = cells[column]
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise RowError(f"{column}: {text!r} is not a whole number from {low} to {high}")
    return int(text)


def _fraction(cells: Mapping[str, str], column: str) -> float:
    text = cells[column]
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0.0 <= value <= 1.0:
        raise RowError(f"{column}: {text!r} is not a number from 0 to 1")
    return value


def _language(text: str) -> str:
    if not is_language(text):
        raise RowError(f"language: {text!r} is not an ISO 639-1 code, zxx (no words) or und")
    return text


def _evidence(text: str) -> Evidence:
    try:
        return Evidence(text)
    except ValueError:
        known = ", ".join(Evidence)
        raise RowError(f"evidence: {text!r} is none of {known}") from None


def _public_ids(cells: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for column, pattern in PUBLIC_ID.items():
        text = cells.get(column, "")
        if text and not pattern.fullmatch(text):
            raise RowError(f"{column}: {text!r} is not an id of that service")
        if text:
            found[column] = text
    return found


def _search(kind: Kind, cells: Mapping[str, str]) -> str:
    if kind is Kind.VIDEO and not cells["search"] and not cells["youtube"]:
        raise RowError("search: a video needs a YouTube id or words to search for")
    return cells.get("search", "")
