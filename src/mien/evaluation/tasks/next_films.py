"""T1: the next ten films, MovieLens small, and what steering their mood costs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.core.emotions import AFFECT
from mien.evaluation.datasets.files import Numbers, numbers, read_columns
from mien.evaluation.intervals import gain_of, mean_of
from mien.evaluation.metrics import ndcg, top
from mien.evaluation.models.collaborative import (
    als_scores,
    apply_weights,
    bpr_scores,
    ease_scores,
    neighbour_scores,
    profile_scores,
)
from mien.evaluation.report import Bar, Row, TaskReport
from mien.recommend.aftertaste import aftertaste
from mien.recommend.ease import item_weights

Ordering = Callable[[NDArray[np.intp]], NDArray[np.intp]]
"""Puts the likings of one person (row numbers) in order, as films."""

_SEEDS: Final = 3
_TOP: Final = 10
_LIKED_FROM: Final = 4.0
_RIDGES: Final = (200.0, 300.0)
_GENRE_WEIGHTS: Final = (0.0, 10.0)
_HOLDING_BACK: Final = (0.0, 0.1, 0.2)
_RISE: Final = 0.5
"""Standard deviations by which steering must raise the top ten's valence."""

EASE: Final = "EASE"
OURS: Final = "EASE with genres"
SHIPPED: Final = "EASE with genres, links of three people and more"
STEERED: Final = "EASE with genres, steered brighter"


@dataclass(frozen=True, slots=True)
class Films:
    """Who liked which film, and what the films are.

    Attributes:
        person: [likings], from 0.
        film: [likings], from 0, in the order of the file.
        when: [likings], seconds.
        genres: [films, genres] of 0 and 1.
        valence: [films], what the aftertaste table predicts.
    """

    person: NDArray[np.intp]
    film: NDArray[np.intp]
    when: Numbers
    genres: Numbers
    valence: Numbers


@dataclass(frozen=True, slots=True)
class Split:
    """Who liked what in training, [people, films], and the films held out for each."""

    liked: Numbers
    held_out: list[NDArray[np.intp]]
    rng: np.random.Generator


def evaluate(data: Path) -> TaskReport:
    """Run the task on `data`/films/movielens_small."""
    films = load(data / "films" / "movielens_small")
    gains: dict[str, list[Numbers]] = {}
    rises = []
    for seed in range(_SEEDS):
        split = split_at_random(films, seed)
        for name, scores in _scored(films, split):
            gains.setdefault(name, []).append(_gains(scores, split))
            if name == OURS:
                steered, rise = _steer(scores, split, films.valence)
                gains.setdefault(STEERED, []).append(steered)
                rises.append(rise)
    later = split_by_time(films)
    gains_later = {
        EASE: _gains(ease_scores(later.liked, 200.0), later).mean(),
        OURS: _gains(_ours(films, later), later).mean(),
    }
    return _report(films, {n: np.mean(v, axis=0) for n, v in gains.items()}, gains_later, rises)


def load(folder: Path) -> Films:
    """Read likings (4 and more) of films with 5 and more by people with 10 and more."""
    ratings = read_columns(folder / "ratings.csv")
    likes = numbers(ratings["rating"]) >= _LIKED_FROM
    person = numbers(ratings["userId"])[likes].astype(np.intp)
    film = numbers(ratings["movieId"])[likes].astype(np.intp)
    when = numbers(ratings["timestamp"])[likes]
    kept = _at_least(film, 5)
    person, film, when = person[kept], film[kept], when[kept]
    kept = _at_least(person, 10)
    person, film, when = person[kept], film[kept], when[kept]
    _, persons = np.unique(person, return_inverse=True)
    ids, film_codes = np.unique(film, return_inverse=True)
    movies = read_columns(folder / "movies.csv")
    genres_of = {
        int(i): g.split("|") for i, g in zip(movies["movieId"], movies["genres"], strict=True)
    }
    words = sorted({word for genres in genres_of.values() for word in genres})
    genres = np.array([[float(w in genres_of[i]) for w in words] for i in ids.tolist()])
    valence = np.array([_valence(genres_of[i]) for i in ids.tolist()])
    return Films(persons, film_codes, when, genres, valence)


def split_at_random(films: Films, seed: int) -> Split:
    """Hold out a fifth of each person's likings."""
    rng = np.random.default_rng(seed)
    return _split(films, rng, lambda rows: rng.permutation(films.film[rows]))


def split_by_time(films: Films) -> Split:
    """Hold out the newest fifth of each person's likings."""

    def by_time(rows: NDArray[np.intp]) -> NDArray[np.intp]:
        return films.film[rows[np.argsort(films.when[rows].astype(np.int64))]]

    return _split(films, np.random.default_rng(0), by_time)


def _split(films: Films, rng: np.random.Generator, ordered: Ordering) -> Split:
    shape = (int(films.person.max()) + 1, len(films.genres))
    liked, held_out = np.zeros(shape), []
    for person in range(shape[0]):
        order = ordered(np.flatnonzero(films.person == person))
        count = max(1, round(0.2 * len(order)))
        held_out.append(order[-count:])
        liked[person, order[:-count]] = 1.0
    return Split(liked, held_out, rng)


