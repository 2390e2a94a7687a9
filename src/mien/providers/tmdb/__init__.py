"""TMDB: posters, trailers, where to watch, films like a film, and films by genre."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import DAY_S, Capability, Key, Manifest
from mien.providers.budget import Budget, Pace

MANIFEST: Final = Manifest(
    name="tmdb",
    title="TMDB",
    preference=30,
    kinds=frozenset({Kind.MOVIE}),
    capabilities=frozenset({Capability.FIND, Capability.STOCK, Capability.SIMILAR}),
    adds=message("Posters, trailers, where to watch, and more films by genre."),
    learns=message(
        "TMDB learns the titles of films in a list, and that films of every mood shelf are "
        "asked for; never which mood anyone has, nor a picture."
    ),
    credit=Credit(
        "tmdb",
        "This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise "
        "approved by TMDB. Where to watch: JustWatch.",
        "https://www.themoviedb.org/",
    ),
    terms_url="https://www.themoviedb.org/api-terms-of-use",
    base_urls={"api": "https://api.themoviedb.org"},
    # About 40 requests a second; half of it is plenty.
    budgets={"calls": Budget(Pace(burst=20, per_second=15.0))},
    keys=(Key("access_token", "read access token (v4) or API key (v3) of themoviedb.org"),),
    key_url="https://www.themoviedb.org/settings/api",
    artwork_hosts=("image.tmdb.org",),
    frame_hosts=("www.youtube-nocookie.com",),
    artwork_kept_s=30 * DAY_S,
)
