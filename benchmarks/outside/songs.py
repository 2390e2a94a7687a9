"""Songs of the outside data: facts only, by spelling-tolerant keys."""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.outside.folding import (
    begins_like,
    likeness,
    same_person,
    sounds,
    without_brackets,
    without_version,
)
from mien.catalog.names import normalised

_VIDEO_ID = re.compile(r"(?:v=|youtu\.be/|embed/)([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])")
_SAME_TITLE = 0.8
_SAME_FILM = 0.86


@dataclass(frozen=True, slots=True)
class OutsideSong:
    """One recording as a data set has it."""

    title: str
    makers: tuple[str, ...]
    work: str
    year: int | None
    ids: frozenset[str]


class HindiSongs:
    """The catalogue of Hindi film songs and albums, 1931 to 2025 (MIT licence)."""

    def __init__(self, data: Path) -> None:
        """Read `songs/bollywood_metadata` below `data`."""
        folder = data / "songs" / "bollywood_metadata" / "data" / "raw"
        albums = {
            row["album_uuid"]: row
            for path in sorted(folder.glob("albums*/*.csv"))
            for row in _rows(path)
        }
        self.by_id: dict[str, list[OutsideSong]] = defaultdict(list)
        self._by_title: dict[str, list[OutsideSong]] = defaultdict(list)
        self._by_work: dict[str, list[OutsideSong]] = defaultdict(list)
        self._works: dict[str, list[str]] = defaultdict(list)
        for path in sorted(folder.glob("songs*/*.csv")):
            for row in _rows(path):
                self._add(_hindi_song(row, albums.get(row["album_uuid"], {})))
        for work in self._by_work:
            self._works[work[:2]].append(work)

    def find(self, title: str, makers: tuple[str, ...], work: str) -> list[OutsideSong]:
        """Return the recordings of a song: its title in its film, else its title by its singers."""
        key = sounds(without_brackets(title))
        in_work = [
            song
            for name in self._works_like(work)
            for song in self._by_work[name]
            if begins_like(key, sounds(without_brackets(song.title))) >= _SAME_TITLE
        ]
        if in_work:
            return in_work
        return [
            song
            for song in self._by_title[key]
            if any(same_person(a, b) for a in makers for b in song.makers)
        ]

    def _works_like(self, work: str) -> list[str]:
        key = sounds(without_brackets(work))
        if not key:
            return []
        return [
            other
            for other in self._works[key[:2]]
            if likeness(key, other) >= _SAME_FILM
            or (min(len(key), len(other)) >= 5 and (key.startswith(other) or other.startswith(key)))
        ]

    def _add(self, song: OutsideSong) -> None:
        for video in song.ids:
            self.by_id[video].append(song)
        self._by_title[sounds(without_brackets(song.title))].append(song)
        self._by_work[sounds(without_brackets(song.work))].append(song)


class SpotifyTracks:
    """Names, artists and release dates of tracks; the features beside them are not read."""

    def __init__(self, data: Path) -> None:
        """Read `songs/spotify_158genres` below `data`."""
        self.by_id: dict[str, OutsideSong] = {}
        self._by_title: dict[str, list[OutsideSong]] = defaultdict(list)
        path = data / "songs" / "spotify_158genres" / "tracks.csv.gz"
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                year = row["release_date"][:4]
                song = OutsideSong(
                    title=row["track_name"],
                    makers=(row["artist_name"],),
                    work=row["album_name"],
                    year=int(year) if year.isdigit() else None,
                    ids=frozenset((row["track_id"],)),
                )
                self.by_id[row["track_id"]] = song
                self._by_title[normalised(without_version(song.title))].append(song)

    def find(self, title: str, makers: tuple[str, ...]) -> list[OutsideSong]:
        """Return the releases of a title by one of its makers."""
        return [
            song
            for song in self._by_title[normalised(without_version(title))]
            if any(same_person(maker, song.makers[0]) for maker in makers)
        ]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _hindi_song(row: dict[str, str], album: dict[str, str]) -> OutsideSong:
    links = (row.get(c) or "" for c in ("youtube_url", *(f"music_yt_url_{n}" for n in (1, 2, 3))))
    year = album.get("album_year", "")
    return OutsideSong(
        title=row["song_title"],
        makers=tuple(s.strip() for s in re.split(r"[,;]", row["song_singers"]) if s.strip()),
        work=album.get("album_title", ""),
        year=int(year) if year.isdigit() else None,
        ids=frozenset(found[1] for link in links if (found := _VIDEO_ID.search(link))),
    )
