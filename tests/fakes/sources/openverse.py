"""Openverse as the provider contract notes have it, section 4.7."""

from __future__ import annotations

from mien.core.recommendation import SourceStatus
from tests.fakes.messages import Call, Meter, Reply, as_json
from tests.fakes.sources import FakeSource


class Openverse(FakeSource):
    """4.7: 20 a minute, 200 a day, 20 a page without an account [S108][S109]."""

    hosts = ("api.openverse.org",)
    failures = {
        "too-many": (SourceStatus.QUOTA, "limit"),
    }
    limits = {
        "calls": (
            (20, 60),
            (200, 86_400),
        )
    }

    def __init__(self) -> None:
        super().__init__()
        self.meter = Meter(20, 60.0)

    def answer(self, call: Call) -> Reply:
        if int(call.query.get("page_size", 20)) > 20:
            words = "page_size may not exceed 20 for anonymous requests."
            return as_json({"detail": words}, 401)
        if self.scenario == "too-many" or self.meter.is_over():
            return as_json({"detail": "Request was throttled."}, 429, Retry_After=3600)
        words = call.query.get("tags") or call.query.get("q", "")
        return as_json(
            {
                "result_count": 3,
                "page_count": 1,
                "page_size": 20,
                "page": 1,
                "results": [_open_track(words, place) for place in range(3)],
            }
        )


def _open_track(words: str, place: int) -> dict:
    """4.7 [S107]; the last one lies on a host of nobody's."""
    host = "mp3d.jamendo.com" if place < 2 else "files.example"
    title = f"{words.title()} Track {place}"
    return {
        "id": f"00000000-0000-0000-0000-00000000000{place}",
        "title": title,
        "foreign_landing_url": f"https://www.jamendo.com/track/{place}",
        "url": f"https://{host}/download/track/{place}/mp32",
        "creator": "Open Maker",
        "license": "by-nc-sa",
        "license_version": "3.0",
        "license_url": "https://creativecommons.org/licenses/by-nc-sa/3.0/",
        "provider": "jamendo",
        "source": "jamendo",
        "category": "music",
        "genres": None,
        "tags": [{"accuracy": None, "name": words}],
        "attribution": f'"{title}" by Open Maker is licensed under CC BY-NC-SA 3.0.',
        "duration": 270_000,
    }
