"""`movielens`: a folder with `movies.csv`, maybe with `links.csv` and `ratings.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mien.catalog.importers.appreciation import liking, settled
from mien.catalog.importers.cells import name_of, number_of
from mien.catalog.importers.draft import Draft, Skip
from mien.catalog.importers.formats.base import NO_GENRE, NO_TITLE, NO_YEAR, Found
from mien.catalog.importers.genres import film_genres
from mien.catalog.importers.options import ImportOptions
from mien.catalog.importers.progress import ProgressReader
from mien.catalog.importers.table import Table
from mien.catalog.rows import PUBLIC_ID
from mien.core.errors import ImportFileError
from mien.core.media import Kind

_TITLE_AND_YEAR = re.compile(r"^(.*?)\s*\((\d{4})(?:[-\u2013]\d{0,4})?\)\s*$")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_ARTICLE_LAST = re.compile(r"^(.*), (The|A|An|Le|La|Les|L'|Il|El|Los|Das|Der|Die|Un|Une)$")

_USUAL_RATING: Final = 3.3
_RATINGS: Final = 20.0


class MovieLens:
    """Films with genres and ids. The set names no director, so the card says as much."""

    def __init__(self, path: Path, options: ImportOptions, meter: ProgressReader) -> None:
        """Check the columns; links and ratings are read when the films are.

        Raises:
            ImportFileError: there is no `movies.csv`, or it has other columns.
        """
        folder = path if path.is_dir() else path.parent
        if not (folder / "movies.csv").is_file():
            raise ImportFileError(
                f"There is no movies.csv in {folder.name}.", "Name the unpacked MovieLens folder."
            )
        encodings = options.encodings()
        self._movies = Table(folder / "movies.csv", encodings=encodings, meter=meter)
        self._number = self._movies.require("movieId")
        self._title = self._movies.require("title")
        self._genres = self._movies.require("genres")
        self._links = _beside(folder / "links.csv", encodings, meter)
        self._ratings = _beside(folder / "ratings.csv", encodings, meter)
        self._language = options.language or "en"
        self._ids: dict[str, dict[str, str]] | None = None
        self._liking: dict[str, float] = {}

    def drafts(self, every: int = 1) -> Iterator[Found]:
        """Yield one film a row, or one for each `every`-th row."""
        if self._ids is None:
            self._ids = _ids(self._links) if self._links else {}
            self._liking = _likings(self._ratings) if self._ratings else {}
        for row in self._movies.rows(every):
            yield row if isinstance(row, Skip) else self._draft(self._ids, *row)

    def _draft(self, ids: dict[str, dict[str, str]], line: int, cells: list[str]) -> Draft | Skip:
        found = _TITLE_AND_YEAR.match(cells[self._title])
        if found is None:
            return Skip(line, NO_YEAR, cells[self._title][:60])
        title = name_of(_ARTICLE_LAST.sub(r"\2 \1", _IN_BRACKETS.sub("", found[1]) or found[1]))
        genres = film_genres(cells[self._genres])
        if not title:
            return Skip(line, NO_TITLE, cells[self._title][:60])
        if not genres:
            return Skip(line, NO_GENRE, f"{title}: {cells[self._genres]!r}")
        number = cells[self._number]
        return Draft(
            kind=Kind.MOVIE,
            title=title,
            creators=(),  # MovieLens names nobody
            year=int(found[2]),
            language=self._language,
            genres=genres,
            appreciation=self._liking.get(number),
            public_ids=ids.get(number, {}),
        )


def _beside(path: Path, encodings: tuple[str, ...], meter: ProgressReader) -> Table | None:
    return Table(path, encodings=encodings, meter=meter) if path.is_file() else None


def _ids(links: Table) -> dict[str, dict[str, str]]:
    number, imdb, tmdb = (links.require(name) for name in ("movieId", "imdbId", "tmdbId"))
    found = {}
    for row in links.rows():
        if not isinstance(row, Skip):
            _, cells = row
            ids = {"imdb": f"tt{cells[imdb]:0>7}" if cells[imdb] else "", "tmdb": cells[tmdb]}
            found[cells[number]] = {s: v for s, v in ids.items() if PUBLIC_ID[s].fullmatch(v)}
    return found


def _likings(ratings: Table) -> dict[str, float]:
    """Return how well each film is liked; only sums are held, whatever the number of ratings."""
    number, rating = ratings.require("movieId"), ratings.require("rating")
    sums: dict[str, list[float]] = {}
    for row in ratings.rows():
        if isinstance(row, Skip):
            continue
        value = number_of(row[1][rating])
        if value is not None and 0 <= value <= 5:
            total = sums.setdefault(row[1][number], [0.0, 0.0])
            total[0] += value
            total[1] += 1
    return {
        film: liking(
            settled(total, count, usual=_USUAL_RATING, weight=_RATINGS), middle=3.5, step=0.5
        )
        for film, (total, count) in sums.items()
    }
