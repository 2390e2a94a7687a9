"""Mood labels of the outside data: what others heard in a song."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import openpyxl

from benchmarks.outside.folding import same_person, sounds, without_brackets, without_version
from mien.core.catalog_entry import CatalogEntry

_ENDINGS = re.compile(r"\.(opus|mp3|m4a)$")


@dataclass(frozen=True, slots=True)
class HeardSong:
    """One song with a label: valence and arousal on the set's own scale, or the name of a mood."""

    title: str
    artist: str
    valence: float | None = None
    arousal: float | None = None
    mood: str = ""


class HeardSongs:
    """The labelled songs of a data set, found by title and artist."""

    def __init__(self, songs: Iterable[HeardSong]) -> None:
        """Index `songs` by the sound of their titles."""
        self._by_title: dict[str, list[HeardSong]] = defaultdict(list)
        for song in songs:
            self._by_title[_key(song.title)].append(song)

    def find(self, row: CatalogEntry) -> list[HeardSong]:
        """Return the labels given to the song of a row."""
        return [
            song
            for song in self._by_title.get(_key(row.title), ())
            if any(same_person(maker, song.artist) for maker in row.creators)
            or (row.work and sounds(row.work) in sounds(song.title))
        ]

    def point_of(self, row: CatalogEntry) -> tuple[float, float] | None:
        """Return the mean valence and arousal given to a song, or None without any."""
        found = [(s.valence, s.arousal) for s in self.find(row) if s.valence is not None]
        if not found:
            return None
        valence, arousal = np.array(found, dtype=np.float64).mean(axis=0)
        return float(valence), float(arousal)

    def mood_of(self, row: CatalogEntry) -> str | None:
        """Return the mood given to a song, or None when there is none or there are several."""
        moods = {song.mood for song in self.find(row)}
        return moods.pop() if len(moods) == 1 else None


def pmemo(data: Path) -> HeardSongs:
    """Return PMEmo: valence and arousal by listeners, 0 to 1."""
    songs = json.loads((data / "songs" / "pmemo" / "scatter.json").read_text(encoding="utf-8"))
    return HeardSongs(HeardSong(s["title"], s["artist"], s["v"], s["a"]) for s in songs)


def deezer(data: Path) -> HeardSongs:
    """Return Deezer's set: valence and arousal derived from listeners' tags, standardised."""
    return HeardSongs(_deezer_songs(data / "songs" / "deezer_mood"))


def hindi_moods(data: Path) -> HeardSongs:
    """Return mood names given to Hindi songs by one labeller."""
    return HeardSongs(_labelled(data / "songs" / "bollywood_moods" / "final_Bollywood_songs.xlsx"))


def english_moods(data: Path) -> HeardSongs:
    """Return mood names given to English songs, mostly from mood playlists."""
    return HeardSongs(_labelled(data / "songs" / "bollywood_moods" / "english_music_dataset.xlsx"))


def _deezer_songs(folder: Path) -> Iterator[HeardSong]:
    for name in ("train.csv", "validation.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield HeardSong(
                    row["track_name"],
                    row["artist_name"],
                    float(row["valence"]),
                    float(row["arousal"]),
                )


def _labelled(path: Path) -> Iterator[HeardSong]:
    sheet = openpyxl.load_workbook(path, read_only=True).active
    assert sheet is not None
    lines = sheet.iter_rows(values_only=True)
    header = [str(cell) for cell in next(lines)]
    for line in lines:
        cells = dict(zip(header, line, strict=False))
        yield HeardSong(
            title=_ENDINGS.sub("", str(cells["name"] or "").strip()),
            artist=str(cells["artist"] or "").strip(),
            mood=str(cells["Genre"] or "").strip().lower(),
        )


def _key(title: str) -> str:
    return sounds(without_brackets(without_version(title)))
