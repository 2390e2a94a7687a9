"""What outside sources add to items: where to watch, whom to credit, playlists to open."""

from __future__ import annotations

from dataclasses import dataclass

from mien.core.media import Item, Player
from mien.core.recommendation import Source


@dataclass(frozen=True, slots=True)
class Credit:
    """What a source asks to be shown where its content is: a sentence and where it leads."""

    source: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class WatchOffer:
    """A service that has a film; `terms` is `stream`, `free`, `ads`, `rent` or `buy`."""

    service: str
    terms: str
    url: str


@dataclass(frozen=True, slots=True)
class EnrichedItem:
    """An item with what sources added; `credits` is empty when none added anything."""

    item: Item
    credits: tuple[Credit, ...] = ()
    offers: tuple[WatchOffer, ...] = ()


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """Something to open beside the picks: a playlist that others made, or an open track.

    It is not ranked: a source says too little of it (no year, no language), or its terms forbid.
    """

    source: str
    title: str
    by: str
    url: str
    player: Player | None
    credit: Credit


@dataclass(frozen=True, slots=True)
class SimilarEntry:
    """An item that a source names as like another, in the source's own order.

    Attributes:
        year: when it came out, or None when the source does not say.
        item_id: the same thing in the catalogue, or None when it is not there.
    """

    source: str
    title: str
    year: int | None
    url: str
    item_id: str | None
    credit: Credit


@dataclass(frozen=True, slots=True)
class Enrichments:
    """The answer of one enrichment: items in the order asked for, and how each source did."""

    items: tuple[EnrichedItem, ...]
    sources: tuple[Source, ...]
    shelf: tuple[ShelfEntry, ...] = ()
    similar: tuple[SimilarEntry, ...] = ()
