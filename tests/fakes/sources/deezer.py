"""Deezer as the provider contract notes have it, section 4.2."""

from __future__ import annotations

import re
import time

from mien.core.media import Item, Kind
from mien.core.recommendation import SourceStatus
from tests.fakes import library
from tests.fakes.messages import Call, Meter, Reply, as_json
from tests.fakes.sources import FakeSource

PREVIEW_S = 840


class Deezer(FakeSource):
    """Errors come with status 200; previews are signed and end."""

    hosts = ("api.deezer.com", "cdnt-preview.dzcdn.net", "cdn-images.dzcdn.net")
    failures = {
        "quota": (SourceStatus.QUOTA, "50 questions"),
    }
    limits = {"calls": ((50, 5),)}

    def __init__(self) -> None:
        super().__init__()
        self.meter = Meter(50, 5.0)
        self.known: dict[str, Item] = {}

    def answer(self, call: Call) -> Reply:
        if call.host == "cdn-images.dzcdn.net":
            return Reply(200, library.picture(call.path), {"Content-Type": "image/jpeg"})
        if call.host == "cdnt-preview.dzcdn.net":
            return self.preview(call)
        if self.scenario == "quota" or self.meter.is_over():
            return _error("Exception", "Quota limit exceeded", 4)  # [S82][S83]
        if call.path == "/search":
            return self.search(call)
        if call.path.startswith("/track/"):
            return self.track(call.path.rsplit("/", 1)[-1])
        return _error("ParameterException", "Wrong parameter", 500)  # [S80]

    def search(self, call: Call) -> Reply:
        """4.2 [S80][S81]."""
        songs = library.found(Kind.MUSIC, re.sub(r"(artist|track):", " ", call.query["q"]))[:3]
        for song in songs:
            self.known[str(library.number(song))] = song
        entries = [_track(song, suffix) for song in songs for suffix in (" (Remix)", "")]
        # Sometimes `error` is an empty list on success [S80].
        return as_json({"data": entries, "total": len(entries), "error": []})

    def track(self, track: str) -> Reply:
        """4.2: unknown is code 800 [S80]."""
        if track == "3135553":
            return as_json(_track(library.items(Kind.MUSIC)[0]))
        song = self.known.get(track)
        return as_json(_track(song)) if song else _error("DataException", "no data", 800)

    def preview(self, call: Call) -> Reply:
        """4.2 [S81]: after its time the address answers 403."""
        found = re.search(r"exp=(\d+)", call.query.get("hdnea", ""))
        if found is None or int(found[1]) < time.time():
            return Reply(403)
        return Reply(200, library.sound(call.path), {"Content-Type": "audio/wav"})


def _track(song: Item, suffix: str = "") -> dict:
    """4.2 [S80]; `preview` may be empty."""
    track = library.number(song)
    ends = int(time.time()) + PREVIEW_S
    signed = f"https://cdnt-preview.dzcdn.net/api/1/1/{track}.mp3?hdnea=exp={ends}~acl=/*~hmac=ab"
    return {
        "id": track,
        "readable": True,
        "title": song.title + suffix,
        "title_short": song.title,
        "title_version": suffix.strip(),
        "link": f"https://www.deezer.com/track/{track}",
        "duration": 320,
        "rank": 851_865,
        "explicit_lyrics": False,
        "preview": "" if track % 6 == 0 else signed,
        "artist": {"id": 27, "name": song.creators[0], "type": "artist"},
        "album": {
            "id": 302_127,
            "title": song.work,
            "cover_big": f"https://cdn-images.dzcdn.net/images/cover/{track}/500x500.jpg",
        },
        "type": "track",
    }


def _error(kind: str, message: str, code: int) -> Reply:
    return as_json({"error": {"type": kind, "message": message, "code": code}})
