"""YouTube: its player for videos, songs and trailers; searches are scarce and spent last."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import Capability, Key, Manifest
from mien.providers.budget import Budget, Pace, PacificDay
from mien.providers.youtube.playlists import check_playlists

MANIFEST: Final = Manifest(
    name="youtube",
    title="YouTube",
    preference=20,
    kinds=frozenset(Kind),
    capabilities=frozenset({Capability.FIND, Capability.STOCK}),
    adds=message(
        "Its player, in the mode without cookies, for videos and for what nothing else plays."
    ),
    learns=message(
        "Google learns the titles of things in a list; never a mood or a picture. Pressing "
        "play tells it the video."
    ),
    credit=Credit("youtube", message("Played by YouTube"), "https://www.youtube.com/t/terms"),
    terms_url="https://developers.google.com/youtube/terms/api-services-terms-of-service",
    base_urls={"api": "https://www.googleapis.com"},
    budgets={
        "calls": Budget(Pace(burst=10, per_second=5.0), (PacificDay(10_000),)),
        "search": Budget(Pace(burst=2, per_second=0.1), (PacificDay(100),)),
    },
    keys=(
        Key("api_key", "key of a project at console.cloud.google.com"),
        Key(
            "playlists",
            "playlists that the operator chose, as `shelf=id,…`",
            optional=True,
            check=check_playlists,
        ),
    ),
    key_url="https://console.cloud.google.com/apis/credentials",
    artwork_hosts=("i.ytimg.com",),
    frame_hosts=("www.youtube-nocookie.com",),
    last_resort=True,
)
