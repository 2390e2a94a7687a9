"""`imdb-top-1000`: the table of IMDb's best films that circulates as `imdb_top_1000.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mien.catalog.importers.appreciation import liking
from mien.catalog.importers.cells import name_of, names_of, number_of, year_of
from mien.catalog.importers.draft import Draft, Skip
from mien.catalog.importers.formats.base import NO_GENRE, NO_MAKER, NO_TITLE, NO_YEAR, Found
from mien.catalog.importers.genres import film_genres
from mien.catalog.importers.options import ImportOptions
from mien.catalog.importers.progress import ProgressReader
from mien.catalog.importers.table import Table
from mien.core.media import Kind


class ImdbTop1000:
    """Films with title, year, genres, rating, director and stars; often saved as latin-1."""

    def __init__(self, path: Path, options: ImportOptions, meter: ProgressReader) -> None:
        """Check the columns.

        Raises:
            ImportFileError: it is no such table.
        """
        self._table = Table(path, encodings=options.encodings("latin-1"), meter=meter)
        self._title = self._table.require("Series_Title")
        self._year = self._table.require("Released_Year")
        self._genre = self._table.require("Genre")
        self._director = self._table.require("Director")
        self._rating = self._table.column("IMDB_Rating")
        stars = (self._table.column(f"Star{number}") for number in (1, 2, 3))
        self._stars = [place for place in stars if place is not None]
        self._language = options.language or "en"

    def drafts(self, every: int = 1) -> Iterator[Found]:
        """Yield one film a row, or one for each `every`-th row."""
        for row in self._table.rows(every):
            yield row if isinstance(row, Skip) else self._draft(*row)

    def _draft(self, line: int, cells: list[str]) -> Draft | Skip:
        title = name_of(cells[self._title])
        year = year_of(cells[self._year])
        directors = names_of(cells[self._director], commas=True)
        genres = film_genres(cells[self._genre])
        if not title:
            return Skip(line, NO_TITLE, cells[self._title][:60])
        if year is None:
            return Skip(line, NO_YEAR, f"{title}: {cells[self._year]!r}")
        if not directors:
            return Skip(line, NO_MAKER, title)
        if not genres:
            return Skip(line, NO_GENRE, f"{title}: {cells[self._genre]!r}")
        rating = None if self._rating is None else number_of(cells[self._rating])
        stars = (name_of(cells[place]) for place in self._stars)
        return Draft(
            kind=Kind.MOVIE,
            title=title,
            creators=directors,
            year=year,
            language=self._language,
            genres=genres,
            appreciation=None if rating is None else liking(rating, middle=6.5, step=0.2),
            cast=tuple(dict.fromkeys(star for star in stars if star)),
        )
