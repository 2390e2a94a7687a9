"""T2: what a film is rated, knowing the mood before it; LDOS-CoMoDa."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from mien.evaluation.arrays import Numbers, dummies
from mien.evaluation.datasets.ldos import CONTEXT, MOODS, Viewings, load
from mien.evaluation.intervals import clearly_better, compare, mean_of
from mien.evaluation.metrics import root_mean
from mien.evaluation.models.effects import RandomEffect, crossed, held_out, squared_error
from mien.evaluation.report import Bar, TaskReport, task_report

RMSE: Final = "RMSE"
PLAIN: Final = "person + film"
MOOD: Final = "person + film + mood"
OF_PERSON: Final = "person + film + mood + person x mood"
TASTE: Final = "person + film + person x genre + mood"
BY_GENRE: Final = "the same + mood x genre"
BY_FILM: Final = "the same + mood x film"
OURS: Final = "the same + person x mood + situation"

_REFERENCES: Final = {
    MOOD: (PLAIN,),
    OF_PERSON: (MOOD,),
    TASTE: (MOOD,),
    BY_GENRE: (TASTE,),
    BY_FILM: (TASTE,),
    OURS: (TASTE,),
}
"""What each row is held against: the row without what it adds."""

_AIM: Final = 0.965


def evaluate(data: Path) -> TaskReport:
    """Run the task on `data`/films/ldos_comoda."""
    viewings = load(data)
    rating = viewings.rating
    errors = {
        name: squared_error(held_out(effects, rating), rating)
        for name, effects in _models(viewings).items()
    }
    gains = compare(_REFERENCES, {"less MSE": lambda name: mean_of(-errors[name])}, viewings.user)
    return task_report(
        task="T2",
        title="what a film is rated, knowing the mood",
        data=f"LDOS-CoMoDa, {len(rating)} viewings of "
        f"{len(np.unique(viewings.user))} people, 5 x 5 folds",
        figures={name: {RMSE: root_mean(squared)} for name, squared in errors.items()},
        ours={OURS},
        gains=gains,
        bars=(Bar(OURS, RMSE, root_mean(errors[MOOD]), _AIM, lower_is_better=True),),
        remarks=(
            _verdict(clearly_better(gains)),
            (
                "Mood, person x mood and situation add the same to every film, so they tell how "
                "much the evening's film will be liked, not which one to take."
            ),
            "The mood was asked together with the rating, so it may be coloured by the film.",
        ),
    )


def _models(viewings: Viewings) -> dict[str, tuple[RandomEffect, ...]]:
    genres = viewings.genre_table()
    user, film = dummies(viewings.user), dummies(viewings.film)
    mood = np.stack([viewings.mood == each for each in MOODS], axis=1).astype(np.float64)
    plain = (RandomEffect(user), RandomEffect(film))
    with_mood = (*plain, RandomEffect(mood))
    of_person = RandomEffect(crossed(user, mood), (30.0,))
    by_genre = RandomEffect(crossed(user, genres), (20.0,))
    taste = (*plain, RandomEffect(genres, (10.0,)), by_genre, RandomEffect(mood))
    situation = RandomEffect(_situation(viewings), (30.0, 100.0))
    return {
        "global mean": (),
        PLAIN: plain,
        MOOD: with_mood,
        OF_PERSON: (*with_mood, of_person),
        TASTE: taste,
        BY_GENRE: (*taste, RandomEffect(crossed(mood, genres), (30.0,))),
        BY_FILM: (*taste, RandomEffect(crossed(mood, film), (30.0,))),
        OURS: (*taste, RandomEffect(of_person.features, (10.0, 30.0, 100.0)), situation),
    }


def _situation(viewings: Viewings) -> Numbers:
    """Return what was known before the film beside the mood; nothing where it was not told."""
    told = [
        dummies(codes) * (codes > 0)[:, None]
        for codes in map(viewings.context.get, CONTEXT)
        if codes is not None
    ]
    return np.hstack(told)


def _verdict(clear: set[str]) -> str:
    if clear & {BY_GENRE, BY_FILM}:
        return "Knowing the mood changes which film is rated higher."
    return (
        "Neither mood x genre nor mood x film, which alone could change the order of films, is "
        "clearly better than leaving it out."
    )
