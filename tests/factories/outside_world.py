"""Mien's services over the fake outside world."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mien.core.media import Item
from mien.providers.guard import Clock
from mien.providers.http import network, wire
from mien.services.recommendations.catalogs import BundledCatalog
from mien.services.recommendations.library import Library
from mien.services.recommendations.recommender import Recommender
from mien.services.sources.build import build_outside_sources
from mien.services.sources.sources import SourceOptions, Sources
from mien.services.sources.stock import Stock
from mien.services.sources.switches import TransientSwitches
from mien.services.sources.workers import Workers
from tests.factories.sources import unhurried_clock
from tests.fakes.world import KEYS, FakeWorld

LONG_S = 600.0
"""Longer than any answer takes; only what hangs is waited for so long."""


class Joined:
    """A recommender and the outside, joined as the program joins them."""

    def __init__(
        self,
        world: FakeWorld,
        folder: Path,
        on: Iterable[str] = (),
        keys=KEYS,
        clock: Clock | None = None,
    ) -> None:
        self.switches = TransientSwitches(on)
        options = SourceOptions(
            keys=keys,
            cache_folder=folder / "cache",
            user_agent="mien/0 (tests@example.org)",
            origin=world.origin,
        )
        sources = Sources(options, self.switches, clock or unhurried_clock())
        # For the workers no time passes, so that nothing depends on how fast this machine is.
        bundled, workers = BundledCatalog(), Workers(monotonic=lambda: 0.0)
        stock = Stock(sources, workers, lambda: bundled.of().items)
        library = Library(bundled, stock.items)
        self.recommender = Recommender(library=library, sources=sources.listed)
        self.outside = build_outside_sources(
            sources, workers, stock, find=library.item, folder=folder
        )

    def picks(self, kind: str = "music", count: int = 10, **options) -> list[Item]:
        """Return the items of a list."""
        answer = self.recommender.recommend("sad", kind, limit=count, **options)
        return [pick.item for pick in answer.picks]

    def enriched(self, items: Iterable[Item], wait_ms: int = 800):
        """Enrich until every source has answered, as a page does that asks again."""
        ids = [item.id for item in items]
        end = time.monotonic() + LONG_S
        while time.monotonic() < end:
            answer = self.outside.enricher.enrich(ids, wait_ms)
            if not any(is_late(source.message) for source in answer.sources):
                return answer
        raise AssertionError(f"sources never answered: {answer.sources}")


def be_patient(monkeypatch) -> None:
    """Let sources take as long as they want, however slow this machine is."""
    monkeypatch.setattr(wire, "TOTAL_S", LONG_S)
    monkeypatch.setattr(network, "CONNECT_S", LONG_S)
    monkeypatch.setitem(network.Network.__init__.__kwdefaults__, "read_s", LONG_S)


def is_late(message: str) -> bool:
    """Tell whether a source says that something of it is still under way."""
    return "no answer within" in message or "asked slowly" in message


@contextmanager
def joined(world: FakeWorld, folder: Path, **options) -> Iterator[Joined]:
    """Build it, and close it after."""
    built = Joined(world, folder, **options)
    try:
        yield built
    finally:
        world.let_all_go()
        built.outside.close()
