"""Time and memory of `Recommender.recommend` for catalogues of growing size.

In process, warm, one thread, 20 picks, for a person with 1,000 actions. Items are the bundled ones
again and again, moved about on the mood map, with makers and years of their own:

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.recommender [--sizes 4000,100000] [--calls 200]
        [--people 30]

With `--people` what so many others took up, 300 items each, is linked as well.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
import psutil

from benchmarks.report import median, p95, print_machine, print_table, timed_ms
from mien.catalog.load import load_items
from mien.core.emotions import EMOTIONS
from mien.core.feedback import Action, FeedbackEvent
from mien.core.goals import Goal
from mien.core.media import Item, ItemMood, Kind
from mien.core.mood import Mood, mood_from_probabilities
from mien.services.recommendations.recommender import Recommender

BARS_MS: Final = {4_000: 10.0, 100_000: 25.0, 1_000_000: 80.0}
NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)
EVENTS: Final = 1_000
PICKS: Final = 20
BASKET: Final = 300
WARM_UP: Final = 5


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="4000,100000,1000000")
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--people", type=int, default=0)
    arguments = parser.parse_args()
    print_machine()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    # A process for each size, so that one does not keep the memory of another.
    spawn = multiprocessing.get_context("spawn")
    rows = []
    for size in sizes:
        with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as pool:
            rows += pool.submit(_measure, size, arguments.calls, arguments.people).result()
    print_table(("songs", "mood", "median ms", "p95 ms", "bar ms", "items MB", "ranker MB"), rows)
    print(
        f"\n{arguments.calls} calls each, {PICKS} picks, a person with {EVENTS:,} actions, "
        f"{arguments.people} others."
    )


def _measure(size: int, calls: int, people: int) -> list[tuple[str, ...]]:
    before = _resident_mb()
    items = made_items(size)
    with_items = _resident_mb()
    recommender = Recommender(items, _baskets(items, people))
    recommender.warm_up()
    history = _history(items)
    moods = {
        "sure": [mood_from_probabilities(np.eye(7)[n].tolist()) for n in range(len(EMOTIONS))],
        "torn": [mood_from_probabilities([0.1, 0, 0, 0.45, 0.35, 0, 0.1])],
    }
    rows: list[tuple[str, ...]] = []
    for name, some in moods.items():
        turns = itertools.count()

        def call(some: Sequence[Mood] = some, turns: Iterator[int] = turns) -> None:
            turn = next(turns)
            recommender.recommend(
                some[turn % len(some)],
                Kind.MUSIC,
                list(Goal)[turn % len(Goal)],
                limit=PICKS,
                seed=turn,
                history=history,
                now=NOW,
            )

        timed_ms(call, WARM_UP)
        times = timed_ms(call, calls)
        timing = (f"{median(times):.1f}", f"{p95(times):.1f}")
        bar = f"{BARS_MS[size]:.0f}" if size in BARS_MS else ""
        memory = (f"{with_items - before:.0f}", f"{_resident_mb() - with_items:.0f}")
        rows.append((f"{size:,}", name, *timing, bar, *memory))
    return rows


def made_items(size: int) -> list[Item]:
    """Return songs with the genres, tags and languages of the bundled ones."""
    bundled = [item for item in load_items() if item.kind is Kind.MUSIC]
    rng = np.random.default_rng(0)
    places = np.clip(rng.normal(0, 0.08, (size, 2)), -0.3, 0.3)
    creators = rng.zipf(1.6, size) % max(50, size // 5)
    years = rng.integers(1950, 2025, size)
    return [
        _made(bundled[number % len(bundled)], number, creator, year, (valence, arousal))
        for number, creator, year, (valence, arousal) in zip(
            range(size), creators.tolist(), years.tolist(), places.tolist(), strict=True
        )
    ]


def _made(item: Item, number: int, creator: int, year: int, moved: tuple[float, float]) -> Item:
    valence = max(-1.0, min(1.0, item.mood.valence + moved[0]))
    arousal = max(-1.0, min(1.0, item.mood.arousal + moved[1]))
    return replace(
        item,
        id=f"music-made-{number}-{year}",
        creators=(f"Maker {creator}",),
        work="",
        year=year,
        mood=ItemMood(valence, arousal, item.mood.evidence),
    )


def _history(items: Sequence[Item]) -> list[FeedbackEvent]:
    rng = np.random.default_rng(1)
    rows = rng.integers(0, len(items), EVENTS).tolist()
    actions = rng.choice(list(Action), EVENTS, p=[0.25, 0.1, 0.25, 0.38, 0.02]).tolist()
    return [
        FeedbackEvent(number, items[row].id, Action(action), NOW - timedelta(hours=3 * number))
        for number, (row, action) in enumerate(zip(rows, actions, strict=True))
    ]


def _baskets(items: Sequence[Item], people: int) -> list[list[str]]:
    """Return what others took up: mostly of 2,500 items that are known to many."""
    rng = np.random.default_rng(2)
    known = rng.permutation(len(items))[: max(2_500, len(items) // 100)]
    return [
        [items[row].id for row in rng.choice(known, BASKET, replace=False).tolist()]
        for _ in range(people)
    ]


def _resident_mb() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 1e6


if __name__ == "__main__":
    main()
