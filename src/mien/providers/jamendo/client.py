"""Asks Jamendo."""

from __future__ import annotations

from typing import Final

from mien.core.media import Kind
from mien.core.phrases import Phrase
from mien.providers.answers import mapping, parsed_or_none, refusal_by_status
from mien.providers.base import DAY_S, Answer, Kit, Listing, Manifest, Rules, Secrets
from mien.providers.errors import AuthError, BadAnswerError, ProviderError, QuotaError
from mien.providers.jamendo import MANIFEST, parsers
from mien.providers.protocols import ProviderFactory
from mien.providers.shelves import MoodShelf


class Jamendo:
    """Offers whole tracks by mood tags."""

    def __init__(self, kit: Kit) -> None:
        """Build it; nothing is asked yet."""
        client_id = kit.keys.get("client_id", "")
        rules = Rules(
            refusal=refusal,
            keepable=parsers.without_app_id,
            is_empty=lambda document: not mapping(document).get("results"),
            secrets=lambda: Secrets(params={"client_id": client_id}),
        )
        self._client = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Ask for one track."""
        self._client.get("/v3.0/tracks/", {"format": "json", "limit": "1"}, keep_s=0)
        return "The client id works."

    def stock(self, shelf: MoodShelf, kind: Kind) -> tuple[Listing, ...]:
        """Return tracks tagged with the words of a shelf, the most popular of the month first."""
        if kind is not Kind.MUSIC:
            return ()
        params = {
            "format": "json",
            "limit": "20",
            "fuzzytags": " ".join(shelf.tags),
            "include": "musicinfo licenses",
            "audioformat": "mp32",
            "imagesize": "300",
            "groupby": "artist_id",
            "boost": "popularity_month",
        }
        return parsers.tracks(self._client.get("/v3.0/tracks/", params, keep_s=DAY_S))


PROVIDER: Final[ProviderFactory] = Jamendo


def refusal(answer: Answer) -> ProviderError | None:
    """Return what an answer means: errors come with status 200 and a code that is not 0."""
    refused = refusal_by_status(answer)
    code = mapping(mapping(parsed_or_none(answer)).get("headers")).get("code", 0)
    if refused is not None or code == 0:
        return refused
    if code == 5:
        return AuthError(
            Phrase("It does not know the client id."), Phrase("Check it at devportal.jamendo.com.")
        )
    if code == 6:
        return QuotaError(Phrase("Its limit is reached."))
    return BadAnswerError(Phrase("It did not understand the question (code %(code)s).", code=code))
