"""OMDb: the exact IMDb page of a film."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import DAY_S, Capability, Key, Manifest
from mien.providers.budget import Budget, Pace, Rolling

MANIFEST: Final = Manifest(
    name="omdb",
    title="OMDb",
    preference=110,
    kinds=frozenset({Kind.MOVIE}),
    capabilities=frozenset({Capability.FIND}),
    adds=message("The exact IMDb page of films that the catalogue can only search for."),
    learns=message(
        "OMDb learns the titles and years of films in a list; never a mood or a picture."
    ),
    credit=Credit("omdb", message("Film data from OMDb, CC BY-NC 4.0"), "https://www.omdbapi.com/"),
    terms_url="https://www.omdbapi.com/legal.htm",
    base_urls={"api": "https://www.omdbapi.com"},
    budgets={"calls": Budget(Pace(burst=10, per_second=5.0), (Rolling(1_000, DAY_S),))},
    keys=(Key("api_key", "key of omdbapi.com"),),
    key_url="https://www.omdbapi.com/apikey.aspx",
)
