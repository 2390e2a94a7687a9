"""MusicBrainz and the Cover Art Archive: who, when, which recording, and its cover."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import DAY_S, Capability, Manifest
from mien.providers.budget import Budget, Pace

MANIFEST: Final = Manifest(
    name="musicbrainz",
    title="MusicBrainz",
    preference=80,
    kinds=frozenset({Kind.MUSIC}),
    capabilities=frozenset({Capability.FIND}),
    adds=message("Covers from the Cover Art Archive, and the recording's own page."),
    learns=message(
        "MusicBrainz learns the titles and artists of songs in a list; never a mood or a picture."
    ),
    credit=Credit(
        "musicbrainz",
        message("Facts from MusicBrainz (CC0), cover from the Cover Art Archive"),
        "https://musicbrainz.org/",
    ),
    terms_url="https://musicbrainz.org/doc/MusicBrainz_API",
    base_urls={"api": "https://musicbrainz.org"},
    # One request a second from one address; faster callers get nothing at all for a while. The
    # margin is for calls that are held up on their way.
    budgets={"calls": Budget(Pace(burst=1, per_second=0.7), patience_s=6.0)},
    artwork_hosts=("coverartarchive.org", "archive.org", "*.archive.org"),
    artwork_kept_s=30 * DAY_S,
    in_flight=1,
    items_a_list=5,
)
