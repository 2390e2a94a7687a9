"""T1: the next ten films, MovieLens small, and what steering their mood costs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from mien.core.emotions import AFFECT
from mien.evaluation.arrays import Numbers, RowArray
from mien.evaluation.datasets.movielens import FilmLikings, load_likings
from mien.evaluation.intervals import compare, mean_of
from mien.evaluation.metrics import ndcg, top
from mien.evaluation.models.collaborative import (
    als_scores,
    apply_weights,
    bpr_scores,
    ease_scores,
    neighbour_scores,
    profile_scores,
)
from mien.evaluation.report import Bar, Metrics, TaskReport, task_report
from mien.recommend.aftertaste import aftertaste
from mien.recommend.ease import item_weights

_SEEDS: Final = 3
_TOP: Final = 10
_RIDGES: Final = (200.0, 300.0)
_GENRE_WEIGHTS: Final = (0.0, 10.0)
_HOLDING_BACK: Final = (0.0, 0.1, 0.2)
_RISE: Final = 0.5
"""Standard deviations by which steering must raise the top ten's valence."""

METRIC: Final = "NDCG@10"
KEPT: Final = "kept share"
EASE: Final = "EASE"
OURS: Final = "EASE with genres"
SHIPPED: Final = "EASE with genres, links of three people and more"
STEERED: Final = "EASE with genres, steered brighter"


@dataclass(frozen=True, slots=True)
class Split:
    """Who liked what in training, [people, films], and the films held out for each."""

    liked: Numbers
    held_out: list[RowArray]
    rng: np.random.Generator


def evaluate(data: Path) -> TaskReport:
    """Run the task on `data`/films/movielens_small."""
    films = load_likings(data)
    ndcgs, rise = _ndcg_of_people(films)
    figures: dict[str, Metrics] = {n: {METRIC: float(v.mean())} for n, v in ndcgs.items()}
    for name, value in _ndcg_of_newest(films).items():
        figures[name][f"{METRIC}, newest held out"] = value
    figures[STEERED][KEPT] = float(ndcgs[STEERED].mean() / ndcgs[OURS].mean())
    figures[STEERED]["rise in valence (sd)"] = rise
    people = np.arange(len(ndcgs[EASE]))
    return task_report(
        task="T1",
        title="the next ten films",
        data=f"MovieLens small, {len(people)} people, {len(films.genres)} films, {_SEEDS} seeds",
        figures=figures,
        ours={OURS, SHIPPED, STEERED},
        gains=compare(
            {OURS: (EASE,), SHIPPED: (EASE,), STEERED: (OURS,)},
            {METRIC: lambda name: mean_of(ndcgs[name])},
            people,
        ),
        bars=(Bar(OURS, METRIC, 0.282, 0.29), Bar(STEERED, KEPT, 0.97)),
        remarks=(
            "Ridge, genre weight and holding back what many like are chosen on inner folds.",
            "Links of three people and more, with fixed settings, are what the product uses.",
        ),
    )


def _ndcg_of_people(films: FilmLikings) -> tuple[dict[str, Numbers], float]:
    """Return the NDCG@10 of each person by method, and by how much steering raised valence."""
    valence = np.array([_valence(genres) for genres in films.genres])
    runs: dict[str, list[Numbers]] = {}
    rises = []
    for seed in range(_SEEDS):
        split = split_at_random(films, seed)
        for name, scores in _scored(films, split):
            runs.setdefault(name, []).append(_ndcg(scores, split))
            if name == OURS:
                steered, rise = _steer(scores, split, valence)
                runs.setdefault(STEERED, []).append(steered)
                rises.append(rise)
    return {name: np.mean(each, axis=0) for name, each in runs.items()}, float(np.mean(rises))


def _ndcg_of_newest(films: FilmLikings) -> dict[str, float]:
    """Return the mean NDCG@10 where the newest likings are held out."""
    split = split_by_time(films)
    return {
        EASE: float(_ndcg(ease_scores(split.liked, 200.0), split).mean()),
        OURS: float(_ndcg(_ours(films, split), split).mean()),
    }


