"""`csv`: a table whose columns the person names, or a catalogue file as Mien writes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Final

from mien.catalog.importers.cells import name_of, names_of, number_of, share_of, year_of
from mien.catalog.importers.draft import Draft, EntryDraft, Skip
from mien.catalog.importers.formats.base import (
    NO_GENRE,
    NO_MAKER,
    NO_NUMBERS,
    NO_TITLE,
    NO_YEAR,
    Found,
)
from mien.catalog.importers.genres import film_genres, song_genres
from mien.catalog.importers.languages import UNKNOWN, language_of
from mien.catalog.importers.options import ImportOptions
from mien.catalog.importers.progress import ProgressReader
from mien.catalog.importers.table import Table
from mien.catalog.rows import PUBLIC_ID, RowError, row_of
from mien.catalog.schema import COLUMNS
from mien.core.catalog_entry import CatalogEntry
from mien.core.errors import UsageError
from mien.core.media import Kind

FIELDS: Final = (
    *("title", "creators", "year", "language", "genres", "work", "cast", "tempo"),
    *("valence", "energy", "loudness", "appreciation"),
    *PUBLIC_ID,
)
"""What a column can be mapped to."""

NEEDED: Final = ("title", "creators")


class MappedCsv:
    """Rows of any table, by the column map of the options."""

    def __init__(self, path: Path, options: ImportOptions, meter: ProgressReader) -> None:
        """Check the map against the columns.

        Raises:
            UsageError: the map names a field that there is not, or not the needed ones.
            ImportFileError: the file lacks a column.
        """
        self._table = Table(path, encodings=options.encodings(), meter=meter)
        self._options = options
        self._catalogue = _kind_of_header(self._table.header)
        unknown = [name for name in options.columns if name not in FIELDS]
        if unknown:
            raise UsageError(
                f"--map: there is no field {', '.join(unknown)}.", f"Use: {', '.join(FIELDS)}."
            )
        if self._catalogue is not None and not options.columns:
            return
        missing = [name for name in NEEDED if name not in options.columns]
        if "year" not in options.columns and options.year is None:
            missing.append("year")
        if missing:
            raise UsageError(
                f"--map does not say which column is {', '.join(missing)}.",
                f"For example --map title=Name,creators=Artist,year=Date; the columns are: "
                f"{', '.join(self._table.header)[:400]}.",
            )
        self._place = {
            field: self._table.require(column) for field, column in options.columns.items()
        }

    def drafts(self, every: int = 1) -> Iterator[Found]:
        """Yield one item a row, or one for each `every`-th row."""
        of_catalogue = self._catalogue if not self._options.columns else None
        for row in self._table.rows(every):
            if isinstance(row, Skip):
                yield row
            elif of_catalogue is not None:
                yield self._finished(of_catalogue, *row)
            else:
                yield self._draft(*row)

    def _finished(self, kind: Kind, line: int, cells: list[str]) -> EntryDraft | Skip:
        try:
            return EntryDraft(
                _imported(row_of(kind, dict(zip(self._table.header, cells, strict=True))))
            )
        except RowError as error:
            column, _, what = str(error).partition(": ")
            return Skip(line, f"breaks the schema in {column}", what)

    def _draft(self, line: int, cells: list[str]) -> Draft | Skip:
        title = name_of(self._cell(cells, "title"))
        creators = names_of(self._cell(cells, "creators"))
        year = year_of(self._cell(cells, "year")) or self._options.year
        kind = self._options.kind
        words = self._cell(cells, "genres")
        genres = film_genres(words) if kind is Kind.MOVIE else song_genres(words)
        valence, energy = self._share(cells, "valence"), self._share(cells, "energy")
        if not title:
            return Skip(line, NO_TITLE, self._cell(cells, "title")[:60])
        if not creators:
            return Skip(line, NO_MAKER, title)
        if year is None:
            return Skip(line, NO_YEAR, title)
        if not genres:
            return Skip(line, NO_GENRE, title)
        if any(v is None and name in self._place for name, v in _named(valence, energy)):
            return Skip(line, NO_NUMBERS, title)
        tempo = number_of(self._cell(cells, "tempo"))
        return Draft(
            kind=kind,
            title=title,
            creators=creators,
            year=year,
            language=self._language(cells, kind),
            genres=genres,
            valence=valence,
            energy=energy,
            loudness=number_of(self._cell(cells, "loudness")),
            appreciation=self._share(cells, "appreciation"),
            work=name_of(self._cell(cells, "work")),
            cast=names_of(self._cell(cells, "cast"), commas=True)[:3],
            tempo=round(tempo) if tempo is not None and 30 <= tempo <= 300 else None,
            public_ids={
                service: value
                for service, pattern in PUBLIC_ID.items()
                if pattern.fullmatch(value := self._cell(cells, service))
            },
        )

    def _language(self, cells: list[str], kind: Kind) -> str:
        language = language_of(self._cell(cells, "language"))
        if language != UNKNOWN:
            return language
        return self._options.language or ("en" if kind is Kind.MOVIE else UNKNOWN)

    def _cell(self, cells: list[str], field: str) -> str:
        place = self._place.get(field)
        return "" if place is None else cells[place].strip()

    def _share(self, cells: list[str], field: str) -> float | None:
        return share_of(self._cell(cells, field), 1.0)


def _named(valence: float | None, energy: float | None) -> tuple[tuple[str, float | None], ...]:
    return ("valence", valence), ("energy", energy)


def _kind_of_header(header: list[str]) -> Kind | None:
    return next((kind for kind, columns in COLUMNS.items() if list(columns) == header), None)


def _imported(row: CatalogEntry) -> CatalogEntry:
    return CatalogEntry(**{f.name: getattr(row, f.name) for f in fields(CatalogEntry)})
