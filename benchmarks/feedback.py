"""Speed of the memory: one person with many events, and an import of many items.

python -m benchmarks.feedback [--events 100000] [--items 200000]
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.report import median, p95, print_machine, print_table, timed_ms
from mien.bootstrap import build_recommender
from mien.core.catalog_entry import CatalogEntry
from mien.core.feedback import Action
from mien.core.media import Evidence, Kind
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.services.profiles.memory import Memory
from mien.settings import load_settings
from mien.store.store import Store, open_store

ME = DEFAULT_PROFILE_ID


def main() -> None:
    """Measure and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--items", type=int, default=200_000)
    given = parser.parse_args()
    print_machine()
    with tempfile.TemporaryDirectory() as folder:
        time_feedback(Path(folder) / "feedback.sqlite3", given.events)
        print()
        time_import(Path(folder) / "items.sqlite3", given.items)


def time_feedback(file: Path, events: int) -> None:
    """Print the times of what a page asks for, for one person with `events` events."""
    open_store(file).close()
    _fill(file, events)
    memory = Memory(file)
    feedback = memory.open().feedback
    recommender = build_recommender(load_settings(database_url=f"sqlite:///{file}"))
    newest = feedback.newest(ME, 1)[0].id
    calls: dict[str, Callable[[], object]] = {
        "keep one": lambda: feedback.record(ME, "music-1", Action.LIKE),
        "undo one": lambda: feedback.undo(ME, "music-1"),
        "recall for a list": recommender.recall,
        "ids left out": lambda: feedback.left_out(ME),
        "a page of history": lambda: feedback.newest(ME, 50, newest // 2),
    }
    rows = []
    for name, call in calls.items():
        times = timed_ms(call, 100)
        rows.append((name, f"{median(times):.1f}", f"{p95(times):.1f}"))
    print_table((f"with {events:,} events", "median ms", "p95 ms"), rows)
    memory.close()


def time_import(file: Path, items: int) -> None:
    """Print how fast items come in, are read and go again, and the memory it took."""
    store = open_store(file)
    rows = []
    batch_id = 0

    def add() -> None:
        nonlocal batch_id
        batch_id = store.items.add(ME, "benchmark", "none", _items(items)).id

    for name, call in (
        ("import", add),
        ("read", lambda: _read(store)),
        ("take back", lambda: store.items.remove(ME, batch_id)),
    ):
        start, cpu = time.perf_counter(), time.process_time()
        call()
        wall, spent = time.perf_counter() - start, time.process_time() - cpu
        rows.append((name, f"{items / wall:,.0f}", f"{items / spent:,.0f}"))
    print_table((f"{items:,} items", "items a second", "items a CPU second"), rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of the process: {peak:.0f} MiB")
    store.close()


def _fill(file: Path, events: int) -> None:
    """Write events over 5,000 items at once, a fifth of them dislikes that stand."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executemany(
            "INSERT INTO feedback (profile_id, item_id, action, at) VALUES (?, ?, ?, ?)",
            (
                (ME, f"music-{number % 5_000}", list(Action)[number % 5].value, number)
                for number in range(events)
            ),
        )
        connection.execute(
            "INSERT INTO opinion SELECT DISTINCT profile_id, item_id, action, 0 FROM feedback "
            "WHERE action = 'dislike'"
        )


def _items(count: int) -> Iterator[CatalogEntry]:
    for number in range(count):
        # Ids of real songs come in no order.
        scattered = number * 2_654_435_761 % 2**32
        yield CatalogEntry(
            id=f"music-song-{scattered:010}-1990",
            kind=Kind.MUSIC,
            title=f"A song with number {number}",
            creators=("A Singer", "Another Singer"),
            year=1990,
            language="en",
            genres=("pop", "rock"),
            tags=("joyful",),
            valence=0.5,
            energy=0.5,
            appreciation=0.5,
            evidence=Evidence.MODEL,
            work="An Album",
            public_ids={"spotify": "0123456789012345678901"},
        )


def _read(store: Store) -> None:
    for _ in store.items.stream(ME):
        pass


if __name__ == "__main__":
    main()
