"""T6: the mood class of English songs; and whether what is learned there holds for Hindi."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mien.evaluation.arrays import Numbers
from mien.evaluation.datasets.files import Columns, read_columns, require_training_extra, table
from mien.evaluation.intervals import compare, mean_of, statistic_of
from mien.evaluation.metrics import auc, percentiles
from mien.evaluation.report import Bar, TaskReport, task_report

_FEATURES: Final = (
    *("danceability", "acousticness", "energy", "instrumentalness", "liveness", "valence"),
    *("loudness", "speechiness", "tempo"),
)
_FACTS: Final = ("popularity", "length", "key", "time_signature")
_SKEWED: Final = ("acousticness", "instrumentalness", "speechiness")
_SEEDS: Final = 5
_TREES: Final = 500
_BOOSTS: Final = 150

ALL: Final = "all features, logistic"
OURS: Final = "all features and facts, three models"
PERCENTILES: Final = "sum of percentiles"
CARRIED: Final = "English classes on percentiles"

_PROTOTYPES: Final = {
    "Happy": (0.8, 0.7),
    "Sad": (0.2, 0.35),
    "Calm": (0.5, 0.15),
    "Energetic": (0.5, 0.9),
}


def evaluate(data: Path) -> TaskReport:
    """Run T6 on `data`/songs/data_moods.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    require_training_extra()
    songs = read_columns(data / "songs" / "data_moods" / "data_moods.csv")
    mood = np.array(songs["mood"])
    right = _right_by_method(songs, mood)
    return task_report(
        task="T6",
        title="mood class of English songs",
        data=f"data_moods, {len(mood)} songs in 4 classes, {_SEEDS} x 5 folds",
        figures={
            name: {"accuracy": float(runs.mean()), "accuracy, seed 0": float(runs[0].mean())}
            for name, runs in right.items()
        },
        ours={OURS},
        gains=compare(
            {OURS: (ALL,)},
            {"accuracy": lambda name: mean_of(right[name].mean(axis=0))},
            np.arange(len(mood)),
        ),
        bars=(Bar(OURS, "accuracy", 0.82, 0.85),),
        remarks=("The classes come from playlists' names, not from listeners.",),
    )


def evaluate_hindi(data: Path) -> TaskReport:
    """Tell sad from happy Hindi songs without a look at Hindi labels.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    require_training_extra()
    english = read_columns(data / "songs" / "data_moods" / "data_moods.csv")
    hindi = read_columns(data / "songs" / "hindi_spotify" / "hindi_real_features_merged.csv")
    label = np.array(hindi["mood_label"])
    known = np.isin(label, ["Sad", "Happy"])
    sad = label[known] == "Sad"
    found = {name: scores[known] for name, scores in _sadness(english, hindi).items()}
    return task_report(
        task="Hindi",
        title="sad against happy Hindi songs, nothing fitted on Hindi labels",
        data=f"{int(sad.sum())} sad and {int((~sad).sum())} happy of {len(label)} songs",
        figures={
            name: {"AUC": auc(sad, score), "recall at 20 % false alarms": _recall(sad, score)}
            for name, score in found.items()
        },
        ours={CARRIED},
        gains=compare(
            {CARRIED: (PERCENTILES,)},
            {"AUC": lambda name: statistic_of(auc, sad, found[name])},
            np.arange(len(sad)),
        ),
        bars=(
            Bar(CARRIED, "AUC", 0.90, 0.93),
            Bar(CARRIED, "recall at 20 % false alarms", 0.78, 0.85),
        ),
        remarks=("One person gave the labels.",),
    )


def _right_by_method(songs: Columns, mood: NDArray[np.str_]) -> dict[str, NDArray[np.bool_]]:
    """Return [seeds, songs] for each method: whether each song's class was found."""
    features = table(songs, _FEATURES)
    place = table(songs, ("valence", "energy"))
    return {
        "quadrant rule": _always(np.array([_quadrant(*row) for row in place.tolist()]) == mood),
        "nearest prototype": _always(np.array([_nearest(row) for row in place]) == mood),
        "valence and energy, logistic": _right(_plain_model(), place, mood),
        ALL: _right(_plain_model(), features, mood),
        OURS: _right(_our_model(), np.hstack([features, *_more(songs)]), mood),
    }


def _sadness(english: Columns, hindi: Columns) -> dict[str, Numbers]:
    """Return how sad each method takes each Hindi song to be."""
    places = _ranked(table(hindi, _FEATURES))
    valence, energy = places[:, _FEATURES.index("valence")], places[:, _FEATURES.index("energy")]
    raw = table(hindi, ("valence", "energy"))
    model = _plain_model().fit(_ranked(table(english, _FEATURES)), np.array(english["mood"]))
    odds = model.predict_log_proba(places)
    classes = list(model.classes_)
    return {
        "fixed thresholds (valence .4, energy .5)": ((raw[:, 0] < 0.4) & (raw[:, 1] < 0.5)) * 1.0,
        "valence": -valence,
        "energy": -energy,
        PERCENTILES: -(valence + energy),
        CARRIED: odds[:, classes.index("Sad")] - odds[:, classes.index("Happy")],
    }


def _right(model: Any, features: Numbers, mood: NDArray[np.str_]) -> NDArray[np.bool_]:  # noqa: ANN401
    """Return [seeds, songs]: whether each song's class was found when held out."""
    from sklearn.model_selection import StratifiedKFold, cross_val_predict  # noqa: PLC0415

    return np.stack(
        [
            cross_val_predict(
                model, features, mood, cv=StratifiedKFold(5, shuffle=True, random_state=seed)
            )
            == mood
            for seed in range(_SEEDS)
        ]
    )


def _always(right: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.tile(right, (_SEEDS, 1))


def _plain_model() -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=500, C=1))


def _our_model() -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.ensemble import (  # noqa: PLC0415
        ExtraTreesClassifier,
        HistGradientBoostingClassifier,
        VotingClassifier,
    )

    trees = ExtraTreesClassifier(_TREES, min_samples_leaf=2, random_state=0)
    boosted = HistGradientBoostingClassifier(
        max_depth=3, max_iter=_BOOSTS, learning_rate=0.06, l2_regularization=3, random_state=0
    )
    models = [("trees", trees), ("boosted", boosted), ("linear", _plain_model())]
    return VotingClassifier(models, voting="soft")


def _more(songs: Columns) -> list[Numbers]:
    """Return logarithms of skewed features, facts of the song, and its year."""
    year = np.array([[float(date[:4])] for date in songs["release_date"]])
    return [np.log(table(songs, _SKEWED) + 1e-4), table(songs, _FACTS), year]


def _ranked(features: Numbers) -> Numbers:
    filled = np.where(np.isnan(features), np.nanmedian(features, axis=0), features)
    return np.stack([percentiles(column) for column in filled.T], axis=1)


def _recall(positive: NDArray[np.bool_], scores: Numbers) -> float:
    least = np.quantile(scores[~positive], 0.8)
    return float((scores[positive] > least).mean())


def _quadrant(valence: float, energy: float) -> str:
    if energy >= 0.5:
        return "Happy" if valence >= 0.5 else "Energetic"
    return "Calm" if valence >= 0.5 else "Sad"


def _nearest(place: Numbers) -> str:
    return min(
        _PROTOTYPES, key=lambda mood: float(((place - np.array(_PROTOTYPES[mood])) ** 2).sum())
    )
