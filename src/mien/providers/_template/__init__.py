"""A provider to copy: the code that asks one outside source. A package without `_` in front is one.

1. Copy this folder; its name is the name of the source. Write here what is known of the source
   before it is asked anything. Keys that it needs stand only here: settings, `mien doctor` and the
   pages read them from the manifest.
2. Write `client.py`: one method for each declared capability, one or two calls each. Functions
   from its JSON to values move to a `parsers.py` when the client gets long.
3. Copy `tests/fakes/sources/_template.py` to a module of the same name as the folder, and let it
   answer as the source does: the tests of all sources then run for this one too.
4. Write its page, `docs/providers/NAME.md` (`-` for `_`), and the Hindi for the texts below, which
   `make translations` lists.
"""

from __future__ import annotations

from typing import Final

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.phrases import message
from mien.providers.base import DAY_S, Capability, Key, Manifest
from mien.providers.budget import Budget, Pace, Rolling

MANIFEST: Final = Manifest(
    name="template",
    title="Template",
    kinds=frozenset({Kind.MUSIC}),
    capabilities=frozenset({Capability.FIND}),
    adds=message("One sentence on what it is good for."),
    learns=message("The title and artist of songs in a list; never a mood or a picture."),
    credit=Credit(
        "template", message("What its terms ask to be shown."), "https://template.example/"
    ),
    terms_url="https://template.example/terms",
    base_urls={"api": "https://api.template.example"},
    budgets={"calls": Budget(Pace(burst=5, per_second=1.0), (Rolling(1_000, DAY_S),))},
    # Without a key, leave out the next two.
    keys=(Key("api_key", "key of an account at template.example"),),
    key_url="https://template.example/keys",
    artwork_hosts=("images.template.example",),
)
