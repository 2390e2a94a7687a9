"""YouTube as the provider contract notes have it, section 3."""

from __future__ import annotations

import html

from mien.core.media import Item, Kind
from mien.core.recommendation import SourceStatus
from tests.fakes import library
from tests.fakes.messages import Call, Reply, as_json, as_text
from tests.fakes.sources import FakeSource

API_KEY = "planted-youtube-key"


class YouTube(FakeSource):
    """Counts searches; the 101st of a day is refused."""

    hosts = ("www.googleapis.com", "i.ytimg.com", "www.youtube-nocookie.com")
    keys = {"api_key": API_KEY}
    failures = {
        "key-blocked": (SourceStatus.AUTH, "may not be used"),
        "not-enabled": (SourceStatus.AUTH, "does not have"),
        "quota-403": (SourceStatus.QUOTA, "day's quota"),
        "busy": (SourceStatus.QUOTA, "too often"),
    }
    limits = {"calls": ((10_000, 86_400),), "search": ((100, 86_400),)}

    def __init__(self) -> None:
        super().__init__()
        self.searches = 0
        self.known: dict[str, Item] = {}

    def budget_of(self, call: Call) -> str | None:
        return "search" if call.path.endswith("/search") else super().budget_of(call)

    def answer(self, call: Call) -> Reply:
        if call.host == "i.ytimg.com":
            return Reply(200, library.picture(call.path), {"Content-Type": "image/jpeg"})
        if call.host == "www.youtube-nocookie.com":
            return as_text(f"<h1>YouTube plays {call.path}</h1>", 200, "text/html")
        return self.refused(call) or self.answered(call)

    def answered(self, call: Call) -> Reply:
        match call.path:
            case "/youtube/v3/search":
                return self.search(call)
            case "/youtube/v3/videos":
                return self.videos(call)
            case "/youtube/v3/playlistItems":
                return self.playlist(call)
        return as_json({"error": {"code": 404, "message": "Not Found", "errors": []}}, 404)

    def refused(self, call: Call) -> Reply | None:
        """3.3: wrong key [M]; key not allowed [S63]; API not enabled [M]; quota as 403 [S63]."""
        key = call.query.get("key") or call.headers.get("x-goog-api-key")
        if key != API_KEY:
            return _error(400, "badRequest", "INVALID_ARGUMENT", "API_KEY_INVALID")
        match self.scenario:
            case "key-blocked":
                return _error(403, "forbidden", "PERMISSION_DENIED", "API_KEY_SERVICE_BLOCKED")
            case "not-enabled":
                return _error(403, "accessNotConfigured", "PERMISSION_DENIED", "")
            case "quota-403":
                return as_json(
                    {
                        "error": {
                            "code": 403,
                            "message": "The request cannot be completed because you have exceeded "
                            'your <a href="/youtube/v3/getting-started#quota">quota</a>.',
                            "errors": [
                                {
                                    "message": "…",
                                    "domain": "youtube.quota",
                                    "reason": "quotaExceeded",
                                }
                            ],
                        }
                    },
                    403,
                )
            case "busy":
                return _error(429, "rateLimitExceeded", "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED")
        return None

    def search(self, call: Call) -> Reply:
        """3.1 [S58]: titles are HTML [M], other kinds have no id; 100 a day [S60], 429 [S64]."""
        self.searches += 1
        if self.searches > 100:
            return as_json(
                {
                    "error": {
                        "code": 429,
                        "message": "Quota exceeded for quota metric 'Search Queries' and limit "
                        "'Search Queries per day' of service 'youtube.googleapis.com' for consumer "
                        "'project_number:1'.",
                        "errors": [
                            {"message": "…", "domain": "global", "reason": "rateLimitExceeded"}
                        ],
                        "status": "RESOURCE_EXHAUSTED",
                    }
                },
                429,
            )
        found = [item for kind in Kind for item in library.found(kind, call.query["q"])]
        entries = [_other_kind()]
        for item in found[:3]:
            video = library.word(item, 11, "v")
            self.known[video] = item
            entries.append(_result(video, item))
        return as_json(search_list(entries))

    def videos(self, call: Call) -> Reply:
        """3.2 [S58]: deleted ids are simply absent; counts are strings."""
        ids = call.query["id"].split(",")
        return as_json(
            {
                "kind": "youtube#videoListResponse",
                "etag": "e",
                "items": [self.video(video) for video in ids if not video.startswith("gone")],
                "pageInfo": {"totalResults": len(ids), "resultsPerPage": len(ids)},
            }
        )

    def video(self, video: str) -> dict:
        """3.2 [S58]: not embeddable, blocked in a region."""
        item = self.known.get(video)
        title = _title(item) if item else f"Video {video}"
        details = {"duration": "PT3M30S", "contentRating": {}}
        if video.startswith("block"):
            details["regionRestriction"] = {"blocked": ["US"]}
        return {
            "kind": "youtube#video",
            "etag": "e",
            "id": video,
            "snippet": {
                "publishedAt": "2009-10-25T06:57:33Z",
                "channelId": "UCfake",
                "title": title,
                "description": "",
                "thumbnails": _thumbnails(video),
                "channelTitle": item.creators[0] if item else "Somebody",
                "liveBroadcastContent": "none",
            },
            "contentDetails": details,
            "status": {
                "privacyStatus": "public",
                "embeddable": not video.startswith("noemb"),
                "madeForKids": False,
            },
            "statistics": {"viewCount": "1024"},
        }

    def playlist(self, call: Call) -> Reply:
        """3.2 [S58]."""
        return as_json(
            {
                "kind": "youtube#playlistItemListResponse",
                "etag": "e",
                "items": [
                    {
                        "kind": "youtube#playlistItem",
                        "etag": "e",
                        "id": f"i{place}",
                        "contentDetails": {"videoId": f"plvideo{place:04d}"},
                    }
                    for place in range(3)
                ],
                "pageInfo": {"totalResults": 3, "resultsPerPage": 50},
            }
        )


