"""ListenBrainz: songs by mood tags that its listeners gave."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import Capability, Key, Manifest
from mien.providers.budget import Budget, Pace

MANIFEST: Final = Manifest(
    name="listenbrainz",
    title="ListenBrainz",
    preference=90,
    kinds=frozenset({Kind.MUSIC}),
    capabilities=frozenset({Capability.STOCK}),
    adds=message("Songs by the mood tags of its listeners; other sources then play them."),
    learns=message(
        "ListenBrainz learns that songs of every mood shelf are asked for; never which mood "
        "anyone has, nor a picture."
    ),
    credit=Credit(
        "listenbrainz",
        message("Found by tags of ListenBrainz listeners"),
        "https://listenbrainz.org/",
    ),
    terms_url="https://metabrainz.org/social-contract",
    base_urls={"api": "https://api.listenbrainz.org"},
    budgets={"calls": Budget(Pace(burst=3, per_second=1.0), patience_s=8.0)},
    keys=(Key("token", "user token of listenbrainz.org/settings"),),
    key_url="https://listenbrainz.org/settings/",
    in_flight=1,
)
