"""Internet Archive as the provider contract notes have it, section 4.6."""

from __future__ import annotations

import re

from mien.core.media import Kind
from mien.core.recommendation import SourceStatus
from tests.fakes import library
from tests.fakes.messages import Call, Reply, as_json, as_text
from tests.fakes.sources import FakeSource


class InternetArchive(FakeSource):
    """4.6: fields may be a string or a list, numbers may be strings [M]."""

    hosts = ("archive.org", "ia800100.us.archive.org")
    failures = {
        "bad-query": (SourceStatus.UNREACHABLE, "did not understand"),
        "too-many": (SourceStatus.QUOTA, "limit"),
    }
    limits = {"calls": ((1, 1),)}

    def budget_of(self, call: Call) -> str | None:
        return "calls" if call.path == "/advancedsearch.php" else None

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
