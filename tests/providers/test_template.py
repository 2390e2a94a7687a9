"""The template works as it stands, so that a copy of it does."""

from __future__ import annotations

from mien.core.media import Kind
from mien.providers._template.client import Template
from mien.providers._template.manifest import MANIFEST
from mien.providers.base import ItemFacts, Kit
from mien.providers.protocols import Finder


class CannedClient:
    """Answers every question with the same document."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict]] = []

    def get(self, path, params=None, **_):
        self.asked.append((path, dict(params or {})))
        return {"results": [None, {"id": "7", "title": "Song", "artist": "Singer"}, {"id": "8"}]}


def test_a_copy_of_the_template_finds_a_song():
    client, secrets = CannedClient(), []

    def opened(manifest, rules):
        assert manifest is MANIFEST
        secrets.append(rules.secrets())
        return client

    source = Template(Kit(open=opened, keys={"api_key": "k"}))
    assert isinstance(source, Finder)
    assert source.manifest is MANIFEST
    assert source.check()
    found = source.find(ItemFacts(Kind.MUSIC, "Song", ("Singer",), 2000))
    assert found.id == "7"
    assert client.asked[-1] == ("/search", {"q": "Song Singer"})
    assert secrets[0].headers == {"Authorization": "Bearer k"}
