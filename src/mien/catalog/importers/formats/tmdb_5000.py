"""`tmdb-5000`: `tmdb_5000_movies.csv`, with directors from the credits file beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mien.catalog.importers.appreciation import liking, settled
from mien.catalog.importers.cells import name_of, number_of, year_of
from mien.catalog.importers.draft import Draft, Skip
from mien.catalog.importers.formats.base import NO_GENRE, NO_MAKER, NO_TITLE, NO_YEAR, Found
from mien.catalog.importers.genres import film_genres
from mien.catalog.importers.languages import UNKNOWN, language_of
from mien.catalog.importers.options import ImportOptions
from mien.catalog.importers.progress import ProgressReader
from mien.catalog.importers.table import Table
from mien.catalog.rows import PUBLIC_ID
from mien.core.media import Kind

CREDITS: Final = "tmdb_5000_credits.csv"

_USUAL_VOTE: Final = 6.0
_VOTES: Final = 200.0

Credits = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


class Tmdb5000:
    """Films with genres and companies as JSON; a company stands in for directors not known."""

    def __init__(self, path: Path, options: ImportOptions, meter: ProgressReader) -> None:
        """Check the columns, and read who directed and played where the credits are there.

        Raises:
            ImportFileError: it is no such table.
        """
        self._table = Table(path, encodings=options.encodings(), meter=meter)
        self._title = self._table.require("title")
        self._genres = self._table.require("genres")
        self._date = self._table.require("release_date")
        self._id = self._table.column("id")
        self._spoken = self._table.column("original_language")
        self._companies = self._table.column("production_companies")
        self._mean = self._table.column("vote_average")
        self._votes = self._table.column("vote_count")
        self._language = options.language
        beside = path.with_name(CREDITS)
        self._credits = _credits(beside, options, meter) if beside.is_file() else {}

    def drafts(self, every: int = 1) -> Iterator[Found]:
        """Yield one film a row, or one for each `every`-th row."""
        for row in self._table.rows(every):
            yield row if isinstance(row, Skip) else self._draft(*row)

    def _draft(self, line: int, cells: list[str]) -> Draft | Skip:
        title = name_of(cells[self._title])
        year = year_of(cells[self._date])
        genres = film_genres(", ".join(_names(cells[self._genres])))
        number = "" if self._id is None else cells[self._id].strip()
        directors, cast = self._credits.get(number, ((), ()))
        makers = directors or _cleaned(_names(self._cell(cells, self._companies)))[:1]
        if not title:
            return Skip(line, NO_TITLE, cells[self._title][:60])
        if year is None:
            return Skip(line, NO_YEAR, f"{title}: {cells[self._date]!r}")
        if not makers:
            return Skip(line, NO_MAKER, title)
        if not genres:
            return Skip(line, NO_GENRE, title)
        return Draft(
            kind=Kind.MOVIE,
            title=title,
            creators=makers,
            year=year,
            language=self._language or self._spoken_in(cells),
            genres=genres,
            appreciation=self._liking(cells),
            cast=cast,
            public_ids={"tmdb": number} if PUBLIC_ID["tmdb"].fullmatch(number) else {},
        )

    def _spoken_in(self, cells: list[str]) -> str:
        language = language_of(self._cell(cells, self._spoken))
        return "en" if language == UNKNOWN else language

    def _liking(self, cells: list[str]) -> float | None:
        mean = number_of(self._cell(cells, self._mean))
        count = number_of(self._cell(cells, self._votes))
        if mean is None or count is None or not 0 <= mean <= 10 or count < 0:
            return None
        vote = settled(mean * count, count, usual=_USUAL_VOTE, weight=_VOTES)
        return liking(vote, middle=6.5, step=0.25)

    @staticmethod
    def _cell(cells: list[str], place: int | None) -> str:
        return "" if place is None else cells[place]


def _credits(path: Path, options: ImportOptions, meter: ProgressReader) -> Credits:
    table = Table(path, encodings=options.encodings(), meter=meter)
    number, cast, crew = (table.require(name) for name in ("movie_id", "cast", "crew"))
    found: Credits = {}
    for row in table.rows():
        if not isinstance(row, Skip):
            _, cells = row
            directors = _names(cells[crew], job="Director")
            found[cells[number].strip()] = (
                _cleaned(directors)[:3],
                _cleaned(_names(cells[cast]))[:3],
            )
    return found


def _names(text: str, job: str = "") -> list[str]:
    """Return the names in a JSON list of things, of one job if given; nothing when it is broken."""
    try:
        things = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(things, list):
        return []
    return [
        thing["name"]
        for thing in things
        if isinstance(thing, dict)
        and isinstance(thing.get("name"), str)
        and job in ("", thing.get("job"))
    ]


def _cleaned(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in names if (name := name_of(text))))
