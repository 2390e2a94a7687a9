"""T7: valence and arousal that people heard in a song, from its features; PMEmo."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mien.evaluation.datasets.files import (
    Columns,
    EvaluationDataError,
    Numbers,
    numbers,
    read_columns,
    require_training_extra,
    table,
    title_key,
)
from mien.evaluation.intervals import Statistic, gain_of
from mien.evaluation.metrics import r_squared
from mien.evaluation.report import Bar, Row, TaskReport

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

Key = tuple[str, str]

RIDGE: Final = "ten features, ridge"
OURS: Final = "features, genres and what tags teach, ridge"


@dataclass(frozen=True, slots=True)
class Tracks:
    """Songs with features, and the first (most popular) row of each title and artist."""

    columns: Columns
    first: dict[Key, int]


def evaluate(data: Path) -> TaskReport:
    """Run T7 on `data`/songs/pmemo, joined with features by title and artist.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    require_training_extra()
    songs = data / "songs"
    tracks = _tracks(songs)
    heard = _heard(songs / "pmemo" / "scatter.json", tracks)
    rows_of_tracks = np.array([row for _, _, row in heard])
    features = _plain_features(tracks, rows_of_tracks)
    rich = _rich_features(tracks, rows_of_tracks)
    tagged = _tagged(songs / "deezer_mood", tracks, leave_out=set(rows_of_tracks.tolist()))
    runs: dict[str, dict[str, list[Numbers]]] = {}
    truths = {}
    for side, (name, single) in enumerate((("valence", "valence"), ("arousal", "energy"))):
        truth = truths[name] = np.array([song[side] for song in heard])
        taught = _taught(tracks, tagged, side, rich)
        one = features[:, [_FEATURES.index(single)]]
        both = np.hstack([rich, taught])
        runs[name] = {
            "single feature": [_held_out(_bare_ridge(), one, truth, s) for s in range(_SEEDS)],
            RIDGE: [_held_out(_ridge(10.0), features, truth, s) for s in range(_SEEDS)],
            OURS: [_held_out(_chosen_ridge(), both, truth, s) for s in range(_SEEDS)],
        }
    return _report(runs, truths)


def _report(runs: dict[str, dict[str, list[Numbers]]], truths: dict[str, Numbers]) -> TaskReport:
    def mean_r2(side: str, row: str) -> Statistic:
        return lambda rows: float(
            np.mean([r_squared(truths[side][rows], found[rows]) for found in runs[side][row]])
        )

    songs = np.arange(len(truths["valence"]))
    rows = []
    for name in runs["valence"]:
        metrics = {}
        for side in runs:
            metrics[f"R² {side}"] = mean_r2(side, name)(songs)
            metrics[f"R² {side}, seed 0"] = r_squared(truths[side], runs[side][name][0])
        gains = (
            tuple(
                gain_of(RIDGE, f"R² {side}", mean_r2(side, OURS), mean_r2(side, RIDGE), songs)
                for side in runs
            )
            if name == OURS
            else ()
        )
        rows.append(Row(name, metrics, ours=name == OURS, gains=gains))
    return TaskReport(
        task="T7",
        title="valence and arousal that people heard",
        data=f"PMEmo, {len(songs)} songs with features, {_SEEDS} x 5 folds",
        rows=tuple(rows),
        bars=(Bar(OURS, "R² valence", 0.36, 0.40), Bar(OURS, "R² arousal", 0.40, 0.50)),
        remarks=(
            "What tags teach: trees fitted on Deezer's tag moods, songs of PMEmo left out.",
            "The penalty is chosen inside each training part.",
        ),
    )


def _tracks(songs: Path) -> Tracks:
    columns = read_columns(songs / "spotify_158genres" / "tracks.csv.gz")
    keys = [
        (title_key(title), title_key(artist))
        for title, artist in zip(columns["track_name"], columns["artist_name"], strict=True)
    ]
    first: dict[Key, int] = {}
    for row in np.argsort(-numbers(columns["popularity"]), kind="stable").tolist():
        first.setdefault(keys[row], row)
    return Tracks(columns, first)


def _heard(path: Path, tracks: Tracks) -> list[tuple[float, float, int]]:
    """Return valence, arousal and row in the tracks of each song that both have."""
    try:
        songs = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise EvaluationDataError(f"{path} can't be read: {error}.") from None
    keys = [(title_key(song["title"]), title_key(song["artist"])) for song in songs]
    return [
        (float(song["v"]), float(song["a"]), tracks.first[key])
        for song, key in zip(songs, keys, strict=True)
        if key in tracks.first
    ]


def _tagged(
    folder: Path, tracks: Tracks, leave_out: set[int]
) -> tuple[NDArray[np.intp], tuple[Numbers, Numbers]]:
    """Return rows of tracks and their tag valence and arousal."""
    found = []
    for name in ("train", "validation"):
        songs = read_columns(folder / f"{name}.csv")
        titles = zip(songs["track_name"], songs["artist_name"], strict=True)
        moods = zip(songs["valence"], songs["arousal"], strict=True)
        for (title, artist), (valence, arousal) in zip(titles, moods, strict=True):
            row = tracks.first.get((title_key(title), title_key(artist)))
            if row is not None and row not in leave_out:
                found.append((row, float(valence), float(arousal)))
    rows = np.array([row for row, _, _ in found], dtype=np.intp)
    return rows, (np.array([v for _, v, _ in found]), np.array([a for _, _, a in found]))


def _taught(
    tracks: Tracks,
    tagged: tuple[NDArray[np.intp], tuple[Numbers, Numbers]],
    side: int,
    wanted: Numbers,
) -> Numbers:
    """Return [songs, 2]: what two kinds of trees, fitted on tag moods, say of `wanted`."""
    from sklearn.ensemble import (  # noqa: PLC0415
        ExtraTreesRegressor,
        HistGradientBoostingRegressor,
    )

    rows, moods = tagged
    features = _rich_features(tracks, rows)
    whole = ~np.isnan(features).any(axis=1)
    models = (
        HistGradientBoostingRegressor(
            max_depth=4, max_iter=_BOOSTS, learning_rate=0.05, l2_regularization=5, random_state=0
        ),
        ExtraTreesRegressor(300, min_samples_leaf=3, random_state=0),
    )
    fitted = [model.fit(features[whole], moods[side][whole]) for model in models]
    return np.stack([model.predict(wanted) for model in fitted], axis=1)


def _plain_features(tracks: Tracks, rows: NDArray[np.intp]) -> Numbers:
    return _part(tracks, rows, _FEATURES)


def _rich_features(tracks: Tracks, rows: NDArray[np.intp]) -> Numbers:
    """Return features, logarithms of the skewed ones, facts of the song, and its genres."""
    columns = tracks.columns
    listed = rows.tolist()
    facts = [
        (float(columns["release_date"][row][:4]), float(columns["explicit"][row] == "True"))
        for row in listed
    ]
    genres = [
        f"{columns['artist_genres'][row]} {columns['query_genres'][row]}".lower() for row in listed
    ]
    return np.hstack(
        [
            _plain_features(tracks, rows),
            np.log(_part(tracks, rows, _SKEWED) + 1e-3),
            _part(tracks, rows, ("duration_ms", "popularity")),
            np.array(facts),
            np.array([[float(word in text) for word in _GENRES] for text in genres]),
        ]
    )


def _part(tracks: Tracks, rows: NDArray[np.intp], names: Sequence[str]) -> Numbers:
    cells = {name: [tracks.columns[name][row] for row in rows.tolist()] for name in names}
    return table(cells, names)


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
