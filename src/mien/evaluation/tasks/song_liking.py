"""T8: which songs are liked, SiTunes stage 2, and whether knowing the mood helps to tell."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray, dummies
from mien.evaluation.datasets.files import require_training_extra
from mien.evaluation.datasets.situnes import FEATURES, Listens, load
from mien.evaluation.intervals import Statistic, compare, mean_statistic, statistic_of
from mien.evaluation.metrics import auc, grouped_auc
from mien.evaluation.models.learners import (
    Learner,
    liking_learner,
    logistic_learner,
    sum_of,
    tuned,
)
from mien.evaluation.models.means import group_means, shrunken_means
from mien.evaluation.report import Bar, TaskReport, task_report

_LIKED_FROM: Final = 4
_REPEATS: Final = 5
_OWN_WEIGHTS: Final = (0.0, 0.2, 0.4)
_BIAS_SHRINKAGE: Final = 5.0

SONG: Final = "song features"
PERSON_AND_SONG: Final = "person + song"
WITH_MOOD: Final = "person + song + mood"
MOOD_BY_SONG: Final = "person + song + mood x song"
OURS: Final = "song's mean liking + own earlier rating"

PER_PERSON: Final = "AUC per person"


def evaluate(data: Path) -> TaskReport:
    """Run the task on `data`/listening/situnes.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    require_training_extra()
    listens = load(data, filled_from_songs=True)
    liked, user = listens.rating >= _LIKED_FROM, listens.user
    predicted = _cross_validated(listens, {**_baselines(listens), OURS: _ours(listens)})

    def per_person(method: str) -> Statistic:
        return mean_statistic(
            [statistic_of(grouped_auc, liked, scores, user) for scores in predicted[method]]
        )

    return task_report(
        task="T8",
        title="which songs are liked (4 and more)",
        data=f"SiTunes stage 2, {len(liked)} listens of {len(np.unique(user))} people, "
        f"{_REPEATS} x 5 folds",
        figures={
            method: {
                "AUC": float(np.mean([auc(liked, scores) for scores in runs])),
                PER_PERSON: per_person(method)(np.arange(len(liked))),
            }
            for method, runs in predicted.items()
        },
        ours={OURS},
        gains=compare(
            {
                OURS: (SONG,),
                WITH_MOOD: (PERSON_AND_SONG,),
                MOOD_BY_SONG: (PERSON_AND_SONG,),
            },
            {PER_PERSON: per_person},
            user,
        ),
        bars=(Bar(OURS, PER_PERSON, 0.65, 0.67),),
        remarks=(
            "Mood before the song does not help to tell what is liked (person + song + mood).",
            "Our row also reads what the same people rated in stage 1, which came before.",
        ),
    )


def _cross_validated(listens: Listens, learners: dict[str, Learner]) -> dict[str, list[Numbers]]:
    """Return the out-of-fold scores of each learner, for each repeat."""
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415

    liked = listens.rating >= _LIKED_FROM
    predicted: dict[str, list[Numbers]] = {name: [] for name in learners}
    for repeat in range(_REPEATS):
        folds = StratifiedKFold(5, shuffle=True, random_state=repeat)
        parts = list(folds.split(listens.features, liked))
        for name, learner in learners.items():
            scores = np.zeros(len(liked))
            for train, test in parts:
                scores[test] = learner(train, test, liked.astype(np.float64))
            predicted[name].append(scores)
    return predicted


def _baselines(listens: Listens) -> dict[str, Learner]:
    song = np.hstack([listens.song_features, listens.genres])
    user, mood = dummies(listens.user), listens.before
    distance = listens.match_distance
    popularity = listens.song_features[:, FEATURES.index("popularity")]
    return {
        "match distance": lambda _train, test, _target: -distance[test],
        "popularity": lambda _train, test, _target: popularity[test],
        "mood only": logistic_learner(mood),
        SONG: logistic_learner(song),
        "person + song bias": _bias(listens),
        PERSON_AND_SONG: logistic_learner(np.hstack([user, song])),
        WITH_MOOD: logistic_learner(np.hstack([user, song, mood])),
        MOOD_BY_SONG: logistic_learner(np.hstack([user, song, mood, _mood_by_song(listens)])),
    }


def _mood_by_song(listens: Listens) -> Numbers:
    """Return how the song fits the mood before it: distance, products, calm and loud songs."""
    place, before = listens.place, listens.before
    acoustic = listens.song_features[:, FEATURES.index("acousticness")]
    loudness = listens.song_features[:, FEATURES.index("loudness")]
    products = [place[:, a] * before[:, b] for a, b in ((0, 0), (1, 1), (1, 0), (0, 1))]
    return np.stack(
        [
            listens.match_distance,
            *products,
            (before[:, 0] < 0) * acoustic,
            (before[:, 1] > 0) * loudness,
        ],
        axis=1,
    )


def _bias(listens: Listens) -> Learner:
    def learn(train: RowArray, test: RowArray, target: Numbers) -> Numbers:
        mean = target[train].mean()
        parts = [
            shrunken_means(codes[train], target[train] - mean, _BIAS_SHRINKAGE, codes[test]) + mean
            for codes in (listens.user, listens.song)
        ]
        return np.asarray(np.add(*parts), dtype=np.float64)

    return learn


def _ours(listens: Listens) -> Learner:
    """Song's mean liking by all and the person's own earlier rating, weighed on inner folds."""
    liking = liking_learner(listens.known_ratings, listens.song)
    own = _own_earlier(listens)

    def quality(scores: Numbers, target: Numbers, rows: RowArray) -> float:
        return grouped_auc(target[rows] > 0, scores, listens.user[rows])

    return tuned(lambda weight: sum_of(liking, own, weight), _OWN_WEIGHTS, quality)


def _own_earlier(listens: Listens) -> Learner:
    """The person's own stage 1 rating of each song less their mean, 0 without one."""
    user, song, rating = listens.earlier
    above = rating - group_means(user, rating)
    known = dict(zip(zip(user.tolist(), song.tolist(), strict=True), above.tolist(), strict=True))

    def learn(_train: RowArray, test: RowArray, _target: Numbers) -> Numbers:
        pairs = zip(listens.user[test].tolist(), listens.song[test].tolist(), strict=True)
        return np.array([known.get(pair, 0.0) for pair in pairs])

    return learn
