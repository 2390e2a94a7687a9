"""Openverse: whole tracks under open licences, without a key."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import DAY_S, Capability, Manifest
from mien.providers.budget import Budget, Pace, Rolling

MANIFEST: Final = Manifest(
    name="openverse",
    title="Openverse",
    preference=100,
    kinds=frozenset({Kind.MUSIC}),
    capabilities=frozenset({Capability.SHELF}),
    adds=message("Whole tracks under open licences, played in the page."),
    learns=message(
        "Openverse learns that tracks of every mood shelf are asked for; never which mood "
        "anyone has, nor a picture. Pressing play tells the track's own host."
    ),
    credit=Credit("openverse", message("Music found with Openverse"), "https://openverse.org/"),
    terms_url="https://docs.openverse.org/terms_of_service.html",
    base_urls={"api": "https://api.openverse.org"},
    # Without an account 20 a minute and 200 a day.
    budgets={"calls": Budget(Pace(burst=6, per_second=0.2), (Rolling(200, DAY_S),))},
    media_hosts=("*.jamendo.com", "upload.wikimedia.org", "cdn.freesound.org"),
    in_flight=1,
)
