"""Asks ListenBrainz."""

from __future__ import annotations

from typing import Final

from mien.core.media import Kind
from mien.core.phrases import Phrase
from mien.providers.answers import refusal_by_status
from mien.providers.base import DAY_S, Answer, Kit, Listing, Manifest, Rules, Secrets
from mien.providers.errors import AuthError, ProviderError
from mien.providers.listenbrainz import MANIFEST, parsers
from mien.providers.protocols import ProviderFactory
from mien.providers.shelves import MoodShelf

_SONGS: Final = 15
_TAG: Final = "chill"


class ListenBrainz:
    """Offers songs by mood tags."""

    def __init__(self, kit: Kit) -> None:
        """Build it; nothing is asked yet."""
        token = kit.keys.get("token", "")
        rules = Rules(
            refusal=refusal,
            secrets=lambda: Secrets(headers={"Authorization": f"Token {token}"}),
        )
        self._client = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Ask for one song."""
        self._radio((_TAG,), count=1, keep_s=0)
        return "It answers."

    def stock(self, shelf: MoodShelf, kind: Kind) -> tuple[Listing, ...]:
        """Return songs that listeners tagged with a word of the shelf."""
        if kind is not Kind.MUSIC:
            return ()
        tags = shelf.tags[:1]
        ids = self._radio(tags, count=_SONGS, keep_s=DAY_S)[:_SONGS]
        if not ids:
            return ()
        params = {"recording_mbids": ",".join(ids), "inc": "artist release"}
        about = self._client.get("/1/metadata/recording/", params, keep_s=DAY_S)
        return parsers.songs(about, tags)

    def _radio(self, tags: tuple[str, ...], *, count: int, keep_s: float) -> tuple[str, ...]:
        params = {"tag": tags[0], "pop_begin": "20", "pop_end": "100", "count": str(count)}
        return parsers.recording_ids(self._client.get("/1/lb-radio/tags", params, keep_s=keep_s))


PROVIDER: Final[ProviderFactory] = ListenBrainz


def refusal(answer: Answer) -> ProviderError | None:
    """Return what an answer means: endpoints close to callers without a token, one by one."""
    if answer.status == 401:
        return AuthError(
            Phrase("It wants a user token for this, or refuses the one it got."),
            Phrase("Copy the token from listenbrainz.org/settings."),
        )
    return refusal_by_status(answer)
