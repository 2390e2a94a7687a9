"""T8: which songs are liked, SiTunes stage 2, and whether knowing the mood helps to tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from mien.evaluation.datasets.files import Numbers, dummies, require_training_extra
from mien.evaluation.datasets.situnes import (
    FEATURES,
    Listens,
    Model,
    RowArray,
    hold_out_again,
    load,
    mean_liking,
    means_of,
    shrunken_means,
)
from mien.evaluation.intervals import gain_of
from mien.evaluation.metrics import auc, grouped_auc
from mien.evaluation.report import Bar, Gain, Row, TaskReport

_LIKED_FROM: Final = 4
_REPEATS: Final = 5
_OWN_WEIGHTS: Final = (0.0, 0.2, 0.4)

_WITH_MOOD: Final = ("person + song + mood", "person + song + mood x song")
OUR_LIKING: Final = "song's mean liking + own earlier rating"


def evaluate(data: Path) -> TaskReport:
    """Run the task on `data`/listening/situnes.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    require_training_extra()
    return _report(load(data, filled_from_songs=True))


def _report(listens: Listens) -> TaskReport:
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415

    liked = listens.rating >= _LIKED_FROM
    models = {**_liking_baselines(listens), OUR_LIKING: _chosen_liking(listens)}
    predicted: dict[str, list[Numbers]] = {name: [] for name in models}
    for repeat in range(_REPEATS):
        folds = StratifiedKFold(5, shuffle=True, random_state=repeat)
        parts = list(folds.split(listens.features, liked))
        for name, model in models.items():
            scores = np.zeros(len(liked))
            for train, test in parts:
                scores[test] = model(train, test, liked.astype(np.float64))
            predicted[name].append(scores)

    def per_user(name: str) -> Callable[[RowArray], float]:
        return lambda rows: float(
            np.mean(
                [grouped_auc(liked[rows], p[rows], listens.user[rows]) for p in predicted[name]]
            )
        )

    everything = np.arange(len(liked))
    reference = "song features"
    rows = []
    for name, runs in predicted.items():
        gains: tuple[Gain, ...] = ()
        if name in {OUR_LIKING, *_WITH_MOOD}:
            over = reference if name == OUR_LIKING else "person + song"
            gains = (gain_of(over, "AUC per person", per_user(name), per_user(over), listens.user),)
        metrics = {
            "AUC": float(np.mean([auc(liked, p) for p in runs])),
            "AUC per person": per_user(name)(everything),
        }
        rows.append(Row(name, metrics, ours=name == OUR_LIKING, gains=gains))
    return TaskReport(
        task="T8",
        title="which songs are liked (4 and more)",
        data=f"SiTunes stage 2, {len(liked)} listens of {len(np.unique(listens.user))} people, "
        f"{_REPEATS} x 5 folds",
        rows=tuple(rows),
        bars=(Bar(OUR_LIKING, "AUC per person", 0.65, 0.67),),
        remarks=(
            "Mood before the song does not help to tell what is liked (person + song + mood).",
            "Our row also reads what the same people rated in stage 1, which came before.",
        ),
    )


def _liking_baselines(listens: Listens) -> dict[str, Model]:
    song = np.hstack([listens.song_features, listens.genres])
    user, mood = dummies(listens.user), listens.before
    place, before = listens.place, listens.before
    distance = np.hypot(place[:, 0] - before[:, 0], place[:, 1] - before[:, 1])
    acoustic = listens.song_features[:, FEATURES.index("acousticness")]
    loudness = listens.song_features[:, FEATURES.index("loudness")]
    products = [place[:, a] * before[:, b] for a, b in ((0, 0), (1, 1), (1, 0), (0, 1))]
    crossed = np.stack(
        [distance, *products, (before[:, 0] < 0) * acoustic, (before[:, 1] > 0) * loudness], axis=1
    )
    popularity = listens.song_features[:, FEATURES.index("popularity")]
    return {
        "match distance": lambda _train, test, _target: -distance[test],
        "popularity": lambda _train, test, _target: popularity[test],
        "mood only": _logistic(mood),
        "song features": _logistic(song),
        "person + song bias": _bias(listens),
        "person + song": _logistic(np.hstack([user, song])),
        "person + song + mood": _logistic(np.hstack([user, song, mood])),
        "person + song + mood x song": _logistic(np.hstack([user, song, mood, crossed])),
    }


def _logistic(features: Numbers) -> Model:
    def model(train: RowArray, test: RowArray, target: Numbers) -> Numbers:
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

        centre, spread = features[train].mean(axis=0), features[train].std(axis=0)
        standard = (features - centre) / np.where(spread > 0, spread, 1.0)
        fitted = LogisticRegression(C=0.05, max_iter=500).fit(standard[train], target[train])
        return np.asarray(fitted.predict_proba(standard[test])[:, 1], dtype=np.float64)

    return model


def _bias(listens: Listens) -> Model:
    def model(train: RowArray, test: RowArray, target: Numbers) -> Numbers:
        mean = target[train].mean()
        parts = [
            shrunken_means(codes[train], target[train] - mean, 5.0, codes[test]) + mean
            for codes in (listens.user, listens.song)
        ]
        return np.asarray(np.add(*parts), dtype=np.float64)

    return model


def _chosen_liking(listens: Listens) -> Model:
    """Song's mean liking by all and the person's own earlier rating, weighed on inner folds."""

    def model(train: RowArray, test: RowArray, target: Numbers) -> Numbers:
        inner, held = hold_out_again(train)
        liked = target > 0

        def quality(weight: float) -> float:
            scores = mean_liking(listens, inner, held) + weight * _own_earlier(listens, held)
            return grouped_auc(liked[held], scores, listens.user[held])

        weight = max(_OWN_WEIGHTS, key=quality)
        return mean_liking(listens, train, test) + weight * _own_earlier(listens, test)

    return model


def _own_earlier(listens: Listens, rows: RowArray) -> Numbers:
    """Return the person's own stage 1 rating of each song less their mean, 0 without one."""
    user, song, rating = listens.earlier
    above = rating - means_of(user, rating)
    known = dict(zip(zip(user.tolist(), song.tolist(), strict=True), above.tolist(), strict=True))
    pairs = zip(listens.user[rows].tolist(), listens.song[rows].tolist(), strict=True)
    return np.array([known.get(pair, 0.0) for pair in pairs])
