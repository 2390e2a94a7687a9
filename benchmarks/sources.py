"""Calls to outside sources over many lists: none above a documented limit, most from the cache.

Recommends and enriches against the fake outside world (`tests/fakes`) with every source on:

    python -m benchmarks.sources [--lists 1000]
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.report import median, p95, print_machine, print_table
from mien.core.emotions import EMOTIONS
from mien.core.media import Kind
from mien.providers.registry import known_manifests
from mien.services.recommendations.catalogs import BundledCatalog
from mien.services.recommendations.library import Library
from mien.services.recommendations.recommender import Recommender
from mien.services.sources.build import OutsideSources, build_outside_sources
from mien.services.sources.sources import SourceOptions, Sources
from mien.services.sources.stock import Stock
from mien.services.sources.switches import TransientSwitches
from mien.services.sources.workers import Workers
from tests.fakes.world import FAKES, KEYS, FakeWorld


def main() -> None:
    """Ask for the lists and print what the sources saw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=int, default=1_000)
    lists = parser.parse_args().lists
    print_machine()
    with FakeWorld() as world, tempfile.TemporaryDirectory() as folder:
        outside, recommender = _build(world, Path(folder))
        list_ms, enrich_ms, statuses = _ask(outside, recommender, lists)
        outside.close()
        hits = outside.sources.network.hits
        rows = [
            _row(manifest.name, budget, world, hits, statuses)
            for manifest in known_manifests()
            for budget in FAKES[manifest.name].limits or ("calls",)
        ]
    print_table(
        ("source", "calls", "most in the limit's time", "limit", "hit rate", "how it did"), rows
    )
    print(f"\n{lists} lists; the list p95 {p95(list_ms):.1f} ms, median {median(list_ms):.1f} ms;")
    print(f"enriching (waits at most 100 ms here) p95 {p95(enrich_ms):.1f} ms.")


def _build(world: FakeWorld, folder: Path) -> tuple[OutsideSources, Recommender]:
    options = SourceOptions(
        keys=KEYS,
        cache_folder=folder / "cache",
        user_agent="mien/0 (benchmark@example.org)",
        origin=world.origin,
    )
    switches = TransientSwitches(manifest.name for manifest in known_manifests())
    sources, workers, bundled = Sources(options, switches), Workers(), BundledCatalog()
    stock = Stock(sources, workers, lambda: bundled.of().items)
    library = Library(bundled, stock.items)
    outside = build_outside_sources(sources, workers, stock, find=library.item, folder=folder)
    return outside, Recommender(library=library)


def _ask(
    outside: OutsideSources, recommender: Recommender, lists: int
) -> tuple[list[float], list[float], Counter[tuple[str, str]]]:
    chance = random.Random(7)  # noqa: S311 - which list, not a secret
    list_ms, enrich_ms = [], []
    statuses: Counter[tuple[str, str]] = Counter()
    for number in range(lists):
        start = time.perf_counter()
        answer = recommender.recommend(
            chance.choice(EMOTIONS), chance.choice(list(Kind)), seed=number
        )
        outside.sources.listed(Kind.MUSIC)
        between = time.perf_counter()
        enriched = outside.enricher.enrich([pick.item.id for pick in answer.picks], 100)
        list_ms.append((between - start) * 1_000)
        enrich_ms.append((time.perf_counter() - between) * 1_000)
        statuses.update((source.name, source.status.value) for source in enriched.sources)
    return list_ms, enrich_ms, statuses


def _row(
    name: str,
    budget: str,
    world: FakeWorld,
    hits: Counter[str],
    statuses: Counter[tuple[str, str]],
) -> Sequence[str]:
    times = [call.at for call in world.calls if world.counted_as(call) == (name, budget)]
    kept = hits[name]
    rate = kept / (kept + len(times)) if times or kept else 0.0
    did = ", ".join(
        f"{status} {number}"
        for (of, status), number in statuses.most_common()
        if of == name and status != "empty"
    )
    label = name if budget == "calls" else f"{name} {budget}"
    most, allowed = "", "none documented"
    for limit, seconds in FAKES[name].limits.get(budget, ())[:1]:
        busiest = _busiest(times, seconds)
        most = f"{busiest}{'' if busiest <= limit else ' OVER'}"
        allowed = f"{limit:,} in {seconds:,.0f} s"
    return (label, str(len(times)), most, allowed, f"{rate:.0%}", did)


def _busiest(times: Sequence[float], seconds: float) -> int:
    """Return the most calls in any span of so many seconds."""
    most = first = 0
    for last, at in enumerate(times):
        while times[first] <= at - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


if __name__ == "__main__":
    main()
