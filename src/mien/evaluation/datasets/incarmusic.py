"""InCarMusic: ratings of songs for a drive, with the mood and the situation of the drive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray, indicators
from mien.evaluation.datasets.files import numbers, read_sheets

_FILE: Final = Path("listening", "incarmusic", "Music_InCarMusic", "Data_InCarMusic.xlsx")
_RATINGS: Final = "ContextualRating"
_TRACKS: Final = "Music Track"
_MOODS: Final = ("active", "happy", "lazy", "sad")
_SITUATION: Final = (
    *("DrivingStyle", "landscape", "naturalphenomena", "RoadType", "sleepiness"),
    *("trafficConditions", "weather"),
)
_UNKNOWN: Final = "NA"


@dataclass(frozen=True, slots=True)
class DriveRatings:
    """Ratings from 0 to 5, one a row.

    Attributes:
        style: the sort of music, such as blues.
        mood: [rows, moods], 1 in the column of the mood, all 0 where none was told.
        situation: [rows, words], the same for what else was told of the drive.
    """

    user: RowArray
    song: RowArray
    style: RowArray
    rating: Numbers
    mood: Numbers
    situation: Numbers


def load(data: Path) -> DriveRatings:
    """Read the ratings and the styles of the songs in `data`/listening/incarmusic.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    sheets = read_sheets(data / _FILE, (_RATINGS, _TRACKS))
    ratings, tracks = sheets[_RATINGS], sheets[_TRACKS]
    style_of = dict(zip(tracks["id"], tracks["category_id"], strict=True))
    situation = [
        _one_hot(ratings[name], words)
        for name in _SITUATION
        if (words := sorted(set(ratings[name]) - {_UNKNOWN}))
    ]
    return DriveRatings(
        user=numbers(ratings["UserID"]).astype(np.intp),
        song=numbers(ratings["ItemID"]).astype(np.intp),
        style=np.array([int(style_of.get(song, 0)) for song in ratings["ItemID"]], dtype=np.intp),
        rating=numbers(ratings["Rating"]),
        mood=_one_hot(ratings["mood"], _MOODS),
        situation=np.hstack([np.zeros((len(ratings["mood"]), 0)), *situation]),
    )


def _one_hot(cells: Sequence[str], words: Sequence[str]) -> Numbers:
    return indicators(((cell,) for cell in cells), words)
