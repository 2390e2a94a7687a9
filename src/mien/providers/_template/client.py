"""Asks the source: one method for each declared capability."""

from __future__ import annotations

from typing import Any, Final

from mien.core.media import Kind
from mien.providers._template import MANIFEST
from mien.providers.answers import mapping, mappings, refusal_by_status, text, year_of
from mien.providers.base import DAY_S, ItemFacts, Kit, Listing, Manifest, Rules, Secrets
from mien.providers.matching import best_match
from mien.providers.protocols import ProviderFactory


class Template:
    """Finds songs."""

    def __init__(self, kit: Kit) -> None:
        """Build it; nothing is asked yet."""
        key = kit.keys.get("api_key", "")
        rules = Rules(
            refusal=refusal_by_status,
            is_empty=lambda document: not mapping(document).get("results"),
            secrets=lambda: Secrets(headers={"Authorization": f"Bearer {key}"}),
        )
        self._client = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Make one cheap call."""
        self._search("Here Comes the Sun", keep_s=0)
        return "The key works."

    def find(self, wanted: ItemFacts) -> Listing | None:
        """Return the listing that surely is the wanted item, else None."""
        words = f"{wanted.title} {wanted.creator}".strip()
        return best_match(wanted, _songs(self._search(words, keep_s=DAY_S)))

    def _search(self, words: str, *, keep_s: float) -> object:
        return self._client.get("/search", {"q": words}, keep_s=keep_s)


PROVIDER: Final[ProviderFactory] = Template
"""What builds it; found by this name."""


def _songs(document: Any) -> tuple[Listing, ...]:  # noqa: ANN401 - parsed JSON
    """Return the songs of a search: pure, and forgiving of nulls and missing fields."""
    return tuple(
        Listing(
            source=MANIFEST.name,
            id=text(entry.get("id")),
            kind=Kind.MUSIC,
            title=text(entry.get("title")),
            creators=(text(entry.get("artist")),),
            year=year_of(entry.get("released")),
            credit=MANIFEST.credit,
            links={MANIFEST.name: text(entry.get("page"))} if text(entry.get("page")) else {},
            artwork=text(entry.get("picture")) or None,
        )
        for entry in mappings(mapping(document).get("results"))
        if text(entry.get("id")) and text(entry.get("title"))
    )
