"""Spotify as the provider contract notes have it, section 1."""

from __future__ import annotations

import base64
import re
from urllib.parse import urlencode

from mien.core.media import Kind
from mien.core.recommendation import SourceStatus
from tests.fakes import library
from tests.fakes.messages import Call, Reply, as_json, as_text
from tests.fakes.sources import FakeSource

CLIENT_ID, CLIENT_SECRET = "fake-spotify-id", "planted-spotify-secret"
APP_TOKEN, USER_TOKEN, REFRESH = "planted-app-token", "planted-user-token", "planted-refresh-1"


class Spotify(FakeSource):
    """Answers for the three hosts; `scenario` chooses what goes wrong."""

    hosts = ("api.spotify.com", "accounts.spotify.com", "open.spotify.com")
    keys = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    secrets = (APP_TOKEN,)
    failures = {
        "premium": (SourceStatus.AUTH, "Premium"),
        "unregistered": (SourceStatus.AUTH, "list of users"),
        "quota": (SourceStatus.QUOTA, "developer account"),
        "too-many": (SourceStatus.QUOTA, "too often"),
    }
    limits = {"calls": ((300, 86_400),)}

    def __init__(self) -> None:
        super().__init__()
        self.stale_tokens = 0
        self.saved: list[list[str]] = []

    def budget_of(self, call: Call) -> str | None:
        return {"api.spotify.com": "calls", "accounts.spotify.com": "token"}.get(call.host)

    def answer(self, call: Call) -> Reply:
        if call.host == "open.spotify.com":
            return as_text(f"<h1>Spotify plays {call.path}</h1>", 200, "text/html")
        if call.host == "accounts.spotify.com":
            return self.consent(call) if call.path == "/authorize" else self.token(call)
        refused = self.refused(call)
        if refused is not None:
            return refused
        if call.path == "/v1/search":
            return self.search(call)
        if call.path == "/v1/me/playlists" and call.method == "POST":
            return as_json({"id": "fakeplaylist0000000000", "snapshot_id": "s0"}, 201)
        if call.path.endswith("/items") and call.method == "POST":
            return self.add(call)
        return self.gone(call)

    def consent(self, call: Call) -> Reply:
        """1.3 [S21]: PKCE; the person agrees, or not in the scenario `denied` (RFC 6749, 4.1.2)."""
        wish = call.query
        if wish["response_type"] != "code" or wish["code_challenge_method"] != "S256":
            return as_text("Illegal request", 400)
        said = {"error": "access_denied"} if self.scenario == "denied" else {"code": "fake-code"}
        query = urlencode({**said, "state": wish["state"]})
        return Reply(302, b"", {"Location": f"{wish['redirect_uri']}?{query}"})

    def token(self, call: Call) -> Reply:
        """1.3: client credentials [S16], invalid_client [M]; PKCE [S21][M]; invalid_grant [S12]."""
        form = call.form
        if form["grant_type"] == "client_credentials":
            wanted = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
            if call.headers.get("authorization") != f"Basic {wanted}":
                return as_json(
                    {"error": "invalid_client", "error_description": "Invalid client secret"}, 400
                )
            return as_json({"access_token": APP_TOKEN, "token_type": "bearer", "expires_in": 3600})
        if self.scenario == "invalid_grant":
            return as_json({"error": "invalid_grant"}, 400)
        return as_json(
            {
                "access_token": USER_TOKEN,
                "token_type": "Bearer",
                "scope": "playlist-modify-private",
                "expires_in": 3600,
                "refresh_token": REFRESH,
            }
        )

    def refused(self, call: Call) -> Reply | None:
        """1.5: what stands in the way of any call."""
        if self.stale_tokens:
            self.stale_tokens -= 1
            # [M]; in July 2026 valid tokens got a passing 401, too [S27].
            return as_json({"error": {"status": 401, "message": "The access token expired"}}, 401)
        if call.headers.get("authorization") not in {f"Bearer {APP_TOKEN}", f"Bearer {USER_TOKEN}"}:
            return as_json({"error": {"status": 401, "message": "No token provided"}}, 401)
        match self.scenario:
            case "premium":  # plain text, not JSON [S28]
                return as_text(
                    "Active premium subscription required for the owner of the app. When the "
                    "subscription status changes, it can take a few hours before requests are "
                    "allowed again.",
                    403,
                )
            case "unregistered":  # [S29]
                return as_text(
                    "Check settings on developer.spotify.com/dashboard, the user may not be "
                    "registered.",
                    403,
                )
            case "too-many":  # [S32][S33]
                return Reply(429, b"Too many requests", {"Retry-After": "1"})
            case "quota":  # [S14][S35]
                error = {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}
                return as_json({"error": error}, 429, Retry_After=48925)
        return None

    def search(self, call: Call) -> Reply:
        """1.4: limit over ten [S8][S22], null entries [S23][S24], whole list null [S25]."""
        if int(call.query.get("limit", 5)) > 10:
            return as_json({"error": {"status": 400, "message": "Invalid limit"}}, 400)
        if self.scenario == "null-items":
            return as_json({"tracks": {"items": None}, "playlists": {"items": None}})
        if call.query["type"] == "playlist":
            return as_json({"playlists": _page([None, None, *_playlists(call.query["q"])])})
        songs = library.found(Kind.MUSIC, re.sub(r"(track|artist):", " ", call.query["q"]))
        listed = [None]
        for song in songs[:3]:
            listed += [_track(song, " (Live at Wembley)"), _track(song), _track(song, " - Karaoke")]
        return as_json({"tracks": _page(listed if songs else [])})

    def add(self, call: Call) -> Reply:
        """1.3: at most 100 uris [S8]; more is refused [I]."""
        uris = call.document["uris"]
        if len(uris) > 100:
            return as_json({"error": {"status": 400, "message": "Too many uris"}}, 400)
        self.saved.append(uris)
        return as_json({"snapshot_id": "s1"}, 201)

    def gone(self, call: Call) -> Reply:
        """1.2: recommendations 404, audio features 403 [S11], removed paths 403 [S30]."""
        if call.path == "/v1/recommendations":
            return Reply(404)
        return as_json({"error": {"status": 403, "message": "Forbidden"}}, 403)


