"""Asks MusicBrainz."""

from __future__ import annotations

from typing import Final

from mien.core.phrases import Phrase
from mien.providers.answers import mapping, refusal_by_status
from mien.providers.base import DAY_S, Answer, ItemFacts, Kit, Listing, Manifest, Rules
from mien.providers.errors import AuthError, ProviderError, QuotaError
from mien.providers.matching import best_match
from mien.providers.musicbrainz import MANIFEST, parsers
from mien.providers.protocols import ProviderFactory

_PAUSE_S = 2.0


class MusicBrainz:
    """Finds recordings with their cover."""

    def __init__(self, kit: Kit) -> None:
        """Build it; nothing is asked yet."""
        rules = Rules(
            refusal=refusal, is_empty=lambda document: not mapping(document).get("recordings")
        )
        self._client = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Search for one recording."""
        params = {"query": 'recording:"Here Comes the Sun"', "fmt": "json", "limit": "1"}
        self._client.get("/ws/2/recording", params, keep_s=0)
        return "It answers; no key is needed."

    def find(self, wanted: ItemFacts) -> Listing | None:
        """Return the recording by ISRC, else by title, artist and version."""
        if wanted.isrc:
            query = f"isrc:{wanted.isrc}"
        else:
            query = f"recording:{_phrase(wanted.title)}"
            if wanted.creator:
                query = f"{query} AND artist:{_phrase(wanted.creator)}"
        params = {"query": query, "fmt": "json", "limit": "25"}
        found = self._client.get("/ws/2/recording", params, keep_s=7 * DAY_S)
        return best_match(wanted, parsers.recordings(found))


PROVIDER: Final[ProviderFactory] = MusicBrainz


def refusal(answer: Answer) -> ProviderError | None:
    """Return what an answer means: 503 is for callers that are too fast."""
    if answer.status == 503:
        return QuotaError(Phrase("It takes one question a second."), retry_after_s=_PAUSE_S)
    if answer.status == 403:
        return AuthError(
            Phrase("It refuses programs that do not say who runs them."),
            Phrase("Set MIEN_OPERATOR_CONTACT to an address of yours."),
        )
    return refusal_by_status(answer)


def _phrase(words: str) -> str:
    r"""Quote words for Lucene, in which `"` and `\` have a meaning."""
    escaped = words.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
