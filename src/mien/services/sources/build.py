"""What deals with the outside world, built together: sources, enriching, pictures, playlists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mien.core.media import Item
from mien.providers.guard import Clock
from mien.services.sources.artwork import Artwork
from mien.services.sources.enrich import Enricher
from mien.services.sources.playlists import Playlists
from mien.services.sources.sources import SourceOptions, Sources
from mien.services.sources.stock import Stock
from mien.services.sources.switches import Switches
from mien.services.sources.workers import Workers


@dataclass(frozen=True, slots=True)
class OutsideSources:
    """All of it; nothing outside is asked before a source is on."""

    sources: Sources
    stock: Stock
    artwork: Artwork
    enricher: Enricher
    playlists: Playlists
    workers: Workers

    def forget(self, profile_id: int | None = None) -> None:
        """Forget what may tell of a person: logins, and answers about titles they were shown."""
        self.playlists.forget_logins(profile_id)
        self.sources.clear_cache()

    def close(self) -> None:
        """Stop asking and close connections."""
        self.workers.close()
        self.sources.close()


def build_outside_sources(
    options: SourceOptions,
    switches: Switches,
    *,
    find: Callable[[str], Item],
    catalog: Callable[[], Iterable[Item]],
    folder: Path,
    clock: Clock | None = None,
) -> OutsideSources:
    """Build it over the items that `find` and `catalog` give; logins are kept in `folder`."""
    sources = Sources(options, switches, clock)
    workers = Workers()
    stock = Stock(sources, workers, catalog)
    artwork = Artwork(sources)
    return OutsideSources(
        sources=sources,
        stock=stock,
        artwork=artwork,
        enricher=Enricher(sources, find, stock=stock, artwork=artwork, workers=workers),
        playlists=Playlists(sources, find, folder),
        workers=workers,
    )
