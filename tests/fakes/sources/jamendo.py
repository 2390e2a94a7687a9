"""Jamendo as the provider contract notes have it, section 4.5."""

from __future__ import annotations

from mien.core.recommendation import SourceStatus
from tests.fakes import library
from tests.fakes.messages import Call, Reply, as_json
from tests.fakes.sources import FakeSource

CLIENT_ID = "planted-jamendo-id"


class Jamendo(FakeSource):
    """4.5: errors come inside status 200 [S97]; codes 5 and 6 [M]."""

    hosts = (
        "api.jamendo.com",
        "usercontent.jamendo.com",
        "prod-1.storage.jamendo.com",
        "mp3d.jamendo.com",
    )
    keys = {"client_id": CLIENT_ID}
    failures = {
        "too-many": (SourceStatus.QUOTA, "limit"),
    }
    limits = {"calls": ((35_000, 30 * 86_400),)}

    def answer(self, call: Call) -> Reply:
        if call.host == "usercontent.jamendo.com":
            return Reply(200, library.picture(str(call.query)), {"Content-Type": "image/jpeg"})
        if call.host != "api.jamendo.com":
            return Reply(200, library.sound(str(call.query)), {"Content-Type": "audio/wav"})
        if call.query.get("client_id") != CLIENT_ID:
            return _answer(5, "Your credential is not authorized.")
        if self.scenario == "too-many":
            return _answer(6, "Rate limit exceeded")
        tags = call.query.get("fuzzytags", "calm").split()
        return as_json(
            {
                "headers": {
                    "status": "success",
                    "code": 0,
                    "error_message": "",
                    "warnings": "",
                    "results_count": 4,
                },
                "results": [_track(tags, place) for place in range(4)],
            }
        )


def _answer(code: int, message: str) -> Reply:
    headers = {"status": "failed", "code": code, "error_message": message, "results_count": 0}
    return as_json({"headers": headers, "results": []})


def _track(tags: list[str], place: int) -> dict:
    """4.5 [S95]; `audio` names our app in `from=`; musicinfo may be missing."""
    track = f"15{sum(map(ord, tags[0]))}{place}"
    entry = {
        "id": track,
        "name": f"{tags[0].title()} Open Song {place}",
        "duration": 183,
        "artist_id": str(place),
        "artist_name": f"Open {tags[0].title()} Artist {place}",
        "album_name": "Open Album",
        "license_ccurl": "http://creativecommons.org/licenses/by-nc-sa/3.0/",
        "releasedate": f"{2010 + place}-04-20",
        "album_image": f"https://usercontent.jamendo.com?type=album&id={track}&width=300",
        "audio": f"https://prod-1.storage.jamendo.com/?trackid={track}&format=mp32"
        f"&from=app-{CLIENT_ID}",
        "audiodownload_allowed": True,
        "shareurl": f"https://www.jamendo.com/track/{track}",
    }
    if place:
        entry["musicinfo"] = {
            "vocalinstrumental": "instrumental" if place % 2 else "vocal",
            "lang": "" if place % 2 else "en",
            "speed": "medium",
            "tags": {"genres": ["pop"], "instruments": ["guitar"], "vartags": tags},
        }
    return entry
