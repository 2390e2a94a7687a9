"""Songs with features, and the valence and arousal that people heard in them or tagged them with.

Features are of the Spotify tracks of 158 genres, what was heard is from PMEmo, tags are Deezer's;
they are joined by title and artist.
"""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray
from mien.evaluation.datasets.files import (
    Columns,
    EvaluationDataError,
    numbers,
    pick,
    read_columns,
    title_key,
)

_TRACKS: Final = Path("songs", "spotify_158genres", "tracks.csv.gz")
_HEARD: Final = Path("songs", "pmemo", "scatter.json")
_TAGGED: Final = Path("songs", "deezer_mood")

TitleKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tracks:
    """Songs with features, and the first (most popular) row of each title and artist."""

    columns: Columns
    first: dict[TitleKey, int]

    def part(self, rows: RowArray) -> Columns:
        """Return some of the rows."""
        return pick(self.columns, rows)


@dataclass(frozen=True, slots=True)
class SongMoods:
    """The mood of songs.

    Attributes:
        rows: [songs], their rows in the tracks.
        valence: [songs].
        arousal: [songs].
    """

    rows: RowArray
    valence: Numbers
    arousal: Numbers


def read_tracks(data: Path) -> Columns:
    """Read the tracks as they are."""
    return read_columns(data / _TRACKS)


def load_tracks(data: Path) -> Tracks:
    """Read the tracks, to be found by title and artist."""
    columns = read_tracks(data)
    keys = _keys(columns["track_name"], columns["artist_name"])
    first: dict[TitleKey, int] = {}
    for row in np.argsort(-numbers(columns["popularity"]), kind="stable").tolist():
        first.setdefault(keys[row], row)
    return Tracks(columns, first)


def load_heard(data: Path, tracks: Tracks) -> SongMoods:
    """Read what people heard in the songs of PMEmo that are among the tracks."""
    path = data / _HEARD
    try:
        songs = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise EvaluationDataError(f"{path} can't be read: {error}.") from None
    keys = _keys([song["title"] for song in songs], [song["artist"] for song in songs])
    moods = [(float(song["v"]), float(song["a"])) for song in songs]
    return _joined(keys, moods, tracks, leave_out=())


def load_tagged(data: Path, tracks: Tracks, leave_out: Container[int]) -> SongMoods:
    """Read the tag moods of Deezer's songs that are among the tracks.

    Args:
        data: the folder with `songs`.
        tracks: where songs are looked up.
        leave_out: rows of tracks.
    """
    keys: list[TitleKey] = []
    moods: list[tuple[float, float]] = []
    for name in ("train", "validation"):
        songs = read_columns(data / _TAGGED / f"{name}.csv")
        keys += _keys(songs["track_name"], songs["artist_name"])
        sides = zip(songs["valence"], songs["arousal"], strict=True)
        moods += [(float(valence), float(arousal)) for valence, arousal in sides]
    return _joined(keys, moods, tracks, leave_out)


def _keys(titles: list[str], artists: list[str]) -> list[TitleKey]:
    return [
        (title_key(title), title_key(artist)) for title, artist in zip(titles, artists, strict=True)
    ]


def _joined(
    keys: list[TitleKey],
    moods: list[tuple[float, float]],
    tracks: Tracks,
    leave_out: Container[int],
) -> SongMoods:
    found = [
        (tracks.first[key], *mood)
        for key, mood in zip(keys, moods, strict=True)
        if key in tracks.first and tracks.first[key] not in leave_out
    ]
    return SongMoods(
        np.array([row for row, _, _ in found], dtype=np.intp),
        np.array([valence for _, valence, _ in found]),
        np.array([arousal for _, _, arousal in found]),
    )
