"""`spotify-tracks`: any table of tracks with valence and energy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from mien.catalog.importers.cells import name_of, names_of, number_of, share_of, year_of
from mien.catalog.importers.draft import Draft, Skip
from mien.catalog.importers.formats.base import NO_MAKER, NO_NUMBERS, NO_TITLE, NO_YEAR, Found
from mien.catalog.importers.genres import language_of_genres, song_genres
from mien.catalog.importers.languages import UNKNOWN, language_of
from mien.catalog.importers.options import ImportOptions
from mien.catalog.importers.progress import ProgressReader
from mien.catalog.importers.table import Table
from mien.catalog.rows import PUBLIC_ID
from mien.core.errors import ImportFileError
from mien.core.media import Kind

_LOOKED_AT: Final = 2000
"""Rows that show whether numbers go to 1 or to 100."""

_SPOTIFY_ID = PUBLIC_ID["spotify"]


class SpotifyTracks:
    """Songs with the numbers of Spotify's audio features."""

    def __init__(self, path: Path, options: ImportOptions, meter: ProgressReader) -> None:
        """Find the columns.

        Raises:
            ImportFileError: one that is needed is not there.
        """
        table = self._table = Table(path, encodings=options.encodings(), meter=meter)
        self._title = table.require("track_name", "name", "song_name", "song", "title")
        self._artists = table.require(
            "artists", "artist_name", "artist(s)_name", "artist", "artist_names", "track_artist"
        )
        self._valence = table.require("valence", "valence_percent")
        self._energy = table.require("energy", "energy_percent")
        self._date = table.column(
            "release_date",
            "year",
            "released_year",
            "album_release_date",
            "track_album_release_date",
        )
        self._year = options.year
        if self._date is None and self._year is None:
            raise ImportFileError(
                f"{path.name} has no column with the year or date of release.",
                "Give the year to file its songs under, such as --year 2020.",
            )
        self._id = table.column("track_id", "spotify_id", "id", "track_uri", "uri")
        self._album = table.column("album_name", "album", "track_album_name")
        self._spoken = table.column("language", "lang")
        self._popularity = table.column("popularity", "track_popularity")
        self._genres = [
            place
            for names in (("artist_genres", "genres", "track_genre"), ("genre", "playlist_genre"))
            if (place := table.column(*names)) is not None
        ]
        self._tempo = table.column("tempo", "bpm")
        self._loudness = table.column("loudness")
        self._language = options.language
        self._whole = self._largest()

    def drafts(self, every: int = 1) -> Iterator[Found]:
        """Yield one song a row, or one for each `every`-th row."""
        for row in self._table.rows(every):
            yield row if isinstance(row, Skip) else self._draft(*row)

    def _draft(self, line: int, cells: list[str]) -> Draft | Skip:
        title = name_of(cells[self._title])
        if not title:
            return Skip(line, NO_TITLE, cells[self._title][:60])
        artists = names_of(cells[self._artists])
        if not artists:
            return Skip(line, NO_MAKER, title)
        valence = share_of(cells[self._valence], self._whole)
        energy = share_of(cells[self._energy], self._whole)
        if valence is None or energy is None:
            found = f"{cells[self._valence][:20]!r}, {cells[self._energy][:20]!r}"
            return Skip(line, NO_NUMBERS, f"{title}: {found}")
        year = self._year if self._date is None else year_of(cells[self._date]) or self._year
        if year is None:
            return Skip(line, NO_YEAR, title)
        genres = " ; ".join([cells[place] for place in self._genres])
        return Draft(
            Kind.MUSIC,
            title,
            artists,
            year,
            self._spoken_in(cells, genres),
            song_genres(genres),
            valence,
            energy,
            None if self._loudness is None else number_of(cells[self._loudness]),
            None if self._popularity is None else _liking(cells[self._popularity]),
            "" if self._album is None else name_of(cells[self._album]),
            (),
            None if self._tempo is None else _tempo(cells[self._tempo]),
            {} if self._id is None else _ids(cells[self._id]),
        )

    def _spoken_in(self, cells: list[str], genres: str) -> str:
        if self._spoken is not None:
            language = language_of(cells[self._spoken])
            if language != UNKNOWN:
                return language
        return self._language or language_of_genres(genres)

    def _largest(self) -> float:
        """Return 100 when the first rows have values above 1, else 1."""
        for row in islice(self._table.rows(), _LOOKED_AT):
            if not isinstance(row, Skip):
                numbers = (number_of(row[1][self._valence]), number_of(row[1][self._energy]))
                if any(value is not None and 1.0 < value <= 100.0 for value in numbers):
                    return 100.0
        return 1.0


def _liking(text: str) -> float | None:
    share = share_of(text, 100.0)
    return None if share is None else round(0.2 + 0.7 * share, 3)


def _tempo(text: str) -> int | None:
    value = number_of(text)
    return round(value) if value is not None and 30 <= value <= 300 else None


def _ids(text: str) -> dict[str, str]:
    track = text.rpartition(":")[2]
    return {"spotify": track} if _SPOTIFY_ID.fullmatch(track) else {}
