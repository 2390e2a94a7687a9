"""InCarMusic: what a song is rated for a drive, knowing the mood."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.evaluation.datasets.files import Numbers, dummies, numbers, read_sheets
from mien.evaluation.metrics import grouped_auc
from mien.evaluation.models.effects import (
    RMSE,
    Effect,
    clearly_better,
    crossed,
    held_out,
    rows_of,
    squared_error,
)
from mien.evaluation.report import Bar, TaskReport

_FILE: Final = Path("listening", "incarmusic", "Music_InCarMusic", "Data_InCarMusic.xlsx")
_RATINGS: Final = "ContextualRating"
_TRACKS: Final = "Music Track"
_MOODS: Final = ("active", "happy", "lazy", "sad")
_SITUATION: Final = (
    *("DrivingStyle", "landscape", "naturalphenomena", "RoadType", "sleepiness"),
    *("trafficConditions", "weather"),
)
_UNKNOWN: Final = "NA"
_LIKED_FROM: Final = 4

PLAIN: Final = "person + song"
TASTE: Final = "person + song + person x style"
OWN: Final = "the same + own ratings of the song"
MOOD: Final = "the same + mood"
OF_PERSON: Final = "the same + mood + person x mood"
BY_STYLE: Final = "the same + mood + mood x style"
BY_SONG: Final = "the same + mood + mood x song"
OURS: Final = "all of it + situation"

_OVER: Final = {MOOD: OWN, OF_PERSON: MOOD, BY_STYLE: MOOD, BY_SONG: MOOD, OURS: OWN}
"""What each row is held against: the row without what it adds."""


@dataclass(frozen=True, slots=True)
class DriveRatings:
    """Ratings from 0 to 5, one a row.

    Attributes:
        style: the sort of music, such as blues.
        mood: [rows, moods], 1 in the column of the mood, all 0 where none was told.
        situation: [rows, words], the same for what else was told of the drive.
    """

    user: NDArray[np.intp]
    song: NDArray[np.intp]
    style: NDArray[np.intp]
    rating: Numbers
    mood: Numbers
    situation: Numbers


def evaluate(data: Path) -> TaskReport:
    """Run the task on `data`/listening/incarmusic.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    ratings = load(data)
    runs = {name: held_out(effects, ratings.rating) for name, effects in _models(ratings).items()}
    return _report(runs, ratings)


def load(data: Path) -> DriveRatings:
    """Read the ratings and the styles of the songs."""
    sheets = read_sheets(data / _FILE, (_RATINGS, _TRACKS))
    ratings, tracks = sheets[_RATINGS], sheets[_TRACKS]
    style_of = dict(zip(tracks["id"], tracks["category_id"], strict=True))
    told = [
        np.array([[float(cell == word) for word in words] for cell in ratings[name]])
        for name in _SITUATION
        if (words := sorted(set(ratings[name]) - {_UNKNOWN}))
    ]
    return DriveRatings(
        user=numbers(ratings["UserID"]).astype(np.intp),
        song=numbers(ratings["ItemID"]).astype(np.intp),
        style=np.array([int(style_of.get(song, 0)) for song in ratings["ItemID"]], dtype=np.intp),
        rating=numbers(ratings["Rating"]),
        mood=np.array([[float(cell == mood) for mood in _MOODS] for cell in ratings["mood"]]),
        situation=np.hstack([np.zeros((len(ratings["mood"]), 0)), *told]),
    )


def _models(ratings: DriveRatings) -> dict[str, tuple[Effect, ...]]:
    user, song, style = (dummies(v) for v in (ratings.user, ratings.song, ratings.style))
    mood = ratings.mood
    pairs = dummies(ratings.user * (int(ratings.song.max()) + 1) + ratings.song)
    plain = (Effect(user), Effect(song))
    taste = (*plain, Effect(style), Effect(crossed(user, style)))
    own = (*taste, Effect(pairs, (1.0,)))
    with_mood = (*own, Effect(mood))
    of_person = Effect(crossed(user, mood), (10.0,))
    by_style = Effect(crossed(style, mood), (10.0,))
    return {
        "global mean": (),
        PLAIN: plain,
        TASTE: taste,
        OWN: own,
        MOOD: with_mood,
        OF_PERSON: (*with_mood, of_person),
        BY_STYLE: (*with_mood, by_style),
        BY_SONG: (*with_mood, Effect(crossed(song, mood), (10.0,))),
        OURS: (*with_mood, of_person, by_style, Effect(ratings.situation)),
    }


def _report(runs: dict[str, list[Numbers]], ratings: DriveRatings) -> TaskReport:
    told = np.flatnonzero(ratings.mood.any(axis=1))
    rating, user = ratings.rating[told], ratings.user[told]
    predicted = {name: [run[told] for run in of_row] for name, of_row in runs.items()}
    errors = {name: squared_error(of_row, rating) for name, of_row in predicted.items()}
    liked = rating >= _LIKED_FROM
    auc = {
        name: {"AUC per person": float(np.mean([grouped_auc(liked, run, user) for run in of_row]))}
        for name, of_row in predicted.items()
    }
    rows = rows_of(errors, _OVER, OURS, user, auc)
    return TaskReport(
        task="InCarMusic",
        title="what a song is rated for a drive, knowing the mood",
        data=f"InCarMusic, {len(ratings.rating)} ratings of {len(np.unique(ratings.user))} people; "
        f"figures over the {len(told)} with a mood, 5 x 5 folds",
        rows=rows,
        bars=(Bar(OURS, RMSE, float(np.sqrt(errors[OWN].mean())), lower_is_better=True),),
        remarks=(
            _verdict(clearly_better(rows)),
            "Mood and person x mood add the same to every song, so they can't choose among songs.",
            (
                "People were asked to imagine the drive and the mood, and rated each song several "
                "times: a wish to answer differently may show as an effect."
            ),
        ),
    )


def _verdict(clear: set[str]) -> str:
    helps = [name for name in (BY_STYLE, BY_SONG) if name in clear]
    if not helps:
        return (
            "Neither mood x style nor mood x song, which alone could change the order of songs, "
            "is clearly better than leaving it out."
        )
    words = " and ".join(name.rsplit(" + ", 1)[1] for name in helps)
    return f"Knowing the mood changes which song is rated higher ({words})."
