"""What is known of the source before it is asked anything. MANDATORY."""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.providers.base import Capability, Key, Manifest
from mien.providers.budget import DAY_S, Budget, Pace, Rolling

MANIFEST: Final = Manifest(
    name="template",
    title="Template",
    kinds=frozenset({Kind.MUSIC}),
    capabilities=frozenset({Capability.FIND}),
    adds="One sentence on what it is good for.",
    learns="The title and maker of each song that is looked up; never a mood or a picture.",
    credit=Credit("template", "What its terms ask to be shown.", "https://template.example/"),
    terms_url="https://template.example/terms",
    base_urls={"api": "https://api.template.example"},
    budgets={"calls": Budget(Pace(burst=5, per_second=1.0), (Rolling(1_000, DAY_S),))},
    keys=(Key("api_key"),),
    key_url="https://template.example/keys",
    artwork_hosts=("images.template.example",),
)
