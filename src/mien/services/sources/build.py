"""What deals with the outside world, built together: sources, enriching, pictures, playlists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mien.core.media import Item
from mien.services.sources.artwork import Artwork
from mien.services.sources.enrich import Enricher
from mien.services.sources.playlists import Playlists
from mien.services.sources.sources import Sources
from mien.services.sources.stock import Stock
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
        self.workers.forget_failures()

    def close(self) -> None:
        """Stop asking and close connections."""
        self.workers.close()
        self.sources.close()


def build_outside_sources(
    sources: Sources, workers: Workers, stock: Stock, *, find: Callable[[str], Item], folder: Path
) -> OutsideSources:
    """Build what asks `sources` about the items that `find` gives; logins are kept in `folder`."""
    artwork = Artwork(sources)
    return OutsideSources(
        sources=sources,
        stock=stock,
        artwork=artwork,
        enricher=Enricher(sources, find, stock=stock, artwork=artwork, workers=workers),
        playlists=Playlists(sources, find, folder),
        workers=workers,
    )
