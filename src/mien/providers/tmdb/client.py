"""Asks TMDB."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from mien.core.media import Kind
from mien.core.phrases import Phrase
from mien.providers.answers import mapping, parsed_or_none, refusal_by_status
from mien.providers.base import (
    DAY_S,
    HOUR_S,
    Answer,
    ItemFacts,
    Kit,
    Listing,
    Manifest,
    Rules,
    Secrets,
)
from mien.providers.errors import AuthError, BadAnswerError, ProviderError, QuotaError
from mien.providers.matching import best_match
from mien.providers.protocols import ProviderFactory
from mien.providers.shelves import MoodShelf
from mien.providers.tmdb import MANIFEST, parsers
from mien.providers.tmdb.genres import SHELF_GENRES

VOTE_FLOOR: Final = 300
"""Films with fewer votes are not offered: their average says nothing."""

_PAGES: Final = 5
_STOCKED: Final = 6
_DETAILS: Final = "videos,watch/providers,credits,external_ids"
_LANGUAGE: Final = "en-US"


class Tmdb:
    """Finds films with poster, trailer and offers, and offers films by genre."""

    def __init__(self, kit: Kit, today: Callable[[], float] = time.time) -> None:
        """Build it; nothing is asked yet. `today` decides which page of each shelf is shown."""
        self._market = kit.market
        self._today = today
        secret = kit.keys.get("access_token", "")
        # A v4 read access token is a JWT and goes into a header; a v3 key only into the address.
        secrets = (
            Secrets(headers={"Authorization": f"Bearer {secret}"})
            if secret.count(".") == 2
            else Secrets(params={"api_key": secret})
        )
        rules = Rules(
            refusal=refusal,
            is_empty=lambda document: mapping(document).get("results") == [],
            secrets=lambda: secrets,
        )
        self._client = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Ask for its configuration."""
        self._client.get("/3/configuration", keep_s=0)
        return "The key works."

    def find(self, wanted: ItemFacts) -> Listing | None:
        """Return the film by TMDB or IMDb id, else by title, year and director."""
        known = wanted.ids.get("tmdb") or self._by_imdb(wanted)
        if known:
            return self._film(known)
        params = {"query": wanted.title, "language": _LANGUAGE, "include_adult": "false"}
        if wanted.year:
            params["year"] = str(wanted.year)
        found = self._client.get("/3/search/movie", params, keep_s=DAY_S)
        match = best_match(wanted, parsers.films(found))
        return self._film(match.id) if match else None

    def stock(self, shelf: MoodShelf, kind: Kind) -> tuple[Listing, ...]:
        """Return well voted films of a shelf's genres, another page each day."""
        if kind is not Kind.MOVIE:
            return ()
        page = int(self._today() // DAY_S) % _PAGES + 1
        params = {
            **SHELF_GENRES[shelf.name].params(),
            "include_adult": "false",
            "include_video": "false",
            "language": _LANGUAGE,
            "sort_by": "popularity.desc",
            "vote_count.gte": str(VOTE_FLOOR),
            "vote_average.gte": "6.5",
            "page": str(page),
        }
        found = parsers.films(self._client.get("/3/discover/movie", params, keep_s=12 * HOUR_S))
        return tuple(self._film(film.id) for film in found[:_STOCKED])

    def similar(self, wanted: ItemFacts) -> tuple[Listing, ...]:
        """Return the films that TMDB recommends with a film."""
        found = self.find(wanted)
        if found is None:
            return ()
        path = f"/3/movie/{found.id}/recommendations"
        listed = self._client.get(path, {"language": _LANGUAGE}, keep_s=DAY_S)
        return parsers.films(listed)

    def _by_imdb(self, wanted: ItemFacts) -> str | None:
        imdb = wanted.ids.get("imdb")
        if not imdb:
            return None
        params = {"external_source": "imdb_id", "language": _LANGUAGE}
        found = parsers.films(self._client.get(f"/3/find/{imdb}", params, keep_s=7 * DAY_S))
        return found[0].id if found else None

    def _film(self, number: str) -> Listing:
        params = {
            "language": _LANGUAGE,
            "append_to_response": _DETAILS,
            "include_video_language": "en,null",
        }
        return parsers.film(
            self._client.get(f"/3/movie/{number}", params, keep_s=DAY_S), self._market
        )


PROVIDER: Final[ProviderFactory] = Tmdb


def refusal(answer: Answer) -> ProviderError | None:
    """Return what an answer means, by TMDB's own status codes."""
    code = mapping(parsed_or_none(answer)).get("status_code")
    match code:
        case 7 | 3 | 10 | 14:
            return AuthError(
                Phrase("It does not know the key."), Phrase("Copy it again from themoviedb.org.")
            )
        case 32:
            return AuthError(
                Phrase("The account's e-mail address is not confirmed."), Phrase("Confirm it.")
            )
        case 25:
            return QuotaError(Phrase("It is asked too often."), retry_after_s=2.0)
        case 22:
            return BadAnswerError(Phrase("It has no such page."))
        case _:
            return refusal_by_status(answer)
