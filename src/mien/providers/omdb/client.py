"""Asks OMDb."""

from __future__ import annotations

from typing import Final

from mien.core.phrases import Phrase
from mien.providers.answers import mapping, parsed_or_none, refusal_by_status, text
from mien.providers.base import DAY_S, Answer, ItemFacts, Kit, Listing, Manifest, Rules, Secrets
from mien.providers.errors import (
    AuthError,
    BadAnswerError,
    NothingThereError,
    ProviderError,
    QuotaError,
)
from mien.providers.matching import best_match
from mien.providers.omdb import MANIFEST, parsers
from mien.providers.protocols import ProviderFactory


class Omdb:
    """Finds films by title and year."""

    def __init__(self, kit: Kit) -> None:
        """Build it; nothing is asked yet."""
        key = kit.keys.get("api_key", "")
        rules = Rules(refusal=refusal, secrets=lambda: Secrets(params={"apikey": key}))
        self._client = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Ask for one film."""
        self._client.get("/", {"i": "tt0031381"}, keep_s=0)
        return "The key works."

    def find(self, wanted: ItemFacts) -> Listing | None:
        """Return the film; one whose IMDb page is known already is not asked for."""
        if wanted.ids.get("imdb"):
            return None
        params = {"t": wanted.title, "type": "movie", "plot": "short"}
        if wanted.year:
            params["y"] = str(wanted.year)
        found = parsers.film(self._client.get("/", params, keep_s=DAY_S))
        return best_match(wanted, [found] if found else [])


PROVIDER: Final[ProviderFactory] = Omdb


def refusal(answer: Answer) -> ProviderError | None:
    """Return what an answer means, by its words: an error may come with status 200 or 401."""
    document = mapping(parsed_or_none(answer))
    if document.get("Response") != "False":
        return refusal_by_status(answer)
    words = text(document.get("Error")).lower()
    if "limit" in words:
        return QuotaError(
            Phrase("The day's 1,000 questions are used up."), retry_after_s=6 * 3_600.0
        )
    if "key" in words:
        return AuthError(
            Phrase("It does not know the key."), Phrase("Copy it again from OMDb's e-mail.")
        )
    if "not found" in words:
        return NothingThereError(Phrase("It does not know this film."))
    return BadAnswerError(Phrase("It did not understand the question."))
