"""Enriching a list that stands: what the sources that are on add to its items, within a budget."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import replace
from functools import partial
from typing import Final

from mien.core.enrichment import EnrichedItem, Enrichments, ShelfEntry, SimilarEntry
from mien.core.errors import UsageError
from mien.core.media import Item, Kind, Player
from mien.core.recommendation import Source
from mien.providers.base import Listing, Manifest
from mien.providers.protocols import Finder, Provider, ShelfProvider, SimilarFinder, Stocker
from mien.providers.shelves import SHELVES, nearest_shelf
from mien.services.sources.artwork import Artwork
from mien.services.sources.merge import enriched_item, item_facts_of
from mien.services.sources.outcomes import SourceCalls, outcome, result_of
from mien.services.sources.sources import Connection, Sources
from mien.services.sources.stock import Stock
from mien.services.sources.workers import Answer, Workers

MOST_ITEMS: Final = 50
LONGEST_WAIT_MS: Final = 800
LAST_RESORTS_A_LIST: Final = 2
"""Items of one list that a scarce source is asked about when no other could play them."""

SIMILAR_A_SOURCE: Final = 8
"""Items that each source may name as like one item."""

_FIRST_SHARE: Final = 0.7
"""Part of the wait for all sources; the rest is for the last resort."""


class Enricher:
    """Asks all sources at once and takes what is there when the time is up."""

    def __init__(
        self,
        sources: Sources,
        find: Callable[[str], Item],
        *,
        stock: Stock,
        artwork: Artwork,
        workers: Workers,
    ) -> None:
        """Use `find` to get an item by its id."""
        self._sources = sources
        self._find = find
        self._stock = stock
        self._artwork = artwork
        self._workers = workers

    def enrich(
        self, item_ids: Sequence[str], wait_ms: int, similar_to: str | None = None
    ) -> Enrichments:
        """Return the items with what the sources add within `wait_ms` (0 to 800).

        What comes later is kept, and there the next time. With 0 nothing is waited for: sources
        that have no kept answer are `pending`. With `similar_to`, the id of an item, sources are
        also asked what is like it.

        Raises:
            ItemNotFoundError: there is no such item.
            UsageError: too many items, or a wait out of range.
        """
        _check(item_ids, wait_ms)
        items = [self._find(item_id) for item_id in dict.fromkeys(item_ids)]
        deadline = time.monotonic() + wait_ms / 1_000
        asked: dict[str, SourceCalls] = {}
        if similar_to is not None:
            self._ask_similar(self._find(similar_to), asked)
        self._ask(items, asked)
        _wait(asked, time.monotonic() + _FIRST_SHARE * wait_ms / 1_000)
        self._ask_last(items, asked)
        _wait(asked, deadline)
        return Enrichments(
            items=tuple(self._enriched(item, asked) for item in items),
            sources=self._outcomes(items, asked, wait_ms),
            shelf=self._shelf(items, asked),
            similar=self._similar(asked),
        )

    def _ask(self, items: Sequence[Item], asked: dict[str, SourceCalls]) -> None:
        for kind in dict.fromkeys(item.kind for item in items):
            for finder in self._sources.connected(Finder, kind):
                own = [item for item in items if item.kind is kind]
                self._ask_finder(finder, own, _calls(asked, finder))
            for shelved in self._sources.connected(ShelfProvider, kind):
                calls = _calls(asked, shelved)
                if calls.shelves is None:
                    entries = partial(_entries, shelved.provider)
                    calls.shelves = self._submit(shelved, ("shelf",), entries)
            filling = self._stock.refill(kind)
            for stocker in self._sources.connected(Stocker, kind):
                calls = _calls(asked, stocker)
                if stocker.manifest.name in filling:
                    calls.stocks.append(filling[stocker.manifest.name])

    def _ask_similar(self, item: Item, asked: dict[str, SourceCalls]) -> None:
        for knowing in self._sources.connected(SimilarFinder, item.kind):
            similar = partial(knowing.provider.similar, item_facts_of(item))
            _calls(asked, knowing).similar = self._submit(knowing, ("similar", item.id), similar)

    def _ask_finder(
        self, connected: Connection[Finder], items: Sequence[Item], record: SourceCalls
    ) -> None:
        manifest = connected.manifest
        if manifest.last_resort:
            items = [item for item in items if item_facts_of(item).ids.get(manifest.name)]
        for item in items[: manifest.items_a_list]:
            self._submit_find(connected, item, record)
        record.left += max(0, len(items) - manifest.items_a_list)

    def _ask_last(self, items: Sequence[Item], asked: dict[str, SourceCalls]) -> None:
        """Ask scarce sources about the first items that nothing else can play.

        What they were asked before about the others belongs to the list as long as it is under
        way, and for a while when it failed: a source that failed is not one without results.
        """
        for kind in dict.fromkeys(item.kind for item in items):
            for connected in self._sources.connected(Finder, kind):
                if not connected.manifest.last_resort:
                    continue
                name = connected.manifest.name
                record = asked[name]
                others = [i for i in items if i.kind is kind and i.id not in record.finds]
                silent = [
                    item
                    for item in others
                    if not any(listing.player for listing in self._listings(item, asked))
                ]
                for item in silent[:LAST_RESORTS_A_LIST]:
                    self._submit_find(connected, item, record)
                for item in others:
                    before = self._workers.recent(name, _finding(item))
                    if before is not None:
                        record.finds.setdefault(item.id, before)

    def _submit_find(self, connected: Connection[Finder], item: Item, record: SourceCalls) -> None:
        find = partial(connected.provider.find, item_facts_of(item))
        record.finds[item.id] = self._submit(connected, _finding(item), find)

    def _submit(
        self, connected: Connection[Provider], question: tuple[str, ...], call: Callable[[], Answer]
    ) -> Future[Answer]:
        manifest = connected.manifest
        return self._workers.ask(manifest.name, manifest.in_flight, question, call)

    def _listings(self, item: Item, asked: dict[str, SourceCalls]) -> list[Listing]:
        """Return what is known of an item by now, in the order of preference."""
        own = self._stock.listing(item.id)
        listings = [own] if own is not None else []
        for record in _in_order(self._sources.manifests, asked):
            found = result_of(record.finds.get(item.id))
            if found is not None:
                listings.append(found)
        return listings

    def _enriched(self, item: Item, asked: dict[str, SourceCalls]) -> EnrichedItem:
        return enriched_item(
            item,
            self._listings(item, asked),
            shown=self._sources.shown,
            pictured=self._artwork.place,
            made_from=self._stock.listing(item.id),
        )

    def _shelf(
        self, items: Sequence[Item], asked: dict[str, SourceCalls]
    ) -> tuple[ShelfEntry, ...]:
        """Return the entries of the shelf nearest to the middle of the list."""
        if not items:
            return ()
        valence = sum(item.mood.valence for item in items) / len(items)
        arousal = sum(item.mood.arousal for item in items) / len(items)
        shelf = nearest_shelf(valence, arousal).name
        found: list[ShelfEntry] = []
        for record in _in_order(self._sources.manifests, asked):
            found.extend((result_of(record.shelves) or {}).get(shelf, ()))
        return tuple(replace(e, player=self._player(e.player)) for e in found)

    def _similar(self, asked: dict[str, SourceCalls]) -> tuple[SimilarEntry, ...]:
        found: list[SimilarEntry] = []
        for record in _in_order(self._sources.manifests, asked):
            listings = result_of(record.similar) or ()
            found.extend(self._named(each) for each in listings[:SIMILAR_A_SOURCE])
        return tuple(found)

    def _named(self, listing: Listing) -> SimilarEntry:
        url = next(iter(listing.links.values()), listing.credit.url)
        own = self._stock.known_id(listing)
        return SimilarEntry(listing.source, listing.title, listing.year, url, own, listing.credit)

    def _player(self, player: Player | None) -> Player | None:
        return player and Player(player.type, self._sources.shown(player.url))

    def _outcomes(
        self, items: Sequence[Item], asked: dict[str, SourceCalls], wait_ms: int
    ) -> tuple[Source, ...]:
        kinds = list(dict.fromkeys(item.kind for item in items))
        listed = self._sources.listed(kinds[0] if kinds else Kind.MUSIC)
        return tuple(
            outcome(
                source,
                asked.get(source.name),
                sum(self._stock.count(source.name, kind) for kind in kinds),
                wait_ms,
            )
            for source in listed
        )


def _check(item_ids: Sequence[str], wait_ms: int) -> None:
    if not 0 <= wait_ms <= LONGEST_WAIT_MS:
        raise UsageError(f"wait_ms is {wait_ms}.", f"Give a number from 0 to {LONGEST_WAIT_MS}.")
    if len(item_ids) > MOST_ITEMS:
        raise UsageError(f"{len(item_ids)} items at once.", f"Send at most {MOST_ITEMS}.")


def _finding(item: Item) -> tuple[str, str]:
    return ("find", item.id)


def _entries(provider: ShelfProvider) -> Mapping[str, tuple[ShelfEntry, ...]]:
    """Ask for every shelf, so that the source learns no mood."""
    return {shelf.name: provider.entries(shelf) for shelf in SHELVES}


def _calls(asked: dict[str, SourceCalls], connected: Connection[Provider]) -> SourceCalls:
    """Return the record of what a source is asked for this list."""
    return asked.setdefault(connected.manifest.name, SourceCalls(connected))


def _wait(asked: dict[str, SourceCalls], until: float) -> None:
    futures = [future for record in asked.values() for future in record.questions]
    wait(futures, timeout=max(0.0, until - time.monotonic()))


def _in_order(manifests: Sequence[Manifest], asked: dict[str, SourceCalls]) -> list[SourceCalls]:
    return [asked[m.name] for m in manifests if m.name in asked]
