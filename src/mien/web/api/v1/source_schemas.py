"""What goes in and out of the routes about outside sources."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from mien.core.media import Kind
from mien.services.documents.form import Strict
from mien.services.documents.items import ItemBody, PlayerBody
from mien.services.documents.lists import SourceBody
from mien.services.sources.enrich import LONGEST_WAIT_MS, MOST_ITEMS
from mien.services.sources.playlists import MOST_ITEMS as MOST_SAVED
from mien.services.sources.sources import SourceState

ItemId = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
SourceName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, to_lower=True)
]


class EnrichRequest(Strict):
    """The items of a list that stands, and how long to wait for the sources."""

    item_ids: list[ItemId] = Field(max_length=MOST_ITEMS)
    wait_ms: Annotated[int, Field(strict=True, ge=0, le=LONGEST_WAIT_MS)] = Field(
        default=LONGEST_WAIT_MS,
        description="what comes later is kept for the next time; 0 waits for nothing",
    )
    similar_to: ItemId | None = Field(
        default=None, description="an item; sources are also asked what is like it"
    )


class CreditBody(Strict):
    """What a source asks to be shown where its content is."""

    source: str
    text: str
    url: str


class WatchOfferBody(Strict):
    """A service that has a film; `terms` is stream, free, ads, rent or buy."""

    service: str
    terms: str
    url: str


class EnrichedItemBody(ItemBody):
    """An item with what sources added."""

    credits: list[CreditBody]
    offers: list[WatchOfferBody]


class ShelfEntryBody(Strict):
    """A playlist or track to open beside the picks; it is not ranked."""

    source: str
    title: str
    by: str
    url: str
    player: PlayerBody | None
    credit: CreditBody


class SimilarEntryBody(Strict):
    """What a source names as like the item of `similar_to`; `item_id` when the catalogue has it."""

    source: str
    title: str
    year: int | None
    url: str
    item_id: str | None
    credit: CreditBody


class EnrichmentsBody(Strict):
    """The items in the order asked for, how each source did, and what to open beside them."""

    items: list[EnrichedItemBody]
    sources: list[SourceBody]
    shelf: list[ShelfEntryBody]
    similar: list[SimilarEntryBody]


class SourceReportBody(Strict):
    """An outside source: what it adds, what it learns, and how it stands."""

    name: str
    title: str
    on: bool
    state: SourceState
    message: str
    adds: str
    learns: str
    kinds: list[Kind]
    capabilities: list[str]
    needs_key: bool
    key_url: str
    terms_url: str
    credit: CreditBody


class SourcesBody(Strict):
    """Every source, in the order of preference."""

    sources: list[SourceReportBody]


class SwitchRequest(Strict):
    """Which source to turn on or off; `all` stands for every one."""

    name: SourceName
    on: Annotated[bool, Field(strict=True)]


class SourcePath(Strict):
    """The name of a source."""

    name: SourceName


class PlaylistRequest(Strict):
    """The picks to save as a private playlist in the person's own account."""

    source: SourceName
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    item_ids: list[ItemId] = Field(min_length=1, max_length=MOST_SAVED)


class PlaylistBody(Strict):
    """Where the playlist is, how many picks are in it, and which are not."""

    url: str
    count: int
    missing: list[str]
