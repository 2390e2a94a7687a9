"""iTunes Search: 30-second previews and covers without a key."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import DAY_S, Capability, Manifest
from mien.providers.budget import Budget, Pace

MANIFEST: Final = Manifest(
    name="itunes",
    title="iTunes",
    preference=40,
    kinds=frozenset({Kind.MUSIC}),
    capabilities=frozenset({Capability.FIND}),
    adds=message("Covers, 30-second previews and a link to Apple Music."),
    learns=message(
        "Apple learns the title and artist of songs in a list; never a mood or a picture."
    ),
    credit=Credit(
        "itunes", message("Preview and cover from Apple Music"), "https://music.apple.com/"
    ),
    terms_url="https://performance-partners.apple.com/search-api",
    base_urls={"api": "https://itunes.apple.com"},
    # About 20 calls a minute: 5 at once and 15 more.
    budgets={"calls": Budget(Pace(burst=5, per_second=0.25), patience_s=4.5)},
    artwork_hosts=("*.mzstatic.com",),
    media_hosts=("audio-ssl.itunes.apple.com",),
    artwork_kept_s=DAY_S,
    in_flight=1,
    items_a_list=5,
)
