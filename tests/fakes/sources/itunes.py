"""iTunes Search as the provider contract notes have it, section 4.1."""

from __future__ import annotations

from mien.core.media import Item, Kind
from mien.core.recommendation import SourceStatus
from tests.fakes import library
from tests.fakes.messages import Call, Meter, Reply, as_json
from tests.fakes.sources import FakeSource


class ITunes(FakeSource):
    """The 21st call in a minute is refused without a word [S75]."""

    hosts = ("itunes.apple.com", "is1-ssl.mzstatic.com", "audio-ssl.itunes.apple.com")
    failures = {
        "over-quota": (SourceStatus.QUOTA, "20 questions a minute"),
    }
    limits = {"calls": ((20, 60),)}

    def __init__(self) -> None:
        super().__init__()
        self.meter = Meter(20, 60.0)

    def answer(self, call: Call) -> Reply:
        if call.host == "is1-ssl.mzstatic.com":
            return Reply(200, library.picture(call.path), {"Content-Type": "image/jpeg"})
        if call.host == "audio-ssl.itunes.apple.com":
            return Reply(200, library.sound(call.path), {"Content-Type": "audio/wav"})
        if self.scenario == "over-quota" or self.meter.is_over():
            return Reply(403)
        found = library.found(Kind.MUSIC, call.query["term"])[:3]
        results = [_song(song, suffix) for song in found for suffix in (" (Live)", "")]
        # Parse by content: the type is text/javascript [M].
        return as_json(
            {"resultCount": len(results), "results": results},
            content_type="text/javascript; charset=utf-8",
        )


def _song(song: Item, suffix: str) -> dict:
    """4.1 [S73]; previewUrl can be missing."""
    track = library.number(song)
    entry = {
        "wrapperType": "track",
        "kind": "song",
        "artistId": 909253,
        "collectionId": 1440857781,
        "trackId": track,
        "artistName": song.creators[0],
        "collectionName": song.work,
        "trackName": song.title + suffix,
        "trackViewUrl": f"https://music.apple.com/us/album/x/1?i={track}&uo=4",
        "artworkUrl100": f"https://is1-ssl.mzstatic.com/image/thumb/{track}/100x100bb.jpg",
        "releaseDate": f"{song.year}-03-01T12:00:00Z",
        "trackTimeMillis": 207680,
        "country": "USA",
        "currency": "USD",
        "primaryGenreName": "Rock",
        "isStreamable": True,
    }
    if track % 5:
        entry["previewUrl"] = (
            f"https://audio-ssl.itunes.apple.com/itunes-assets/AudioPreview/{track}.plus.aac.p.m4a"
        )
    return entry
