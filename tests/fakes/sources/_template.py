"""A fake to copy, as the source's own documentation has it: name the section beside each answer."""

from __future__ import annotations

from mien.core.media import Item, Kind
from mien.core.recommendation import SourceStatus
from tests.fakes import library
from tests.fakes.messages import Call, Reply, as_json
from tests.fakes.sources import FakeSource

API_KEY = "planted-template-key"


class Template(FakeSource):
    """Knows the songs of the catalogue; `scenario` chooses what goes wrong."""

    hosts = ("api.template.example", "images.template.example")
    keys = {"api_key": API_KEY}
    failures = {"too-many": (SourceStatus.QUOTA, "limit")}
    limits = {"calls": ((1_000, 86_400),)}

    def answer(self, call: Call) -> Reply:
        if call.host == "images.template.example":
            return Reply(200, library.picture(call.path), {"Content-Type": "image/jpeg"})
        if call.headers.get("authorization") != f"Bearer {API_KEY}":
            return as_json({"error": "unknown key"}, 401)
        if self.scenario == "too-many":
            return as_json({"error": "too many requests"}, 429, Retry_After=60)
        songs = library.found(Kind.MUSIC, call.query["q"])[:3]
        return as_json({"results": [None, *map(_song, songs)]})


def _song(song: Item) -> dict:
    number = library.number(song)
    return {
        "id": str(number),
        "title": song.title,
        "artist": song.creators[0],
        "released": f"{song.year}-05-01",
        "page": f"https://template.example/songs/{number}",
        "picture": f"https://images.template.example/{number}.jpg",
    }
