"""Asks the YouTube Data API."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mien.core.media import Kind
from mien.providers.answers import mapping
from mien.providers.base import DAY_S, ItemFacts, Kit, Listing, Manifest, Rules, Secrets
from mien.providers.protocols import ProviderFactory
from mien.providers.shelves import MoodShelf
from mien.providers.youtube import MANIFEST, parsers
from mien.providers.youtube.playlists import playlists_by_shelf
from mien.providers.youtube.refusals import refusal
from mien.providers.youtube.titles import same_work

_PARTS: Final = "snippet,contentDetails,status"
_MOST_IDS: Final = 50
_ANY_ID: Final = "dQw4w9WgXcQ"


class YouTube:
    """Finds videos that play in a page: by known id for 1 unit of 10,000, else by a search."""

    def __init__(self, kit: Kit) -> None:
        """Build it; nothing is asked yet."""
        self._market = kit.market
        key = kit.keys.get("api_key", "")
        self._playlists = playlists_by_shelf(kit.keys.get("playlists", ""))
        rules = Rules(
            refusal=refusal,
            is_empty=lambda document: not mapping(document).get("items"),
            secrets=lambda: Secrets(headers={"X-Goog-Api-Key": key}),
        )
        self._client = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Look at one video: 1 unit, no search."""
        self._videos((_ANY_ID,), Kind.VIDEO, keep_s=0)
        return "The key works."

    def find(self, wanted: ItemFacts) -> Listing | None:
        """Return the video by its known id; without one, by one of the day's 100 searches."""
        known = wanted.ids.get(MANIFEST.name)
        if known:
            found = self._videos((known,), wanted.kind, keep_s=DAY_S)
            return replace(found[0], title=wanted.title) if found else None
        candidates = self._videos(self._search(wanted), wanted.kind, keep_s=DAY_S)
        return next((video for video in candidates if same_work(wanted, video)), None)

    def stock(self, shelf: MoodShelf, kind: Kind) -> tuple[Listing, ...]:
        """Return the videos of the playlist that the operator chose for a shelf: 2 units."""
        playlist = self._playlists.get(shelf.name)
        if kind is not Kind.VIDEO or not playlist:
            return ()
        params = {"part": "contentDetails", "playlistId": playlist, "maxResults": str(_MOST_IDS)}
        listed = self._client.get("/youtube/v3/playlistItems", params, keep_s=DAY_S)
        return self._videos(parsers.listed_ids(listed), kind, keep_s=DAY_S)

    def _search(self, wanted: ItemFacts) -> tuple[str, ...]:
        extra = f"{wanted.year or ''} trailer" if wanted.kind is Kind.MOVIE else ""
        params = {
            "part": "snippet",
            "q": " ".join(f"{wanted.title} {wanted.creator} {extra}".split()),
            "type": "video",
            "maxResults": "10",
            "regionCode": self._market,
            "safeSearch": "moderate",
            "videoEmbeddable": "true",
            "videoSyndicated": "true",
        }
        found = self._client.get("/youtube/v3/search", params, budget="search", keep_s=DAY_S)
        return parsers.found_ids(found)

    def _videos(self, ids: tuple[str, ...], kind: Kind, *, keep_s: float) -> tuple[Listing, ...]:
        if not ids:
            return ()
        params = {"part": _PARTS, "id": ",".join(ids[:_MOST_IDS])}
        found = self._client.get("/youtube/v3/videos", params, keep_s=keep_s)
        return parsers.playable(found, kind, self._market)


PROVIDER: Final[ProviderFactory] = YouTube
