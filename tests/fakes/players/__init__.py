"""The services' players: what their frames, files and messages do, and all that can go wrong.

The pages speak the messages of the services and sound for real, so that the browser's own rules on
autoplay hold. What a player does with one video, track or file stands in a `Behaviour`; a page asks
for that of a video which is loaded into it later.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tests.fakes import library
from tests.fakes.messages import Call, Reply, as_json, as_text

YOUTUBE, SPOTIFY, ARCHIVE = "www.youtube-nocookie.com", "open.spotify.com", "archive.org"
ARCHIVE_FILES = "ia800100.us.archive.org"
TILES = ("widget.deezer.com", "www.jiosaavn.com", "embed.music.apple.com")
PREVIEW_S = 30.0

_PAGES = Path(__file__).parent
_SOUND_FILE = re.compile(r"/download/([^/]+)/[^/]+\.(mp3|ogg|flac|wav|mp4|ogv|webm)")


@dataclass(frozen=True)
class Behaviour:
    """What happens with one video, track or file.

    Attributes:
        seconds: its length.
        speed: how many times faster than the clock the time of a frame runs.
        error: code that YouTube tells, or words that Spotify tells, instead of playing.
        recovers: YouTube's error comes only once.
        refuses_bare_addresses: YouTube's error 150 for pages of a host without a name.
        blocked: a command starts nothing until a person has pressed play in the frame.
        tells_block: YouTube says so when the browser blocks the start.
        stalls: it buffers for ever.
        ad_seconds: what YouTube shows before.
        late_duration: the length is told some time after the start.
        handshake: how YouTube answers: `initialDelivery`, `alreadyInitialized`, `readyToListen`
            (which wants to be greeted once more) or `silence`.
        noise: messages that nobody should heed come along, some of them harmful.
        info_ms: time between two messages of YouTube on its time.
        deaf_ms: time from the load of a document of YouTube in which it hears nothing.
        ready_ms: time from the load of a document of Spotify to its first word; -1 for never.
        preview: Spotify plays `PREVIEW_S` only, as it does to people who are not logged in.
        old: Spotify's version that does not say which track plays.
        tracks: how many tracks a list of Spotify has.
    """

    seconds: float = 2.0
    speed: float = 1.0
    error: int | str | None = None
    recovers: bool = False
    refuses_bare_addresses: bool = False
    blocked: bool = False
    tells_block: bool = False
    stalls: bool = False
    ad_seconds: float = 0.0
    late_duration: bool = False
    handshake: str = "initialDelivery"
    noise: bool = False
    info_ms: int = 250
    deaf_ms: int = 300
    ready_ms: int = 500
    preview: bool = False
    old: bool = False
    tracks: int = 2


class Players:
    """Serves the frames and files.

    Attributes:
        usual: what happens with whatever `behave` was not told about.
        documents: the frames' documents that were asked for, in order: one for each load.
    """

    def __init__(self) -> None:
        self.usual = Behaviour()
        self.documents: list[Call] = []
        self._behaviours: dict[str, Behaviour] = {}

    def behave(self, content: str, **wishes) -> None:
        """Let what has the id `content` do something else than usual; see `Behaviour`."""
        self._behaviours[content] = replace(self.usual, **wishes)

    def answer(self, call: Call) -> Reply | None:
        """Answer a call, or None for what is no player's."""
        if call.path.startswith("/__fake__/"):
            return self._part(call)
        if call.host in {ARCHIVE, ARCHIVE_FILES}:
            return self._file(call)
        if call.host in {YOUTUBE, SPOTIFY} and call.path.startswith("/embed/"):
            self.documents.append(call)
            return self._frame(call)
        if call.host in TILES:
            self.documents.append(call)
            return _page("A widget", f"A widget plays {call.path}", "")
        return None

    def loads(self, host: str) -> int:
        """Return how many documents of a service were loaded."""
        return sum(call.host == host for call in self.documents)

    def _behaviour(self, content: str) -> Behaviour:
        return self._behaviours.get(content, self.usual)

    def _frame(self, call: Call) -> Reply:
        name, script = {
            YOUTUBE: ("YouTube", "youtube"),
            SPOTIFY: ("Spotify", "spotify"),
        }[call.host]
        content = call.path.rpartition("/")[2]
        told = json.dumps(
            {
                "content": content,
                "behaviour": asdict(self._behaviour(content)),
                "preview_s": PREVIEW_S,
            }
        )
        parts = (
            '<button type="button">Play</button><audio></audio>'
            f'<script type="application/json">{told}</script>'
            f'<script type="module" src="/{call.host}/__fake__/{script}.js"></script>'
        )
        return _page(f"A fake {name}", f"{name} plays {call.path}", parts)

    def _part(self, call: Call) -> Reply | None:
        """Answer what the pages ask for themselves."""
        what = call.path.removeprefix("/__fake__/")
        if what in {"youtube.js", "spotify.js", "sound.js"}:
            return as_text((_PAGES / what).read_text("utf-8"), 200, "text/javascript")
        if what == "sound.wav":
            seconds = float(call.query["seconds"])
            return _ranged(call, library.sound("player", seconds), "audio/wav")
        if what == "impostor":
            script = f"<script>{_IMPOSTOR}</script>"
            return _page("An impostor", "This is somebody else", script)
        name, _, content = what.partition("/")
        return as_json(asdict(self._behaviour(content))) if name == "behaviour" else None

    def _file(self, call: Call) -> Reply | None:
        found = _SOUND_FILE.fullmatch(call.path)
        if found is None:
            return None
        behaviour = self._behaviour(found[1])
        if behaviour.error:
            return Reply(int(behaviour.error))
        if call.host == ARCHIVE:
            return Reply(302, b"", {"Location": f"/{ARCHIVE_FILES}{call.path}"})
        return _ranged(call, library.sound(found[1], behaviour.seconds), "audio/wav")


_IMPOSTOR = """
const says = [
  JSON.stringify({ event: "onError", info: 100, id: 1, channel: "widget" }),
  { type: "error", payload: { code: "playback_error", message: "impostor", recoverable: false } },
];
window.got = [];
onmessage = ({ data }) => window.got.push(data);
for (const message of says) top.postMessage(message, "*");
top.postMessage("impostor was here", "*");
"""


def _page(title: str, heading: str, parts: str) -> Reply:
    return as_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f"<main><h1>{heading}</h1>{parts}</main></html>",
        200,
        "text/html; charset=utf-8",
    )


def _ranged(call: Call, body: bytes, media_type: str) -> Reply:
    """Return a part of a file, as servers of sound do: without it no browser can seek."""
    headers = {"Content-Type": media_type, "Accept-Ranges": "bytes"}
    found = re.fullmatch(r"bytes=(\d+)-(\d*)", call.headers.get("range", ""))
    if found is None:
        return Reply(200, body, headers)
    first, last = int(found[1]), min(int(found[2] or len(body)), len(body) - 1)
    if first > last:
        return Reply(416, b"", {"Content-Range": f"bytes */{len(body)}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{len(body)}"
    return Reply(206, body[first : last + 1], headers)
