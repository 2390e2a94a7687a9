"""InCarMusic: what a song is rated for a drive, knowing the mood."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from mien.evaluation.arrays import dummies
from mien.evaluation.datasets.incarmusic import DriveRatings, load
from mien.evaluation.intervals import clearly_better, compare, mean_of
from mien.evaluation.metrics import grouped_auc, root_mean
from mien.evaluation.models.effects import RandomEffect, crossed, held_out, squared_error
from mien.evaluation.report import Bar, TaskReport, task_report

_LIKED_FROM: Final = 4

RMSE: Final = "RMSE"
PLAIN: Final = "person + song"
TASTE: Final = "person + song + person x style"
OWN: Final = "the same + own ratings of the song"
MOOD: Final = "the same + mood"
OF_PERSON: Final = "the same + mood + person x mood"
BY_STYLE: Final = "the same + mood + mood x style"
BY_SONG: Final = "the same + mood + mood x song"
OURS: Final = "all of it + situation"

_REFERENCES: Final = {
    MOOD: (OWN,),
    OF_PERSON: (MOOD,),
    BY_STYLE: (MOOD,),
    BY_SONG: (MOOD,),
    OURS: (OWN,),
}
"""What each row is held against: the row without what it adds."""


def evaluate(data: Path) -> TaskReport:
    """Run the task on `data`/listening/incarmusic.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    ratings = load(data)
    told = np.flatnonzero(ratings.mood.any(axis=1))
    rating, user = ratings.rating[told], ratings.user[told]
    predicted = {
        name: [run[told] for run in held_out(effects, ratings.rating)]
        for name, effects in _models(ratings).items()
    }
    errors = {name: squared_error(runs, rating) for name, runs in predicted.items()}
    liked = rating >= _LIKED_FROM
    gains = compare(_REFERENCES, {"less MSE": lambda name: mean_of(-errors[name])}, user)
    return task_report(
        task="InCarMusic",
        title="what a song is rated for a drive, knowing the mood",
        data=f"InCarMusic, {len(ratings.rating)} ratings of {len(np.unique(ratings.user))} people; "
        f"figures over the {len(told)} with a mood, 5 x 5 folds",
        figures={
            name: {
                RMSE: root_mean(errors[name]),
                "AUC per person": float(np.mean([grouped_auc(liked, run, user) for run in runs])),
            }
            for name, runs in predicted.items()
        },
        ours={OURS},
        gains=gains,
        bars=(Bar(OURS, RMSE, root_mean(errors[OWN]), lower_is_better=True),),
        remarks=(
            _verdict(clearly_better(gains)),
            "Mood and person x mood add the same to every song, so they can't choose among songs.",
            (
                "People were asked to imagine the drive and the mood, and rated each song several "
                "times: a wish to answer differently may show as an effect."
            ),
        ),
    )


def _models(ratings: DriveRatings) -> dict[str, tuple[RandomEffect, ...]]:
    user, song, style = (dummies(v) for v in (ratings.user, ratings.song, ratings.style))
    mood = ratings.mood
    pairs = dummies(ratings.user * (int(ratings.song.max()) + 1) + ratings.song)
    plain = (RandomEffect(user), RandomEffect(song))
    taste = (*plain, RandomEffect(style), RandomEffect(crossed(user, style)))
    own = (*taste, RandomEffect(pairs, (1.0,)))
    with_mood = (*own, RandomEffect(mood))
    of_person = RandomEffect(crossed(user, mood), (10.0,))
    by_style = RandomEffect(crossed(style, mood), (10.0,))
    return {
        "global mean": (),
        PLAIN: plain,
        TASTE: taste,
        OWN: own,
        MOOD: with_mood,
        OF_PERSON: (*with_mood, of_person),
        BY_STYLE: (*with_mood, by_style),
        BY_SONG: (*with_mood, RandomEffect(crossed(song, mood), (10.0,))),
        OURS: (*with_mood, of_person, by_style, RandomEffect(ratings.situation)),
    }


def _verdict(clear: set[str]) -> str:
    helps = [name for name in (BY_STYLE, BY_SONG) if name in clear]
    if not helps:
        return (
            "Neither mood x style nor mood x song, which alone could change the order of songs, "
            "is clearly better than leaving it out."
        )
    words = " and ".join(name.rsplit(" + ", 1)[1] for name in helps)
    return f"Knowing the mood changes which song is rated higher ({words})."