def split_at_random(films: FilmLikings, seed: int) -> Split:
    """Hold out a fifth of each person's likings."""
    rng = np.random.default_rng(seed)
    of_people = (rng.permutation(films.film[rows]) for rows in _rows_of_people(films))
    return _hold_out(of_people, len(films.genres), rng)


def split_by_time(films: FilmLikings) -> Split:
    """Hold out the newest fifth of each person's likings."""
    of_people = (
        films.film[rows[np.argsort(films.when[rows].astype(np.int64))]]
        for rows in _rows_of_people(films)
    )
    return _hold_out(of_people, len(films.genres), np.random.default_rng(0))


def _split_again(split: Split) -> Split:
    """Hold out a fifth of what each person likes in training."""
    rng = np.random.default_rng(11)
    of_people = (rng.permutation(np.flatnonzero(liked)) for liked in split.liked)
    return _hold_out(of_people, split.liked.shape[1], rng)


def _rows_of_people(films: FilmLikings) -> list[RowArray]:
    people = range(int(films.person.max()) + 1)
    return [np.flatnonzero(films.person == person) for person in people]


def _hold_out(of_people: Iterable[RowArray], films: int, rng: np.random.Generator) -> Split:
    """Hold out the last fifth of the films that each person likes."""
    liked, held_out = [], []
    for order in of_people:
        count = max(1, round(0.2 * len(order)))
        row = np.zeros(films)
        row[order[:-count]] = 1.0
        liked.append(row)
        held_out.append(order[-count:])
    return Split(np.array(liked), held_out, rng)


def _scored(films: FilmLikings, split: Split) -> Iterator[tuple[str, Numbers]]:
    liked = split.liked
    popularity = np.tile(liked.sum(axis=0), (len(liked), 1))
    cosine = profile_scores(liked, films.genre_table)
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


def _ours(films: FilmLikings, split: Split) -> Numbers:
    """Score by EASE with films of one genre linked and well-known films held back a little.

    How much of each is chosen inside the training part.
    """
    inner = _split_again(split)
    likeness = films.genre_table @ films.genre_table.T
    found = {}
    for ridge, weight in itertools.product(_RIDGES, _GENRE_WEIGHTS):
        scores = ease_scores(inner.liked, ridge, weight * likeness)
        for power in _HOLDING_BACK:
            held_back = _held_back(scores, inner.liked, power)
            found[ridge, weight, power] = float(_ndcg(held_back, inner).mean())
    ridge, weight, power = max(found, key=found.__getitem__)
    scores = ease_scores(split.liked, ridge, weight * likeness)
    return _held_back(scores, split.liked, power)


def _held_back(scores: Numbers, liked: Numbers, power: float) -> Numbers:
    """Return scores divided by a power of how many people liked each film."""
    return np.asarray(scores / (liked.sum(axis=0) + 1) ** power, dtype=np.float64)


def _shipped(films: FilmLikings, liked: Numbers) -> Numbers:
    """Score by the item weights of an installation: fixed settings, none that few people made."""
    return apply_weights(
        liked, item_weights(liked.T @ liked, films.genre_table @ films.genre_table.T)
    )


def _ndcg(scores: Numbers, split: Split) -> Numbers:
    """Return the NDCG@10 of each person."""
    scores = np.where(split.liked > 0, -1e9, scores)
    lists = [top(row, _TOP) for row in scores]
    return _ndcg_of_lists(lists, split)


def _ndcg_of_lists(lists: list[RowArray], split: Split) -> Numbers:
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
    return _ndcg_of_lists(ordered, split), float(rise)


def _valence(genres: tuple[str, ...]) -> float:
    """Return the valence that a film leaves people with, by the aftertaste table."""
    words = [re.sub(r"^children$", "family", genre.lower()) for genre in genres]
    return sum(share * AFFECT[emotion].valence for emotion, share in aftertaste(words).items())
