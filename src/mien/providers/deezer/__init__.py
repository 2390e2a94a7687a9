"""Deezer's public catalogue: covers, and previews fetched at the moment of playing."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import Capability, Manifest
from mien.providers.budget import Budget, Pace

MANIFEST: Final = Manifest(
    name="deezer",
    title="Deezer",
    preference=50,
    kinds=frozenset({Kind.MUSIC}),
    capabilities=frozenset({Capability.FIND, Capability.PREVIEW}),
    adds=message(
        "Covers and 30-second previews. Deezer no longer supports this interface; it may end."
    ),
    learns=message(
        "Deezer learns the title and artist of songs in a list; never a mood or a picture."
    ),
    credit=Credit("deezer", message("Preview and cover from Deezer"), "https://www.deezer.com/"),
    terms_url="https://developers.deezer.com/termsofuse",
    base_urls={"api": "https://api.deezer.com"},
    # 50 calls in 5 seconds from one address.
    budgets={"calls": Budget(Pace(burst=20, per_second=6.0))},
    artwork_hosts=("*.dzcdn.net",),
    media_hosts=("*.dzcdn.net",),
)
