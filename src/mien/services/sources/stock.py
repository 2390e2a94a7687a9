"""Items that sources offer by mood shelf, to be ranked with the catalogue."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial
from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Evidence, Item, ItemMood, Kind
from mien.providers.base import Listing
from mien.providers.folding import plain
from mien.providers.matching import ACCEPTED, match
from mien.providers.protocols import Stocker
from mien.providers.shelves import SHELVES, MoodShelf
from mien.services.sources.merge import item_facts_of
from mien.services.sources.sources import Connection, Sources
from mien.services.sources.workers import Workers

FRESH_S: Final = 12 * 3_600.0
"""Time after which a source is asked for its shelves again."""

_LONGEST_ID: Final = 80

ShelfListing = tuple[Listing, MoodShelf]


class Stock:
    """What the shelves of all sources hold; filled in the background, read at once.

    A source is asked for all its shelves whenever one is wanted, so that it learns no mood.
    """

    def __init__(
        self,
        sources: Sources,
        workers: Workers,
        catalog: Callable[[], Iterable[Item]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Hold nothing yet; `catalog` gives the items that need no second copy."""
        self._sources = sources
        self._workers = workers
        self._catalog = catalog
        self._monotonic = monotonic
        self._shelved: dict[tuple[str, Kind], list[ShelfListing]] = {}
        self._filled_at: dict[tuple[str, Kind], float] = {}
        self._lock = threading.Lock()
        self._items: tuple[Item, ...] = ()
        self._listings: dict[str, Listing] = {}
        self._counted_for: frozenset[str] = frozenset()
        self._titles: tuple[Iterable[Item], _ByTitle] | None = None

    def refill(self, kind: Kind) -> dict[str, Future[int]]:
        """Ask the sources whose shelves are old; return what is under way by source."""
        asked = {}
        for connected in self._sources.connected(Stocker, kind):
            name = connected.manifest.name
            if not self._is_fresh(name, kind):
                asked[name] = self._workers.ask(
                    name,
                    connected.manifest.in_flight,
                    ("stock", kind),
                    partial(self._fill, connected, kind),
                )
        return asked

    def items(self) -> tuple[Item, ...]:
        """Return all items of sources that are on; the same object until something changes."""
        on = frozenset(c.manifest.name for c in self._sources.connected(Stocker))
        with self._lock:
            if on != self._counted_for:
                self._rebuild(on)
            return self._items

    def count(self, source: str, kind: Kind) -> int:
        """Return how many items of a kind a source has on its shelves."""
        prefix = f"{kind.value}-{source}-"
        return sum(item.id.startswith(prefix) for item in self.items())

    def listing(self, item_id: str) -> Listing | None:
        """Return the listing that an item was made from, or None for other items."""
        with self._lock:
            return self._listings.get(item_id)

    def credit(self, item_id: str) -> Credit | None:
        """Return what the source that offers an item asks to be shown, None for other items."""
        listing = self.listing(item_id)
        return listing.credit if listing else None

    def known_id(self, listing: Listing) -> str | None:
        """Return the id of the item of the catalogue that a listing surely is, or None."""
        with self._lock:
            return self._by_title().id_of(listing)

    def _by_title(self) -> _ByTitle:
        """Return the catalogue by title, made again only when it is another one."""
        catalog = self._catalog()
        if self._titles is None or self._titles[0] is not catalog:
            self._titles = (catalog, _ByTitle(catalog))
        return self._titles[1]

    def _is_fresh(self, source: str, kind: Kind) -> bool:
        with self._lock:
            filled_at = self._filled_at.get((source, kind))
        return filled_at is not None and self._monotonic() - filled_at < FRESH_S

    def _fill(self, connected: Connection[Stocker], kind: Kind) -> int:
        stocker = connected.provider
        name = connected.manifest.name
        found = [(listing, shelf) for shelf in SHELVES for listing in stocker.stock(shelf, kind)]
        with self._lock:
            self._shelved[name, kind] = found
            self._filled_at[name, kind] = self._monotonic()
            self._rebuild(self._counted_for | {name})
        return len(found)

    def _rebuild(self, on: frozenset[str]) -> None:
        known = self._by_title()
        items: dict[str, Item] = {}
        self._listings = {}
        for (source, _), shelved in self._shelved.items():
            if source not in on:
                continue
            for listing, shelf in shelved:
                item = item_of(listing, shelf)
                if item is not None and item.id not in items and known.id_of(listing) is None:
                    items[item.id] = item
                    self._listings[item.id] = listing
        self._items = tuple(items.values())
        self._counted_for = on


class _ByTitle:
    """The catalogue by title, to see quickly whether it has something already."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items: dict[tuple[Kind, str], list[Item]] = {}
        for item in items:
            self._items.setdefault((item.kind, plain(item.title)), []).append(item)

    def id_of(self, listing: Listing) -> str | None:
        same_title = self._items.get((listing.kind, plain(listing.title)), ())
        sure = (i.id for i in same_title if match(item_facts_of(i), listing).confidence >= ACCEPTED)
        return next(sure, None)


def item_of(listing: Listing, shelf: MoodShelf) -> Item | None:
    """Return a listing as an item at the place of its shelf, or None when it lacks a fact."""
    if listing.year is None or not listing.creators or len(listing.id) > _LONGEST_ID:
        return None
    if not listing.links:
        return None
    return Item(
        id=f"{listing.kind.value}-{listing.source}-{listing.id}",
        kind=listing.kind,
        title=listing.title,
        creators=listing.creators,
        year=listing.year,
        language=listing.language,
        genres=listing.genres,
        tags=listing.tags,
        mood=ItemMood(shelf.valence, shelf.arousal, Evidence.PROVIDER),
        appreciation=0.4 + 0.3 * listing.rank,
        links=dict(listing.links),
        public_ids={name: id_ for name, id_ in listing.ids.items() if name in listing.links},
    )
