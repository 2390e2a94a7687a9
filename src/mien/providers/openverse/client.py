"""Asks Openverse."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import ShelfEntry
from mien.providers.answers import mapping, refusal_by_status
from mien.providers.base import DAY_S, Kit, Manifest, Rules
from mien.providers.openverse import MANIFEST, parsers
from mien.providers.protocols import ProviderFactory
from mien.providers.shelves import MoodShelf

_MOST_RESULTS = "20"
"""Callers without an account are refused with 401 when they ask for more."""

_SHOWN = 4


class Openverse:
    """Offers whole tracks by mood tags."""

    def __init__(self, kit: Kit) -> None:
        """Build it; nothing is asked yet."""
        rules = Rules(
            refusal=refusal_by_status,
            is_empty=lambda document: not mapping(document).get("result_count"),
        )
        self._client = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Ask for one track."""
        self._client.get("/v1/audio/", {"q": "calm", "page_size": "1"}, keep_s=0)
        return "It answers; no key is needed."

    def entries(self, shelf: MoodShelf) -> tuple[ShelfEntry, ...]:
        """Return tracks tagged with the first word of a shelf."""
        params = {
            "tags": shelf.tags[0],
            "category": "music",
            "page_size": _MOST_RESULTS,
            "mature": "false",
        }
        found = parsers.tracks(self._client.get("/v1/audio/", params, keep_s=DAY_S))
        return found[:_SHOWN]


PROVIDER: Final[ProviderFactory] = Openverse