def _page(entries: list) -> dict:
    return {
        "href": "https://api.spotify.com/v1/search",
        "limit": 10,
        "next": None,
        "offset": 0,
        "previous": None,
        "total": len(entries),
        "items": entries,
    }


def _track(song, suffix: str = "") -> dict:
    """1.4 [S8]; album without pictures [S8]."""
    track = library.word(song, 22, suffix.replace(" ", "")[:3].strip("(-"))
    return {
        "id": track,
        "name": song.title + suffix,
        "uri": f"spotify:track:{track}",
        "type": "track",
        "duration_ms": 201_000,
        "explicit": False,
        "is_local": False,
        "is_playable": True,
        "external_ids": {"isrc": f"XXFAK{library.number(song, 7):07d}"},
        "external_urls": {"spotify": f"https://open.spotify.com/track/{track}"},
        "artists": [{"id": "a", "name": name, "type": "artist"} for name in song.creators],
        "album": {
            "id": "b",
            "name": song.work or song.title,
            "release_date": f"{song.year}-05-01",
            "release_date_precision": "day",
            "images": None,
        },
    }


def _playlists(words: str) -> list[dict]:
    """1.4 [S8][S26]: description and picture sizes may be null."""
    return [
        {
            "id": f"pl{abs(hash((words, number))) % 10**18:018d}00",
            "name": f"{words.title()} {number}",
            "description": None,
            "public": None,
            "collaborative": False,
            "images": [
                {"url": "https://mosaic.scdn.co/640/x", "height": None, "width": None},
            ],
            "owner": {"id": "u", "display_name": f"listener {number}"},
            "items": {"href": "…", "total": None},
        }
        for number in range(1, 7)
    ]
