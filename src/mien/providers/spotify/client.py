"""Asks Spotify with the app's own token (client credentials)."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import ShelfEntry
from mien.providers.answers import mapping, mappings
from mien.providers.base import DAY_S, ItemFacts, JsonClient, Kit, Listing, Manifest, Rules, Secrets
from mien.providers.matching import best_match
from mien.providers.protocols import ProviderFactory
from mien.providers.shelves import MoodShelf
from mien.providers.spotify import MANIFEST, parsers
from mien.providers.spotify.login import SpotifyLogin
from mien.providers.spotify.refusals import refusal
from mien.providers.spotify.tokens import AppToken

_MOST_RESULTS: Final = "10"
"""A development-mode app gets no more than ten; a larger limit is refused."""

_MOST_ADDED: Final = 100
_PLAYLISTS_SHOWN: Final = 4


class Spotify:
    """Finds songs and playlists, and saves playlists for a person who is logged in."""

    def __init__(self, kit: Kit) -> None:
        """Build it; nothing is asked yet."""
        self._market = kit.market
        # The token is asked for by a client without secrets of its own.
        accounts = kit.open(MANIFEST, Rules(refusal=refusal))
        token = AppToken(accounts, kit.keys.get("client_id", ""), kit.keys.get("client_secret", ""))
        rules = Rules(
            refusal=refusal,
            is_empty=_is_empty,
            secrets=lambda: Secrets(headers={"Authorization": f"Bearer {token.value()}"}),
            renew=token.renew,
        )
        self.login = SpotifyLogin(accounts, kit.keys.get("client_id", ""))
        self._client: JsonClient = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Search for one track, which needs keys and a paying owner."""
        self._search("track", 'track:"Here Comes the Sun"', keep_s=0)
        return "The keys work and the owner's subscription is active."

    def find(self, wanted: ItemFacts) -> Listing | None:
        """Return the track; one whose Spotify id is known is not asked for."""
        known = wanted.ids.get(MANIFEST.name)
        if known:
            return _known(wanted, known)
        words = f'track:"{_quotable(wanted.title)}"'
        if wanted.creator:
            words = f'{words} artist:"{_quotable(wanted.creator)}"'
        if wanted.isrc:
            words = f"isrc:{wanted.isrc}"
        return best_match(wanted, parsers.tracks(self._search("track", words, keep_s=DAY_S)))

    def entries(self, shelf: MoodShelf) -> tuple[ShelfEntry, ...]:
        """Return a few playlists in Spotify's own order."""
        found = self._search("playlist", shelf.playlist, keep_s=DAY_S)
        return parsers.playlists(found)[:_PLAYLISTS_SHOWN]

    def save(self, name: str, listing_ids: tuple[str, ...], access_token: str) -> str:
        """Make a private playlist in the account of the person whose token it is."""
        headers = {"Authorization": f"Bearer {access_token}"}
        body = {"name": name, "description": "Picked by Mien", "public": False}
        made = self._client.post("/v1/me/playlists", body, budget="save", headers=headers)
        playlist = str(mapping(made).get("id", ""))
        uris = [f"spotify:track:{listing_id}" for listing_id in listing_ids]
        for first in range(0, len(uris), _MOST_ADDED):
            self._client.post(
                f"/v1/playlists/{playlist}/items",
                {"uris": uris[first : first + _MOST_ADDED], "position": first},
                budget="save",
                headers=headers,
            )
        return f"https://open.spotify.com/playlist/{playlist}"

    def _search(self, what: str, words: str, *, keep_s: float) -> object:
        # Without a market everything counts as unavailable.
        params = {"q": words, "type": what, "market": self._market, "limit": _MOST_RESULTS}
        return self._client.get("/v1/search", params, keep_s=keep_s)


PROVIDER: Final[ProviderFactory] = Spotify


def _known(wanted: ItemFacts, track: str) -> Listing:
    return Listing(
        source=MANIFEST.name,
        id=track,
        kind=wanted.kind,
        title=wanted.title,
        creators=wanted.creators,
        year=wanted.year,
        credit=MANIFEST.credit,
        ids={MANIFEST.name: track},
        links={MANIFEST.name: f"https://open.spotify.com/track/{track}"},
        player=parsers.embed("track", track),
    )


def _is_empty(document: object) -> bool:
    found = mapping(document)
    return not any(
        list(mappings(mapping(found.get(name)).get("items"))) for name in ("tracks", "playlists")
    )


def _quotable(text: str) -> str:
    return text.replace('"', " ")
