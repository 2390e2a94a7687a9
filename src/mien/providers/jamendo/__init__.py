"""Jamendo: whole tracks under Creative Commons licences, with mood tags."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import DAY_S, Capability, Key, Manifest
from mien.providers.budget import Budget, Pace, Rolling

MANIFEST: Final = Manifest(
    name="jamendo",
    title="Jamendo",
    preference=70,
    kinds=frozenset({Kind.MUSIC}),
    capabilities=frozenset({Capability.STOCK}),
    adds=message("Whole tracks by independent artists, with mood tags, played in the page."),
    learns=message(
        "Jamendo learns that someone here asks for its mood shelves, all of them alike; never "
        "which mood anyone has, nor a picture. Pressing play tells it the track."
    ),
    credit=Credit("jamendo", message("Music from Jamendo"), "https://www.jamendo.com/"),
    terms_url="https://devportal.jamendo.com/api_terms_of_use",
    base_urls={"api": "https://api.jamendo.com"},
    budgets={"calls": Budget(Pace(burst=6, per_second=2.0), (Rolling(35_000, 30 * DAY_S),))},
    keys=(Key("client_id", "client id of an app at devportal.jamendo.com"),),
    key_url="https://devportal.jamendo.com/",
    artwork_hosts=("usercontent.jamendo.com",),
    media_hosts=("*.jamendo.com",),
    artwork_kept_s=7 * DAY_S,
    in_flight=2,
)
