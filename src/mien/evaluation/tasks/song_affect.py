"""T7: valence and arousal that people heard in a song, from its features; PMEmo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray, indicators
from mien.evaluation.datasets.files import require_training_extra, table
from mien.evaluation.datasets.song_moods import (
    SongMoods,
    Tracks,
    load_heard,
    load_tagged,
    load_tracks,
)
from mien.evaluation.intervals import Statistic, compare, mean_statistic, statistic_of
from mien.evaluation.metrics import r_squared
from mien.evaluation.report import Bar, Metrics, TaskReport, task_report

_FEATURES: Final = (
    *("danceability", "energy", "loudness", "mode", "speechiness", "acousticness"),
    *("instrumentalness", "liveness", "valence", "tempo"),
)
_SKEWED: Final = ("speechiness", "acousticness", "instrumentalness")
_GENRES: Final = (
    *("rap", "hip hop", "rock", "metal", "country", "dance", "edm", "r&b", "soul", "indie"),
    *("folk", "pop", "punk", "trap", "house", "latin", "alternative", "acoustic", "emo", "jazz"),
    *("funk", "blues", "singer-songwriter", "electro", "classical"),
)
_PENALTIES: Final = (30.0, 60.0, 100.0, 150.0, 250.0)
_SEEDS: Final = 5
_BOOSTS: Final = 200

SINGLE: Final = "single feature"
RIDGE: Final = "ten features, ridge"
OURS: Final = "features, genres and what tags teach, ridge"

VALENCE: Final = "valence"
AROUSAL: Final = "arousal"

Runs = dict[str, dict[str, list[Numbers]]]
"""By side and method, the predictions of each seed."""


def evaluate(data: Path) -> TaskReport:
    """Run T7 on `data`/songs/pmemo, joined with features by title and artist.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    require_training_extra()
    tracks = load_tracks(data)
    heard = load_heard(data, tracks)
    runs = _predictions(tracks, heard, load_tagged(data, tracks, set(heard.rows.tolist())))
    truths = {VALENCE: heard.valence, AROUSAL: heard.arousal}

    def r2(side: str, method: str) -> Statistic:
        return mean_statistic(
            [statistic_of(r_squared, truths[side], found) for found in runs[side][method]]
        )

    songs = np.arange(len(heard.rows))
    figures: dict[str, Metrics] = {}
    for method in (SINGLE, RIDGE, OURS):
        metrics = figures[method] = {}
        for side, truth in truths.items():
            metrics[f"R² {side}"] = r2(side, method)(songs)
            metrics[f"R² {side}, seed 0"] = r_squared(truth, runs[side][method][0])
    return task_report(
        task="T7",
        title="valence and arousal that people heard",
        data=f"PMEmo, {len(songs)} songs with features, {_SEEDS} x 5 folds",
        figures=figures,
        ours={OURS},
        gains=compare(
            {OURS: (RIDGE,)}, {f"R² {side}": partial(r2, side) for side in truths}, songs
        ),
        bars=(Bar(OURS, "R² valence", 0.36, 0.40), Bar(OURS, "R² arousal", 0.40, 0.50)),
        remarks=(
            "What tags teach: trees fitted on Deezer's tag moods, songs of PMEmo left out.",
            "The penalty is chosen inside each training part.",
        ),
    )


def _predictions(tracks: Tracks, heard: SongMoods, tagged: SongMoods) -> Runs:
    features, rich = _plain_features(tracks, heard.rows), _rich_features(tracks, heard.rows)
    rich_of_tagged = _rich_features(tracks, tagged.rows)
    runs: Runs = {}
    for side, single, truth, tag in (
        (VALENCE, "valence", heard.valence, tagged.valence),
        (AROUSAL, "energy", heard.arousal, tagged.arousal),
    ):
        one = features[:, [_FEATURES.index(single)]]
        both = np.hstack([rich, _transferred(rich_of_tagged, tag, rich)])
        runs[side] = {
            SINGLE: [_held_out(_bare_ridge(), one, truth, s) for s in range(_SEEDS)],
            RIDGE: [_held_out(_ridge(10.0), features, truth, s) for s in range(_SEEDS)],
            OURS: [_held_out(_chosen_ridge(), both, truth, s) for s in range(_SEEDS)],
        }
    return runs


def _transferred(of_tagged: Numbers, tag: Numbers, features: Numbers) -> Numbers:
    """Return [songs, 2]: what two kinds of trees, fitted on tag moods, say of the songs heard."""
    from sklearn.ensemble import (  # noqa: PLC0415
        ExtraTreesRegressor,
        HistGradientBoostingRegressor,
    )

    whole = ~np.isnan(of_tagged).any(axis=1)
    models = (
        HistGradientBoostingRegressor(
            max_depth=4, max_iter=_BOOSTS, learning_rate=0.05, l2_regularization=5, random_state=0
        ),
        ExtraTreesRegressor(300, min_samples_leaf=3, random_state=0),
    )
    fitted = [model.fit(of_tagged[whole], tag[whole]) for model in models]
    return np.stack([model.predict(features) for model in fitted], axis=1)


def _plain_features(tracks: Tracks, rows: RowArray) -> Numbers:
    return table(tracks.part(rows), _FEATURES)


def _rich_features(tracks: Tracks, rows: RowArray) -> Numbers:
    """Return features, logarithms of the skewed ones, facts of the song, and its genres."""
    columns = tracks.part(rows)
    facts = [
        (float(date[:4]), float(explicit == "True"))
        for date, explicit in zip(columns["release_date"], columns["explicit"], strict=True)
    ]
    genres = [
        f"{of_artist} {of_query}".lower()
        for of_artist, of_query in zip(
            columns["artist_genres"], columns["query_genres"], strict=True
        )
    ]
    return np.hstack(
        [
            table(columns, _FEATURES),
            np.log(table(columns, _SKEWED) + 1e-3),
            table(columns, ("duration_ms", "popularity")),
            np.array(facts),
            indicators(genres, _GENRES),
        ]
    )


def _held_out(model: Any, features: Numbers, truth: Numbers, seed: int) -> Numbers:  # noqa: ANN401
    from sklearn.model_selection import KFold, cross_val_predict  # noqa: PLC0415

    folds = KFold(5, shuffle=True, random_state=seed)
    return np.asarray(cross_val_predict(model, features, truth, cv=folds), dtype=np.float64)


def _bare_ridge() -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.linear_model import Ridge  # noqa: PLC0415

    return Ridge(1.0)


def _ridge(penalty: float) -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.linear_model import Ridge  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    return make_pipeline(StandardScaler(), Ridge(penalty))


def _chosen_ridge() -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.linear_model import RidgeCV  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    return make_pipeline(StandardScaler(), RidgeCV(_PENALTIES))
