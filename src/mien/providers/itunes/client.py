"""Asks iTunes Search."""

from __future__ import annotations

from typing import Final

from mien.core.phrases import Phrase
from mien.providers.answers import mapping, refusal_by_status
from mien.providers.base import DAY_S, Answer, ItemFacts, Kit, Listing, Manifest, Rules
from mien.providers.errors import ProviderError, QuotaError
from mien.providers.itunes import MANIFEST, parsers
from mien.providers.matching import best_match
from mien.providers.protocols import ProviderFactory

_BLOCKED_S = 1_800.0
"""How long a block after too many calls lasts is not published; peers wait half an hour."""


class ITunes:
    """Finds songs with cover and preview."""

    def __init__(self, kit: Kit) -> None:
        """Build it; nothing is asked yet."""
        self._market = kit.market
        rules = Rules(refusal=refusal, is_empty=lambda d: not mapping(d).get("resultCount"))
        self._client = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Look up one song."""
        self._search("Here Comes the Sun The Beatles", limit=1, keep_s=0)
        return "It answers; no key is needed."

    def find(self, wanted: ItemFacts) -> Listing | None:
        """Return the song with this title, artist and version, or None."""
        words = f"{wanted.title} {wanted.creator}".strip()
        return best_match(wanted, self._search(words, limit=25, keep_s=DAY_S))

    def _search(self, words: str, *, limit: int, keep_s: float) -> tuple[Listing, ...]:
        params = {
            "term": words,
            "media": "music",
            "entity": "song",
            "country": self._market,
            "limit": str(limit),
        }
        return parsers.songs(self._client.get("/search", params, keep_s=keep_s))


PROVIDER: Final[ProviderFactory] = ITunes


def refusal(answer: Answer) -> ProviderError | None:
    """Return what an answer means: too many calls get a 403 without a word."""
    if answer.status in {403, 429}:
        return QuotaError(Phrase("It takes about 20 questions a minute."), retry_after_s=_BLOCKED_S)
    return refusal_by_status(answer)
