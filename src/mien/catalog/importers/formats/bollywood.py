"""`bollywood`: songs as MySwar lists them, in `songs*.csv`, with their albums in `albums*.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mien.catalog.importers.appreciation import liking
from mien.catalog.importers.cells import name_of, names_of, number_of, year_of
from mien.catalog.importers.draft import Draft, Skip
from mien.catalog.importers.formats.base import NO_MAKER, NO_TITLE, NO_YEAR, Found
from mien.catalog.importers.genres import song_genres
from mien.catalog.importers.languages import UNKNOWN, language_of
from mien.catalog.importers.options import ImportOptions
from mien.catalog.importers.progress import ProgressReader
from mien.catalog.importers.table import Table
from mien.core.errors import ImportFileError
from mien.core.media import Kind

_VIDEO_ID = re.compile(r"(?:v=|youtu\.be/|embed/)([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])")


@dataclass(frozen=True, slots=True)
class _Album:
    title: str
    year: int | None
    language: str
    genres: tuple[str, ...]


class Bollywood:
    """Songs with singers and YouTube links; film, year and language come from their albums."""

    def __init__(self, path: Path, options: ImportOptions, meter: ProgressReader) -> None:
        """Find the files, check their columns and read the albums.

        Raises:
            ImportFileError: there are no songs, or no albums to know the years from.
        """
        songs = sorted(path.rglob("*songs*.csv")) if path.is_dir() else [path]
        if not songs:
            raise ImportFileError(
                f"There is no songs….csv in {path.name}.",
                "Name a folder with songs….csv and albums….csv, or one file of songs.",
            )
        near = path if path.is_dir() else path.parent.parent
        encodings = options.encodings()
        self._albums: dict[str, _Album] = {}
        for file in sorted(near.rglob("albums*.csv")):
            self._albums.update(_albums(Table(file, encodings=encodings)))
        if not self._albums and options.year is None:
            raise ImportFileError(
                f"There is no albums….csv near {path.name} to know the years from.",
                "Put the albums beside the songs, or give a year for all with --year.",
            )
        self._songs = [_Songs(Table(file, encodings=encodings, meter=meter)) for file in songs]
        self._options = options

    def drafts(self, every: int = 1) -> Iterator[Found]:
        """Yield one song a row, or one for each `every`-th row."""
        unknown = _Album("", None, self._options.language or "hi", ("film",))
        for songs in self._songs:
            for row in songs.table.rows(every):
                if isinstance(row, Skip):
                    yield row
                else:
                    album = self._albums.get(songs.album_of(row[1]), unknown)
                    yield self._draft(songs, album, *row)

    def _draft(self, songs: _Songs, album: _Album, line: int, cells: list[str]) -> Draft | Skip:
        title = name_of(cells[songs.title])
        singers = names_of(cells[songs.singers], commas=True)
        year = album.year or self._options.year
        if not title:
            return Skip(line, NO_TITLE, cells[songs.title][:60])
        if not singers:
            return Skip(line, NO_MAKER, title)
        if year is None:
            return Skip(line, NO_YEAR, f"{title}, {album.title}")
        video = _VIDEO_ID.search(cells[songs.link])
        rating = None if songs.rating is None else number_of(cells[songs.rating])
        return Draft(
            kind=Kind.MUSIC,
            title=title,
            creators=singers,
            year=year,
            language=album.language if album.language != UNKNOWN else self._language(),
            genres=album.genres,
            # A rating of 0 means that nobody gave one.
            appreciation=liking(rating, middle=4.0, step=0.25) if rating else None,
            work=album.title,
            public_ids={"youtube": video[1]} if video else {},
        )

    def _language(self) -> str:
        return self._options.language or "hi"


class _Songs:
    """One file of songs with the places of its columns."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.title = table.require("song_title")
        self.singers = table.require("song_singers")
        self.link = table.require("youtube_url")
        self.rating = table.column("song_rating")
        self._album = table.column("album_uuid")

    def album_of(self, cells: list[str]) -> str:
        return "" if self._album is None else cells[self._album]


def _albums(table: Table) -> Iterator[tuple[str, _Album]]:
    number, title = table.require("album_uuid"), table.require("album_title")
    year, category = table.require("album_year"), table.column("album_category")
    for row in table.rows():
        if isinstance(row, Skip):
            continue
        _, cells = row
        words = "" if category is None else cells[category]
        yield (
            cells[number],
            _Album(
                name_of(cells[title]),
                year_of(cells[year]),
                language_of(words.partition(",")[0]),
                _genres(words.lower()),
            ),
        )


def _genres(category: str) -> tuple[str, ...]:
    if "non film" in category:
        return ("indipop",)
    return song_genres(category) if category and "film" not in category else ("film",)
