"""MusicBrainz with the Cover Art Archive as the provider contract notes have it, section 4.3."""

from __future__ import annotations

import re

from mien.core.media import Item, Kind
from mien.core.recommendation import SourceStatus
from tests.fakes import library
from tests.fakes.messages import Call, Meter, Reply, as_json
from tests.fakes.sources import FakeSource


class MusicBrainz(FakeSource):
    """4.3: one call a second, and a User-Agent that says who asks."""

    hosts = ("musicbrainz.org", "coverartarchive.org")
    failures = {
        "too-fast": (SourceStatus.QUOTA, "one question a second"),
    }
    limits = {"calls": ((1, 1),)}

    def __init__(self) -> None:
        super().__init__()
        self.meter = Meter(1, 1.0)

    def answer(self, call: Call) -> Reply:
        if call.host == "coverartarchive.org":
            return self.cover(call)
        if not re.match(r"\w+/[\d.]+ \(.+\)", call.headers.get("user-agent", "")):
            return Reply(403)  # [S91]
        if self.scenario == "too-fast" or self.meter.is_over():
            return as_json({"error": "Your requests are exceeding the allowable rate limit"}, 503)
        return self.search(call)

    def search(self, call: Call) -> Reply:
        """4.3 [S88]."""
        songs = library.found(Kind.MUSIC, re.sub(r"(recording|artist):", " ", call.query["query"]))
        entries = [
            entry for song in songs[:3] for entry in (_recording(song, "live"), _recording(song))
        ]
        return as_json(
            {
                "created": "2026-11-20T00:00:00Z",
                "count": len(entries),
                "offset": 0,
                "recordings": entries,
            }
        )

    def cover(self, call: Call) -> Reply:
        """4.3: 307 to the Archive, 404 when there is none [S88]; http addresses [M]."""
        if "/0" in call.path:
            return Reply(404)
        release = call.path.split("/")[2]
        return Reply(307, b"", {"Location": f"http://archive.org/download/mbid-{release}/c.jpg"})


def _recording(song: Item, remark: str = "") -> dict:
    return {
        "id": library.uuid(song),
        "score": 100,
        "title": song.title,
        "length": 201_000,
        "video": None,
        "disambiguation": remark,
        "artist-credit": [{"name": name, "joinphrase": ""} for name in song.creators],
        "first-release-date": f"{song.year}-08-22",
        "releases": [{"id": f"1{library.uuid(song)[1:]}", "title": song.work}],
        "isrcs": [f"XXFAK{library.number(song, 7):07d}"],
        "tags": [{"count": 8, "name": "trip hop"}],
    }
