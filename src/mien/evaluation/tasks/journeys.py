"""T9: walks over the mood map, on real feature sets and on a catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from mien.core.media import Item, Kind
from mien.evaluation.arrays import Numbers, RowArray
from mien.evaluation.datasets.files import Columns, numbers, pick, read_columns
from mien.evaluation.datasets.song_moods import read_tracks
from mien.evaluation.metrics import percentiles
from mien.evaluation.report import Bar, Metrics, TaskReport, task_report
from mien.recommend.item_table import ItemTable
from mien.recommend.journey import Route, Songs, waypoints

MOODS: Final = {
    "sad": (0.12, 0.25),
    "angry": (0.18, 0.88),
    "fear": (0.2, 0.8),
    "disgust": (0.2, 0.6),
    "neutral": (0.5, 0.45),
    "happy": (0.85, 0.72),
    "calm": (0.7, 0.18),
}
LEGS: Final = (
    *(("sad", "happy"), ("angry", "calm"), ("fear", "calm"), ("sad", "calm")),
    *(("disgust", "happy"), ("neutral", "happy")),
)
LENGTH: Final = 10
SEEDS: Final = 30
_ENGLISH: Final = 5_000
_POPULAR_FROM: Final = 30
_NEAREST: Final = 50

OURS: Final = "beam search"

Builder = Callable[[Songs, Numbers, Numbers, np.random.Generator], Sequence[int]]


def evaluate(data: Path, items: Sequence[Item] = ()) -> list[TaskReport]:
    """Walk over the English and Hindi samples of `data`/songs, and over `items` if there are."""
    english, hindi = _samples(data)
    walked_over = {"English sample": _songs_of(english), "Hindi sample": _songs_of(hindi)}
    if items:
        walked_over["the catalogue"] = _songs_in(items)
    return [
        task_report(
            task="T9",
            title=f"journeys over {name}",
            data=f"{len(songs.places)} songs, {len(LEGS)} legs x {SEEDS} seeds, {LENGTH} songs "
            "each, distances in percentiles",
            figures={method: _metrics(runs) for method, runs in _walks(songs).items()},
            ours={OURS},
            bars=(
                Bar(OURS, "end error", 0.02, lower_is_better=True),
                Bar(OURS, "max step", 0.12, lower_is_better=True),
                Bar(OURS, "tempo jump", 8.0, lower_is_better=True),
            ),
        )
        for name, songs in walked_over.items()
    ]


def _walks(songs: Songs) -> dict[str, list[list[float]]]:
    """Return the measures of each walk of each method."""
    measured: dict[str, list[list[float]]] = {}
    for start_mood, end_mood in LEGS:
        start, end = np.array(MOODS[start_mood]), np.array(MOODS[end_mood])
        for seed in range(SEEDS):
            rng = np.random.default_rng(seed)
            for method, build in _BASELINES.items():
                walked = list(build(songs, start, end, rng))
                measured.setdefault(method, []).append(_measure(songs, walked, start, end))
            walked = Route(songs, waypoints(start, end, LENGTH), seed=seed).walk()
            measured.setdefault(OURS, []).append(_measure(songs, walked, start, end))
    return measured


def _measure(songs: Songs, walked: Sequence[int], start: Numbers, end: Numbers) -> list[float]:
    places = songs.places[walked]
    steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
    jumps = np.abs(np.diff(songs.tempo[walked]))
    known = jumps[~np.isnan(jumps)]
    along = (places - start) @ (end - start) / np.linalg.norm(end - start)
    creators = [creator for song in walked for creator in songs.creators_of(song)]
    return [
        float(np.linalg.norm(places[-1] - end)),
        float(steps.max()),
        float(known.mean()) if len(known) else 0.0,
        float((np.diff(along) >= -0.02).mean()),
        len(set(creators)) / len(creators),
    ]


def _metrics(runs: list[list[float]]) -> Metrics:
    names = ("end error", "max step", "tempo jump", "onward steps", "different makers")
    return dict(zip(names, np.mean(runs, axis=0).tolist(), strict=True))


def _random(songs: Songs, _start: Numbers, _end: Numbers, rng: np.random.Generator) -> list[int]:
    found: list[int] = rng.choice(len(songs.places), LENGTH, replace=False).tolist()
    return found


def _nearest_to_start(
    songs: Songs, start: Numbers, _end: Numbers, rng: np.random.Generator
) -> list[int]:
    found: list[int] = rng.choice(_near(songs, start), LENGTH, replace=False).tolist()
    return found


def _nearest_to_end(
    songs: Songs, _start: Numbers, end: Numbers, rng: np.random.Generator
) -> list[int]:
    found: list[int] = rng.choice(_near(songs, end), LENGTH, replace=False).tolist()
    return found


def _half_and_half(
    songs: Songs, start: Numbers, end: Numbers, rng: np.random.Generator
) -> list[int]:
    halves = [rng.choice(_near(songs, each), LENGTH // 2, replace=False) for each in (start, end)]
    found: list[int] = np.concatenate(halves).tolist()
    return found


def _linear(songs: Songs, start: Numbers, end: Numbers, rng: np.random.Generator) -> list[int]:
    walked: list[int] = []
    for target in waypoints(start, end, LENGTH):
        near = np.argsort(np.linalg.norm(songs.places - target, axis=1))[:15]
        walked.append(next(song for song in rng.permutation(near).tolist() if song not in walked))
    return walked


def _greedy(songs: Songs, start: Numbers, end: Numbers, rng: np.random.Generator) -> list[int]:
    walked: list[int] = []
    heard: set[int] = set()
    even = (end - start) / (LENGTH - 1)
    for target in waypoints(start, end, LENGTH):
        cost = np.linalg.norm(songs.places - target, axis=1)
        cost += rng.random(len(songs.places)) * 0.03
        if walked:
            step = songs.places - songs.places[walked[-1]] - even
            cost += 0.5 * np.linalg.norm(step, axis=1)
            jump = np.nan_to_num(np.abs(songs.tempo - songs.tempo[walked[-1]]), nan=60.0)
            cost += 0.0015 * np.minimum(jump, 60)
        near = np.argsort(cost)[:200].tolist()
        song = next(s for s in near if s not in walked and heard.isdisjoint(songs.creators_of(s)))
        walked.append(song)
        heard.update(songs.creators_of(song))
    return walked


_BASELINES: Final[dict[str, Builder]] = {
    "random songs": _random,
    "match only": _nearest_to_start,
    "counteract at once": _nearest_to_end,
    "half and half": _half_and_half,
    "linear steps": _linear,
    "greedy, tempo, one song a maker": _greedy,
}
"""The builders of the protocol, in the order in which they draw random numbers."""


def _near(songs: Songs, place: Numbers) -> RowArray:
    return np.argsort(np.linalg.norm(songs.places - place, axis=1))[:_NEAREST]


def _samples(data: Path) -> tuple[Columns, Columns]:
    """Return the English and the Hindi sample of the protocol."""
    tracks = read_tracks(data)
    names = ("track_name", "artist_name", "valence", "energy", "tempo")
    known = np.logical_and.reduce([~np.isnan(numbers(tracks[name])) for name in names[2:]])
    rows = np.flatnonzero(known & (numbers(tracks["popularity"]) >= _POPULAR_FROM))
    indian = np.array(
        [_is_indian(tracks["query_genres"][r], tracks["artist_genres"][r]) for r in rows.tolist()]
    )
    others = rows[~indian]
    count = min(_ENGLISH, len(others))
    drawn = np.random.RandomState(0).choice(len(others), size=count, replace=False)
    kept = {name: tracks[name] for name in names}
    more = read_columns(data / "songs" / "hindi_spotify" / "hindi_songs.csv")
    headings = ("Track Name", "Artist Name", "Valence", "Energy", "Tempo")
    hindi = pick(kept, rows[indian])
    joined = {n: hindi[n] + more[h] for n, h in zip(names, headings, strict=True)}
    return pick(kept, others[drawn]), _without_doubles(joined)


def _is_indian(query_genres: str, artist_genres: str) -> bool:
    of_artist = re.search(r"filmi|bollywood|desi|punjabi|ghazal", artist_genres, re.IGNORECASE)
    return bool(re.search(r"bollywood|sufi", query_genres) or of_artist)


def _without_doubles(columns: Columns) -> Columns:
    first: dict[tuple[str, str], int] = {}
    for row, key in enumerate(zip(columns["track_name"], columns["artist_name"], strict=True)):
        first.setdefault(key, row)
    return pick(columns, np.array(list(first.values()), dtype=np.intp))


def _songs_of(columns: Columns) -> Songs:
    _, artists = np.unique(columns["artist_name"], return_inverse=True)
    places = [percentiles(numbers(columns[name])) for name in ("valence", "energy")]
    return Songs(
        places=np.stack(places, axis=1),
        tempo=numbers(columns["tempo"]),
        base=np.zeros(len(artists)),
        creators_of=lambda song: (int(artists[song]),),
    )


def _songs_in(items: Sequence[Item]) -> Songs:
    table = ItemTable(item for item in items if item.kind is Kind.MUSIC)
    both = np.stack([table.valence, table.arousal], axis=1).astype(np.float64)
    return Songs(
        places=(1 + both) / 2,
        tempo=table.tempo.astype(np.float64),
        base=table.appreciation.astype(np.float64),
        creators_of=lambda song: table.creators.of(song).tolist(),
    )
