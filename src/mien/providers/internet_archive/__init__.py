"""Internet Archive: films and shorts in the public domain, whole, with a player."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import DAY_S, Capability, Manifest
from mien.providers.budget import Budget, Pace

MANIFEST: Final = Manifest(
    name="internet_archive",
    title="Internet Archive",
    preference=60,
    kinds=frozenset({Kind.MOVIE, Kind.VIDEO}),
    capabilities=frozenset({Capability.FIND, Capability.STOCK}),
    adds=message("Whole films and shorts in the public domain, played in the page."),
    learns=message("The Archive learns the titles of films in a list; never a mood or a picture."),
    credit=Credit(
        "internet_archive",
        message("From the Internet Archive, marked there as public domain"),
        "https://archive.org/",
    ),
    terms_url="https://archive.org/about/terms.php",
    base_urls={"api": "https://archive.org"},
    budgets={"calls": Budget(Pace(burst=1, per_second=0.8), patience_s=8.0)},
    artwork_hosts=("archive.org", "*.archive.org"),
    frame_hosts=("archive.org",),
    artwork_kept_s=30 * DAY_S,
    in_flight=1,
    items_a_list=4,
)
