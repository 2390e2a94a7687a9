"""SiTunes: songs with the mood before and after, and what the same people rated earlier."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray, dummies
from mien.evaluation.datasets.files import Columns, numbers, read_columns, table

FEATURES: Final = (
    *("popularity", "loudness", "danceability", "energy", "speechiness", "acousticness"),
    *("instrumentalness", "valence", "tempo"),
)


@dataclass(frozen=True, slots=True)
class Listens:
    """Listens of stage 2 with their songs, and what the same people rated in stage 1.

    Attributes:
        song_features: [listens, 9], missing ones replaced by the median.
        genres: [listens, genres].
        before: [listens, 2], valence and arousal.
        after: likewise.
        earlier: person, song and rating of stage 1.
    """

    user: RowArray
    song: RowArray
    rating: Numbers
    song_features: Numbers
    genres: Numbers
    before: Numbers
    after: Numbers
    earlier: tuple[RowArray, RowArray, Numbers]

    @property
    def features(self) -> Numbers:
        """Standardised song features and genres."""
        spread = self.song_features.std(axis=0)
        return np.hstack(
            [(self.song_features - self.song_features.mean(axis=0)) / spread, self.genres]
        )

    @property
    def place(self) -> Numbers:
        """Valence and energy of the songs, -1 to 1, [listens, 2]."""
        both = [FEATURES.index("valence"), FEATURES.index("energy")]
        return np.asarray(self.song_features[:, both] * 2 - 1, dtype=np.float64)

    @property
    def match_distance(self) -> Numbers:
        """How far each song lies from the mood before it, [listens]."""
        place, before = self.place, self.before
        return np.hypot(place[:, 0] - before[:, 0], place[:, 1] - before[:, 1])

    def known_ratings(self, train: RowArray) -> tuple[RowArray, RowArray, Numbers]:
        """Return person, song and rating of the training rows and of stage 1."""
        user, song, rating = self.earlier
        return (
            np.concatenate([self.user[train], user]),
            np.concatenate([self.song[train], song]),
            np.concatenate([self.rating[train], rating]),
        )


def load(data: Path, *, filled_from_songs: bool = False) -> Listens:
    """Read stages 1 and 2 and the songs.

    Args:
        data: the folder with `listening`.
        filled_from_songs: a missing feature becomes the median of the songs, not of the listens.
    """
    folder = data / "listening" / "situnes" / "SiTunes"
    stage_1 = read_columns(folder / "Stage1" / "interactions.csv")
    stage_2 = read_columns(folder / "Stage2" / "interactions.csv")
    songs = read_columns(folder / "music_metadata" / "music_info_withname.csv")
    song = _whole(stage_2, "item_id")
    rows = _rows_of(songs, song)
    of_songs = table(songs, FEATURES)
    features = np.where((rows >= 0)[:, None], of_songs[rows], np.nan)
    middle = np.nanmedian(of_songs if filled_from_songs else features, axis=0)
    features = np.where(np.isnan(features), middle, features)
    genres = [songs["general_genre"][row] if row >= 0 else "" for row in rows.tolist()]
    return Listens(
        user=_whole(stage_2, "user_id"),
        song=song,
        rating=numbers(stage_2["rating"]),
        song_features=features,
        genres=dummies([genre or "x" for genre in genres]),
        before=table(stage_2, ("emo_pre_valence", "emo_pre_arousal")),
        after=table(stage_2, ("emo_post_valence", "emo_post_arousal")),
        earlier=(
            _whole(stage_1, "user_id"),
            _whole(stage_1, "item_id"),
            numbers(stage_1["rating"]),
        ),
    )


def _whole(columns: Columns, name: str) -> RowArray:
    return numbers(columns[name]).astype(np.intp)


def _rows_of(songs: Columns, wanted: RowArray) -> RowArray:
    """Return the first row of each wanted song, -1 without one."""
    first: dict[int, int] = {}
    for row, song in enumerate(numbers(songs["i_id_c"]).astype(np.intp).tolist()):
        first.setdefault(song, row)
    return np.array([first.get(song, -1) for song in wanted.tolist()])
