"""Asks Deezer's public catalogue."""

from __future__ import annotations

from typing import Final

from mien.core.phrases import Phrase
from mien.providers.answers import mapping, parsed_or_none, refusal_by_status
from mien.providers.base import DAY_S, Answer, ItemFacts, Kit, Listing, Manifest, Rules
from mien.providers.deezer import MANIFEST, parsers
from mien.providers.errors import (
    AuthError,
    BadAnswerError,
    NothingThereError,
    ProviderError,
    QuotaError,
    UnreachableError,
)
from mien.providers.matching import best_match
from mien.providers.protocols import ProviderFactory

_PAUSE_S = 5.0


class Deezer:
    """Finds songs with cover, and a preview when someone presses play."""

    def __init__(self, kit: Kit) -> None:
        """Build it; nothing is asked yet."""
        rules = Rules(
            refusal=refusal,
            keepable=parsers.without_previews,
            is_empty=lambda document: mapping(document).get("data") == [],
        )
        self._client = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Look up one track."""
        self._client.get("/track/3135553", keep_s=0)
        return "It answers; no key is needed."

    def find(self, wanted: ItemFacts) -> Listing | None:
        """Return the song with this title, artist and version, or None."""
        query = f'track:"{_quotable(wanted.title)}"'
        if wanted.creator:
            query = f'artist:"{_quotable(wanted.creator)}" {query}'
        found = self._client.get("/search", {"q": query, "limit": "25"}, keep_s=DAY_S)
        return best_match(wanted, parsers.songs(found))

    def preview(self, listing_id: str) -> str:
        """Return the address of a preview that works for about a quarter of an hour."""
        address = parsers.preview_of(self._client.get(f"/track/{listing_id}", keep_s=0))
        if not address:
            raise NothingThereError(Phrase("This song has no preview."))
        return address


PROVIDER: Final[ProviderFactory] = Deezer


def refusal(answer: Answer) -> ProviderError | None:
    """Return what an answer means: errors come with status 200 and an `error` that is not empty."""
    refused = refusal_by_status(answer)
    error = mapping(mapping(parsed_or_none(answer)).get("error"))
    if refused is not None or not error:
        return refused
    match error.get("code"):
        case 4:
            return QuotaError(Phrase("It takes 50 questions in 5 seconds."), retry_after_s=_PAUSE_S)
        case 700:
            return UnreachableError(Phrase("It is busy."))
        case 800:
            return NothingThereError(Phrase("It has no such song."))
        case 200 | 300:
            return AuthError(Phrase("It no longer answers this without a login."))
        case _:
            return BadAnswerError(Phrase("It did not understand the question."))


def _quotable(text: str) -> str:
    return text.replace('"', " ")