def _scored(films: Films, split: Split) -> Iterator[tuple[str, Numbers]]:
    liked = split.liked
    popularity = np.tile(liked.sum(axis=0), (len(liked), 1))
    cosine = profile_scores(liked, films.genres)
    yield "random", split.rng.random(liked.shape)
    yield "popularity", popularity
    yield "genre cosine", cosine
    yield "genre cosine x log popularity", cosine * np.log1p(popularity)
    yield "ItemKNN", neighbour_scores(liked, 50, 10.0)
    yield "alternating least squares", als_scores(liked)
    yield "BPR", bpr_scores(liked)
    yield EASE, ease_scores(liked, 200.0)
    yield OURS, _ours(films, split)
    yield SHIPPED, _shipped(films, liked)


def _ours(films: Films, split: Split) -> Numbers:
    """Score by EASE with films of one genre linked and well-known films held back a little.

    How much of each is chosen inside the training part.
    """
    inner = _hold_out_again(split)
    likeness = films.genres @ films.genres.T
    found = {}
    for ridge, weight in itertools.product(_RIDGES, _GENRE_WEIGHTS):
        scores = ease_scores(inner.liked, ridge, weight * likeness)
        for power in _HOLDING_BACK:
            held_back = _held_back(scores, inner.liked, power)
            found[ridge, weight, power] = float(_gains(held_back, inner).mean())
    ridge, weight, power = max(found, key=found.__getitem__)
    scores = ease_scores(split.liked, ridge, weight * likeness)
    return _held_back(scores, split.liked, power)


def _held_back(scores: Numbers, liked: Numbers, power: float) -> Numbers:
    """Return scores divided by a power of how many people liked each film."""
    return np.asarray(scores / (liked.sum(axis=0) + 1) ** power, dtype=np.float64)


def _shipped(films: Films, liked: Numbers) -> Numbers:
    """Score by the links of an installation: fixed settings, and none that few people made."""
    return apply_weights(liked, item_weights(liked.T @ liked, films.genres @ films.genres.T))


def _hold_out_again(split: Split) -> Split:
    rng = np.random.default_rng(11)
    liked, held_out = split.liked.copy(), []
    for person in range(len(liked)):
        order = rng.permutation(np.flatnonzero(liked[person]))
        count = max(1, round(0.2 * len(order)))
        held_out.append(order[-count:])
        liked[person, order[-count:]] = 0.0
    return Split(liked, held_out, rng)


def _gains(scores: Numbers, split: Split) -> Numbers:
    """Return the NDCG@10 of each person."""
    scores = np.where(split.liked > 0, -1e9, scores)
    lists = [top(row, _TOP) for row in scores]
    return _gains_of(lists, split)


def _gains_of(lists: list[NDArray[np.intp]], split: Split) -> Numbers:
    return np.array(
        [
            ndcg(np.isin(films, held), len(held))
            for films, held in zip(lists, split.held_out, strict=True)
        ]
    )


def _steer(scores: Numbers, split: Split, valence: Numbers) -> tuple[Numbers, float]:
    """Raise the valence of the lists by enough; return NDCG@10 of each person and the rise.

    Which ten are shown is decided by taste and valence together, their order by taste alone.
    """
    scores = np.where(split.liked > 0, -1e9, scores)
    plain = np.mean([valence[top(row, _TOP)].mean() for row in scores])
    low, high = 0.0, 10.0
    for _ in range(25):
        share = (low + high) / 2
        lists = [top(row + share * valence, _TOP) for row in scores]
        rise = (np.mean([valence[films].mean() for films in lists]) - plain) / valence.std()
        low, high = (low, share) if rise >= _RISE else (share, high)
    lists = [top(row + high * valence, _TOP) for row in scores]
    rise = (np.mean([valence[films].mean() for films in lists]) - plain) / valence.std()
    ordered = [films[np.argsort(-row[films])] for films, row in zip(lists, scores, strict=True)]
    return _gains_of(ordered, split), float(rise)


def _report(
    films: Films, gains: dict[str, Numbers], later: dict[str, float], rises: list[float]
) -> TaskReport:
    metric, people = "NDCG@10", np.arange(len(gains[EASE]))
    rows = []
    for name, values in gains.items():
        metrics = {metric: float(values.mean())}
        if name in later:
            metrics[f"{metric}, newest held out"] = float(later[name])
        over = {OURS: EASE, SHIPPED: EASE, STEERED: OURS}.get(name)
        gain = (
            (gain_of(over, metric, mean_of(values), mean_of(gains[over]), people),) if over else ()
        )
        if name == STEERED:
            metrics["kept share"] = float(values.mean() / gains[OURS].mean())
            metrics["rise in valence (sd)"] = float(np.mean(rises))
        rows.append(Row(name, metrics, ours=name in {OURS, SHIPPED, STEERED}, gains=gain))
    return TaskReport(
        task="T1",
        title="the next ten films",
        data=f"MovieLens small, {len(people)} people, {len(films.genres)} films, {_SEEDS} seeds",
        rows=tuple(rows),
        bars=(Bar(OURS, metric, 0.282, 0.29), Bar(STEERED, "kept share", 0.97)),
        remarks=(
            "Ridge, genre weight and holding back what many like are chosen on inner folds.",
            "Links of three people and more, with fixed settings, are what the product uses.",
        ),
    )


def _valence(genres: list[str]) -> float:
    """Return the valence that a film leaves people with, by the aftertaste table."""
    words = [re.sub(r"^children$", "family", genre.lower()) for genre in genres]
    return sum(share * AFFECT[emotion].valence for emotion, share in aftertaste(words).items())


def _at_least(values: NDArray[np.intp], count: int) -> NDArray[np.bool_]:
    _, codes, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray(counts[codes] >= count)
