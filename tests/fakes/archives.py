"""Internet Archive, MusicBrainz with Cover Art, ListenBrainz: contract notes 4.3, 4.4, 4.6."""

from __future__ import annotations

import re

from mien.core.media import Item, Kind
from tests.fakes import library
from tests.fakes.messages import Call, Meter, Reply, as_json, as_text

TOKEN = "planted-listenbrainz-token"


class InternetArchive:
    """4.6: fields may be a string or a list, numbers may be strings [M]."""

    HOSTS = ("archive.org", "ia800100.us.archive.org")

    def __init__(self) -> None:
        self.scenario = ""

    def answer(self, call: Call) -> Reply:
        if call.path.startswith(("/services/img/", "/download/")):
            if call.host == "archive.org":
                return Reply(302, b"", {"Location": f"https://ia800100.us.archive.org{call.path}"})
            return Reply(200, library.picture(call.path), {"Content-Type": "image/jpeg"})
        if call.path.startswith("/download/") or call.host != "archive.org":
            return Reply(200, library.picture(call.path), {"Content-Type": "image/jpeg"})
        if call.path.startswith("/embed/"):
            return as_text(f"<h1>The Archive plays {call.path}</h1>", 200, "text/html")
        if call.path.startswith("/metadata/"):
            return as_json({})  # unknown ids get an empty object [S104][M]
        if self.scenario == "bad-query":
            return as_json({"error": "Invalid query"})  # with status 200 [S100]
        if self.scenario == "too-many":
            return Reply(429)
        return self.search(call)

    def search(self, call: Call) -> Reply:
        """4.6 [S100][S101]."""
        query = call.query["q"]
        docs = _COLLECTION if "collection:" in query else _titled(query)
        return as_json(
            {
                "responseHeader": {"status": 0, "QTime": 133},
                "response": {"numFound": len(docs), "start": 0, "docs": docs},
            }
        )


_COLLECTION = [
    {
        "identifier": "fake_detour_1945",
        "title": "A Fake Detour (1945)",
        "creator": ["Fake Pictures", "Someone"],
        "language": "English",
        "collection": ["feature_films", "film_noir"],
        "downloads": "12000",
    },
    {
        "identifier": "fake_silence_1924",
        "title": "A Fake Silence",
        "creator": "Quiet Studio",
        "year": "1924",
        "language": ["eng"],
        "collection": ["silent_films"],
        "downloads": 900,
    },
    {"identifier": "fake_untitled", "title": [], "downloads": 1},
]


def _titled(query: str) -> list[dict]:
    words = re.search(r"title:\((.*?)\)", query)
    found = library.found(Kind.MOVIE, words[1]) if words else []
    return [
        {
            "identifier": f"{library.word(film, 10, 'ia')}",
            "title": f"{film.title} ({film.year})",
            "creator": list(film.creators),
            "year": film.year,
            "downloads": 5,
        }
        for film in found
        if film.year < 1964
    ]


class MusicBrainz:
    """4.3: one call a second, and a User-Agent that says who asks."""

    HOSTS = ("musicbrainz.org", "coverartarchive.org")

    def __init__(self) -> None:
        self.scenario = ""
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


class ListenBrainz:
    """4.4: radio by tags; a token is sent whenever there is one."""

    HOSTS = ("api.listenbrainz.org",)

    def __init__(self) -> None:
        self.scenario = ""

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
