"""Asks the source. MANDATORY; one method for each declared capability."""

from __future__ import annotations

from mien.providers._template import parsers
from mien.providers._template.manifest import MANIFEST
from mien.providers.answers import mapping, refusal_by_status
from mien.providers.base import HOUR_S, ItemFacts, Kit, Listing, Manifest, Rules, Secrets
from mien.providers.matching import best_match


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
        """Make one cheap call. MANDATORY."""
        self._client.get("/ping", keep_s=0)
        return "The key works."

    def find(self, wanted: ItemFacts) -> Listing | None:
        """Return the listing that surely is the wanted item. OPTIONAL: with `find` declared."""
        query = {"q": f"{wanted.title} {wanted.maker}".strip()}
        return best_match(wanted, parsers.songs(self._client.get("/search", query, keep_s=HOUR_S)))
