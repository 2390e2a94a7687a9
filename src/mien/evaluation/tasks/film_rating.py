"""T2: what a film is rated, knowing the mood before it; LDOS-CoMoDa."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from mien.evaluation.datasets.files import Numbers, dummies
from mien.evaluation.datasets.ldos import CONTEXT, MOODS, Viewings, load
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

PLAIN: Final = "person + film"
MOOD: Final = "person + film + mood"
TASTE: Final = "person + film + person x genre + mood"
BY_GENRE: Final = "the same + mood x genre"
BY_FILM: Final = "the same + mood x film"
OURS: Final = "the same + person x mood + situation"

_OVER: Final = {
    MOOD: PLAIN,
    "person + film + mood + person x mood": MOOD,
    TASTE: MOOD,
    BY_GENRE: TASTE,
    BY_FILM: TASTE,
    OURS: TASTE,
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
    return _report(errors, viewings)


def _models(viewings: Viewings) -> dict[str, tuple[Effect, ...]]:
    words = viewings.genre_words()
    genres = np.array([[float(word in of_film) for word in words] for of_film in viewings.genres])
    user, film = dummies(viewings.user), dummies(viewings.film)
    mood = np.stack([viewings.mood == each for each in MOODS], axis=1).astype(np.float64)
    plain = (Effect(user), Effect(film))
    with_mood = (*plain, Effect(mood))
    of_person = Effect(crossed(user, mood), (30.0,))
    by_genre = Effect(crossed(user, genres), (20.0,))
    taste = (*plain, Effect(genres, (10.0,)), by_genre, Effect(mood))
    situation = Effect(_situation(viewings), (30.0, 100.0))
    return {
        "global mean": (),
        PLAIN: plain,
        MOOD: with_mood,
        "person + film + mood + person x mood": (*with_mood, of_person),
        TASTE: taste,
        BY_GENRE: (*taste, Effect(crossed(mood, genres), (30.0,))),
        BY_FILM: (*taste, Effect(crossed(mood, film), (30.0,))),
        OURS: (*taste, Effect(of_person.features, (10.0, 30.0, 100.0)), situation),
    }


def _situation(viewings: Viewings) -> Numbers:
    """Return what was known before the film beside the mood; nothing where it was not told."""
    told = [
        dummies(codes) * (codes > 0)[:, None]
        for codes in map(viewings.context.get, CONTEXT)
        if codes is not None
    ]
    return np.hstack(told)


def _report(errors: dict[str, Numbers], viewings: Viewings) -> TaskReport:
    rows = rows_of(errors, _OVER, OURS, viewings.user, {})
    return TaskReport(
        task="T2",
        title="what a film is rated, knowing the mood",
        data=f"LDOS-CoMoDa, {len(viewings.rating)} viewings of "
        f"{len(np.unique(viewings.user))} people, 5 x 5 folds",
        rows=rows,
        bars=(Bar(OURS, RMSE, float(np.sqrt(errors[MOOD].mean())), _AIM, lower_is_better=True),),
        remarks=(
            _verdict(clearly_better(rows)),
            (
                "Mood, person x mood and situation add the same to every film, so they tell how "
                "much the evening's film will be liked, not which one to take."
            ),
            "The mood was asked together with the rating, so it may be coloured by the film.",
        ),
    )


def _verdict(clear: set[str]) -> str:
    if clear & {BY_GENRE, BY_FILM}:
        return "Knowing the mood changes which film is rated higher."
    return (
        "Neither mood x genre nor mood x film, which alone could change the order of films, is "
        "clearly better than leaving it out."
    )
