"""ListenBrainz as the provider contract notes have it, section 4.4."""

from __future__ import annotations

from mien.core.media import Kind
from mien.core.recommendation import SourceStatus
from tests.fakes import library
from tests.fakes.messages import Call, Reply, as_json
from tests.fakes.sources import FakeSource

TOKEN = "planted-listenbrainz-token"


class ListenBrainz(FakeSource):
    """4.4: radio by tags; a token is sent whenever there is one."""

    hosts = ("api.listenbrainz.org",)
    keys = {"token": TOKEN}
    failures = {
        "too-many": (SourceStatus.QUOTA, "limit"),
    }

    def answer(self, call: Call) -> Reply:
        if call.headers.get("authorization") != f"Token {TOKEN}":
            return as_json({"code": 401, "error": "Due to bad actors…"}, 401)  # [S93]
        if self.scenario == "too-many":
            return as_json({"code": 429, "error": "Too many"}, 429, X_RateLimit_Reset_In=7)
        if call.path == "/1/lb-radio/tags":
            return self.radio(call)
        if call.path == "/1/metadata/recording/":
            return self.metadata(call)
        return as_json({"code": 404, "error": "Not found"}, 404)

    def radio(self, call: Call) -> Reply:
        """4.4 [S93]: pop_begin, pop_end and count are required; order is random."""
        missing = {"pop_begin", "pop_end", "count"} - set(call.query)
        if missing:
            return as_json({"code": 400, "error": f"{min(missing)} is required"}, 400)
        songs = library.items(Kind.MUSIC)[: int(call.query["count"])]
        return as_json(
            [
                {
                    "recording_mbid": library.uuid(song),
                    "tag_count": 3,
                    "percent": place / 10,
                    "source": "recording" if place % 2 else "artist",
                }
                for place, song in enumerate(songs)
            ]
        )

    def metadata(self, call: Call) -> Reply:
        """4.4 [S93]; the shape of an entry [M]."""
        wanted = call.query["recording_mbids"].split(",")
        return as_json(
            {
                mbid: {
                    "recording": {"name": f"Radio Song {place}", "length": 200_000},
                    "artist": {"name": f"Radio Artist {place}"},
                    "release": {"name": "Radio Album", "year": 1990 + place} if place else {},
                }
                for place, mbid in enumerate(wanted)
            }
        )