def search_list(entries: list[dict]) -> dict:
    """3.1 [S58]."""
    return {
        "kind": "youtube#searchListResponse",
        "etag": "e",
        "nextPageToken": "CAUQAA",
        "regionCode": "US",
        "pageInfo": {"totalResults": 1_000_000, "resultsPerPage": len(entries)},
        "items": entries,
    }


def _result(video: str, item: Item) -> dict:
    return {
        "kind": "youtube#searchResult",
        "etag": "e",
        "id": {"kind": "youtube#video", "videoId": video},
        "snippet": {
            "publishedAt": "2009-10-25T06:57:33Z",
            "channelId": "UCfake",
            "title": html.escape(_title(item)),
            "description": "",
            "thumbnails": _thumbnails(video),
            "channelTitle": item.creators[0],
            "liveBroadcastContent": "none",
        },
    }


def _other_kind() -> dict:
    return {
        "kind": "youtube#searchResult",
        "etag": "e",
        "id": {"kind": "youtube#channel", "channelId": "UCother"},
        "snippet": {"title": "A channel", "thumbnails": {}},
    }


def _title(item: Item) -> str:
    if item.kind is Kind.MOVIE:
        return f"{item.title} ({item.year}) Official Trailer"
    return f"{item.creators[0]} - {item.title} (Official Video)"


def _thumbnails(video: str) -> dict:
    """3.1: keys are added over time, so none may be taken by its place [S58][S59]."""
    address = f"https://i.ytimg.com/vi/{video}"
    return {
        "fhd": {"url": f"{address}/fhd.jpg", "width": 1920, "height": 1080},
        "default": {"url": f"{address}/default.jpg", "width": 120, "height": 90},
        "high": {"url": f"{address}/hqdefault.jpg", "width": 480, "height": 360},
    }


def _error(code: int, reason: str, status: str, detail: str) -> Reply:
    error = {
        "code": code,
        "message": "<b>Refused</b>",
        "errors": [{"message": "…", "domain": "global", "reason": reason}],
        "status": status,
        "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": detail}],
    }
    return as_json({"error": error}, code)
