"""Spotify: songs and playlists in its own player, and saving picks as a playlist.

Its content is shown as it comes, in its order and in its embeds; it never enters a model or the
ranking, as its terms ask.
"""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import DAY_S, Capability, Key, Manifest
from mien.providers.budget import Budget, Pace, Rolling

MANIFEST: Final = Manifest(
    name="spotify",
    title="Spotify",
    preference=10,
    kinds=frozenset({Kind.MUSIC}),
    capabilities=frozenset({Capability.FIND, Capability.SHELF, Capability.SAVE}),
    adds=message(
        "Its player for songs, playlists beside the picks, and saving picks as a playlist."
    ),
    learns=message(
        "Spotify learns the titles and artists looked up, and that playlists for every mood "
        "shelf are asked for; never which mood anyone has, nor a picture."
    ),
    credit=Credit("spotify", message("Played by Spotify"), "https://open.spotify.com/"),
    terms_url="https://developer.spotify.com/terms",
    base_urls={"api": "https://api.spotify.com", "accounts": "https://accounts.spotify.com"},
    budgets={
        # The quota of a development-mode app is not published; apps were refused at some
        # hundreds of calls in a rolling day, so this stays well below.
        "calls": Budget(Pace(burst=10, per_second=5.0), (Rolling(300, DAY_S),)),
        "token": Budget(Pace(burst=3, per_second=0.1)),
        "save": Budget(Pace(burst=5, per_second=0.5)),
    },
    keys=(
        Key("client_id", "client id of an app at developer.spotify.com"),
        Key("client_secret", "client secret of the same app"),
    ),
    key_url="https://developer.spotify.com/dashboard",
    frame_hosts=("open.spotify.com",),
    items_a_list=5,
)
