"""The players of the page against fakes that speak the services' messages, in a real browser.

Tests wait for what a player tells. A page is asked nothing before a press that a test is about:
what Playwright evaluates counts as a press of the person.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from flask import Flask, Response
from playwright.sync_api import Frame, Page

from mien.settings import Settings
from mien.web import security
from mien.web.assets import Assets
from tests.factories.server import serving
from tests.fakes.players import SPOTIFY, YOUTUBE, Behaviour
from tests.fakes.world import FakeWorld

SONG, OTHER = "aaaaaaaaaaa", "bbbbbbbbbbb"
TRACK, OTHER_TRACK = "a" * 22, "b" * 22
LONGEST_WAIT_MS = 60_000
STAGE = """<!doctype html><html lang="en"><title>Stage</title>
<main><button id="press">Play</button><div id="host"></div></main>
<script type="module" src="/stage.js"></script></html>"""


@pytest.fixture
def world() -> Iterator[FakeWorld]:
    with FakeWorld() as fake:
        fake.players.usual = Behaviour(speed=4)
        yield fake


@pytest.fixture
def address(world) -> Iterator[str]:
    """Where a bare page is served with the modules and the headers of Mien."""
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(Assets().blueprint())
    origins = [world.origin, elsewhere(world)]
    policy = security.content_policy(frames=origins, media=origins)
    security.install(app, Settings())

    @app.get("/stage")
    def stage() -> Response:
        # The frames say themselves that they are to get a Referer.
        headers = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}
        return Response(STAGE, headers=headers)

    @app.get("/stage.js")
    def script() -> Response:
        text = (Path(__file__).parent / "stage.js").read_text("utf-8")
        return Response(text, mimetype="text/javascript")

    with serving(app) as port:
        yield f"http://localhost:{port}"


def elsewhere(world) -> str:
    """The fake world under its other name: another origin."""
    return world.origin.replace("127.0.0.1", "localhost")


class Stage:
    """A page with one player."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.events: list[tuple[str, dict]] = []
        self.seen = 0
        page.on("console", self.note)

    def note(self, message) -> None:
        if message.text.startswith("event "):
            name, detail = json.loads(message.text.removeprefix("event "))
            self.events.append((name, detail))

    def press(self) -> None:
        self.page.get_by_role("button", name="Play").click()

    def heard(self, name: str, **wanted) -> dict:
        """Wait for the next event of a name, with these details."""
        while True:
            while self.seen < len(self.events):
                event, detail = self.events[self.seen]
                self.seen += 1
                if event == name and wanted.items() <= (detail or {}).items():
                    return detail
            self.page.wait_for_event("console", timeout=LONGEST_WAIT_MS)

    def names(self) -> list[str]:
        """Return what was told until now, without the positions."""
        return [name for name, _ in self.events if name != "position"]

    def positions(self) -> list[dict]:
        return [detail for name, detail in self.events if name == "position"]

    def call(self, words: str, argument=None):
        return self.page.evaluate(f"(argument) => window.player.{words}", argument)

    def frame(self) -> Frame:
        """Return the frame of the player."""
        element = self.page.wait_for_selector("#host iframe")
        return element.content_frame()

    def commands(self) -> list:
        return self.frame().evaluate("window.heard")


@pytest.fixture
def stage(open_page, address):
    """Open the page; a press starts the player, or it starts by itself `at_once`."""

    def open_stage(url, kind="embed", *, at_once=False, then=(), way=None, **more) -> Stage:
        wish = {
            "way": {"type": kind, "url": url, **(way or {})},
            "options": more.get("options", {}),
            "then": [{"type": kind, "url": each} for each in then],
            "atOnce": at_once,
            "size": more.get("size"),
        }
        opened = []

        def prepare(page: Page) -> None:
            opened.append(Stage(page))
            if more.get("clock"):
                page.clock.install()
            if "script" in more:
                page.add_init_script(more["script"])

        where = more.get("address", address)
        open_page(f"{where}/stage?wish={quote(json.dumps(wish))}", prepare=prepare, refusals=[404])
        if not at_once:
            opened[0].press()
        return opened[0]

    return open_stage


@pytest.fixture
def youtube(world):
    return lambda video=SONG: f"{world.origin}/{YOUTUBE}/embed/{video}?rel=0&playsinline=1"


@pytest.fixture
def spotify(world):
    return lambda track=TRACK, kind="track": f"{world.origin}/{SPOTIFY}/embed/{kind}/{track}"


def test_a_video_plays_from_a_press_to_its_end(stage, world, youtube):
    world.players.behave(SONG, speed=1)
    shown = stage(youtube())
    shown.heard("ready")
    shown.heard("playing")
    shown.heard("ended", preview=False)
    assert shown.names() == ["ready", "playing", "ended"]
    assert shown.positions()[-1] == {"position": 2, "duration": 2, "preview": False}
    places = [each["position"] for each in shown.positions()]
    assert len(set(places)) > 4
    assert all(0 <= place <= 2 for place in places)
    (document,) = world.players.documents
    assert document.headers["referer"] == shown.page.url.split("stage")[0]
    assert document.query["enablejsapi"] == "1"
    assert document.query["origin"] == f"http://{urlsplit(shown.page.url).netloc}"
    assert document.query["autoplay"] == "1"
    assert shown.frame().evaluate("window.unheard") > 0


def test_the_next_video_plays_in_the_same_document_and_each_end_is_told_once(stage, world, youtube):
    shown = stage(youtube(), then=[youtube(OTHER), youtube("ccccccccccc")])
    for _ in range(3):
        shown.heard("ended")
    assert shown.names() == ["ready", "playing", "ended"] * 3
    assert world.players.loads(YOUTUBE) == 1
    loads = [command for command in shown.commands() if command[0] == "loadVideoById"]
    assert [wish["videoId"] for _, wish in loads] == [OTHER, "ccccccccccc"]


REFUSALS = {
    2: "gone",
    5: "unknown",
    100: "gone",
    101: "not-embeddable",
    150: "not-embeddable",
    500: "unknown",
}


@pytest.mark.parametrize("code", REFUSALS)
def test_a_video_that_cannot_play_is_refused_and_the_next_plays(stage, world, youtube, code):
    world.players.behave(SONG, error=code)
    shown = stage(youtube(), then=[youtube(OTHER)])
    assert shown.heard("refused") == {"code": code, "reason": REFUSALS[code]}
    shown.heard("playing")
    shown.heard("ended")
    assert shown.names() == ["ready", "refused", "ready", "playing", "ended"]
    assert world.players.loads(YOUTUBE) == 1


def test_an_error_of_the_player_itself_is_tried_once_more(stage, world, youtube):
    world.players.behave(SONG, error=5, recovers=True)
    shown = stage(youtube())
    shown.heard("ended")
    assert shown.names() == ["ready", "playing", "ended"]


def test_a_page_that_does_not_say_who_it_is_is_refused(stage, youtube):
    silent = (
        "Object.defineProperty(HTMLIFrameElement.prototype, 'referrerPolicy', {set() {"
        "this.setAttribute('referrerpolicy', 'no-referrer')}})"
    )
    shown = stage(youtube(), script=silent)
    assert shown.heard("refused") == {"code": 153, "reason": "no-referrer"}


def test_some_videos_refuse_pages_of_a_host_without_a_name(stage, world, youtube, address):
    world.players.behave(SONG, refuses_bare_addresses=True)
    shown = stage(youtube(), address=address.replace("localhost", "127.0.0.1"))
    assert shown.heard("refused") == {"code": 150, "reason": "not-embeddable"}
    stage(youtube()).heard("playing")


def test_a_frame_that_is_too_small_is_refused(stage, youtube):
    assert stage(youtube(), size={"width": "199"}).heard("refused")


@pytest.mark.parametrize("handshake", ["readyToListen", "alreadyInitialized"])
def test_every_kind_of_answer_to_the_greeting_is_taken(stage, world, youtube, handshake):
    world.players.behave(SONG, handshake=handshake)
    shown = stage(youtube())
    shown.heard("ended")
    assert shown.names() == ["ready", "playing", "ended"]


def test_who_never_answers_is_given_up(stage, world, youtube):
    world.players.behave(SONG, handshake="silence")
    shown = stage(youtube(), clock=True)
    shown.frame().wait_for_load_state()
    shown.page.clock.run_for(16_000)
    assert shown.heard("refused") == {"code": "silent", "reason": "no-answer"}
    assert shown.names() == ["refused"]


@pytest.mark.parametrize("tells_block", [False, True])
def test_without_a_press_the_browser_wants_one_in_the_frame(stage, world, youtube, tells_block):
    world.players.behave(SONG, tells_block=tells_block)
    shown = stage(youtube(), at_once=True)
    shown.heard("needspress")
    assert shown.names() == ["ready", "needspress"]
    shown.frame().get_by_role("button").click()
    shown.heard("ended")
    assert shown.names() == ["ready", "needspress", "playing", "ended"]


def test_a_press_in_the_frame_holds_for_the_next_video(stage, world, youtube):
    for video in (SONG, OTHER):
        world.players.behave(video, blocked=True)
    shown = stage(youtube(), then=[youtube(OTHER)])
    shown.heard("needspress")
    shown.frame().get_by_role("button").click()
    shown.heard("ended")
    shown.heard("ended")
    assert shown.names().count("needspress") == 1
    assert world.players.loads(YOUTUBE) == 1


@pytest.mark.parametrize("service", [YOUTUBE, SPOTIFY])
def test_who_buffers_for_ever_needs_no_press_and_is_given_up(
    stage, world, youtube, spotify, service
):
    content, url = (SONG, youtube()) if service == YOUTUBE else (TRACK, spotify())
    world.players.behave(content, stalls=True)
    shown = stage(url, clock=True)
    shown.heard("ready")
    shown.frame().wait_for_function("heard.length > 1")
    shown.page.clock.run_for(25_000)
    assert shown.heard("refused") == {"code": "stalled", "reason": "no-answer"}
    assert shown.names() == ["ready", "refused"]


def test_time_stands_while_an_advertisement_runs(stage, world, youtube):
    world.players.behave(SONG, ad_seconds=1)
    shown = stage(youtube())
    shown.heard("ended")
    assert shown.names() == ["ready", "playing", "ended"]
    durations = [each["duration"] for each in shown.positions()]
    assert durations[-1] == 2
    assert 1 in durations


def test_a_length_that_comes_late_is_told_when_it_comes(stage, world, youtube):
    world.players.behave(SONG, late_duration=True, speed=1)
    shown = stage(youtube())
    shown.heard("ended")
    durations = [each["duration"] for each in shown.positions() if each["position"] > 0]
    assert durations[0] == 0
    assert durations[-1] == 2


def test_time_goes_on_between_messages_but_no_further_than_a_second(stage, world, youtube):
    world.players.behave(SONG, seconds=60, speed=1, info_ms=600_000)
    shown = stage(youtube())
    shown.heard("playing")
    shown.frame().wait_for_function("document.querySelector('audio').currentTime > 3")
    places = [each["position"] for each in shown.positions()]
    told = shown.frame().evaluate("lastTime")
    assert max(places) == pytest.approx(told + 1)
    assert len({place for place in places if told < place < told + 1}) >= 1


@pytest.mark.parametrize("service", [YOUTUBE, SPOTIFY])
def test_messages_of_others_and_misshapen_ones_do_nothing(stage, world, youtube, spotify, service):
    content, url = (SONG, youtube()) if service == YOUTUBE else (TRACK, spotify())
    world.players.behave(content, noise=True, speed=1)
    shown = stage(url)
    shown.heard("impostor")
    shown.heard("ended", preview=False)
    assert [name for name in shown.names() if name != "impostor"] == ["ready", "playing", "ended"]
    for each in shown.positions():
        assert 0 <= each["position"] <= 2
        assert each["duration"] in {0, 2}


@pytest.mark.parametrize("service", [YOUTUBE, SPOTIFY])
def test_another_origin_in_the_frame_is_neither_heard_nor_spoken_to(
    stage, world, youtube, spotify, service
):
    shown = stage(youtube() if service == YOUTUBE else spotify())
    shown.heard("ended")
    before = shown.names()
    shown.frame().evaluate(
        "url => { location.replace(url) }", f"{elsewhere(world)}/{service}/__fake__/impostor"
    )
    shown.heard("impostor")
    for words in ("play()", "seek(1)", "pause()"):
        shown.call(words)
    # What was sent before this message would have come before it.
    shown.page.evaluate("document.querySelector('iframe').contentWindow.postMessage('last', '*')")
    shown.frame().wait_for_function("got.includes('last')")
    assert shown.frame().evaluate("got") == ["last"]
    assert shown.names() == [*before, "impostor"]


def test_a_video_is_paused_sought_and_made_quiet(stage, world, youtube):
    world.players.behave(SONG, seconds=120, speed=2)
    shown = stage(youtube())
    shown.heard("playing")
    shown.call("setVolume(0.4)")
    shown.call("seek(90.5)")
    shown.call("pause()")
    shown.heard("paused")
    assert shown.positions()[-1]["position"] >= 90.5
    shown.call("play()")
    shown.heard("playing")
    shown.call("seek(119)")
    shown.heard("ended")
    assert shown.names() == ["ready", "playing", "paused", "playing", "ended"]
    commands = shown.commands()
    for command in (["setVolume", 40], ["seekTo", 90.5, True], ["pauseVideo"], ["playVideo"]):
        assert command in commands


def test_a_video_is_laid_ready_at_its_place_and_waits(stage, world, youtube):
    world.players.behave(SONG, seconds=30, speed=10)
    shown = stage(youtube(), options={"autoplay": False, "start": 12.5})
    shown.heard("ready")
    assert shown.heard("position")["position"] == pytest.approx(12.5, abs=0.5)
    shown.call("seek(20)")
    shown.heard("position", position=20)
    assert shown.names() == ["ready"]
    shown.call("play()")
    shown.heard("ended")
    assert shown.names() == ["ready", "playing", "ended"]
    (document,) = world.players.documents
    assert document.query["start"] == "12"
    assert "autoplay" not in document.query
    assert ["cueVideoById", {"videoId": SONG, "startSeconds": 20}] in shown.commands()


def test_another_video_can_be_wanted_before_the_frame_listens(stage, world, youtube):
    world.players.behave(SONG, deaf_ms=1500, seconds=100)
    shown = stage(youtube())
    shown.call(
        "load(argument, {start: 1, title: 'Another'})", {"type": "embed", "url": youtube(OTHER)}
    )
    shown.heard("ended")
    assert shown.names()[0] == "ready"
    assert shown.positions()[-1]["duration"] == 2
    assert world.players.loads(YOUTUBE) == 1
    assert shown.page.locator("iframe").get_attribute("title") == "Another"


def test_a_frame_that_was_reloaded_goes_on_where_it_was(stage, world, youtube):
    world.players.behave(SONG, seconds=60, speed=2)
    shown = stage(youtube())
    while shown.heard("position")["position"] < 3:
        pass
    shown.frame().evaluate("location.reload()")
    shown.frame().wait_for_function("window.heard?.some(([name]) => name === 'loadVideoById')")
    (place,) = [wish for name, wish, *_ in shown.commands() if name == "loadVideoById"]
    assert place["videoId"] == SONG
    assert place["startSeconds"] >= 2


def test_a_track_of_spotify_plays_to_its_end(stage, world, spotify):
    world.players.behave(TRACK, seconds=200, speed=100)
    shown = stage(spotify(), way={"duration": 200})
    shown.heard("ended", preview=False)
    assert shown.names() == ["ready", "playing", "ended"]
    assert shown.positions()[-1] == {"position": 200, "duration": 200, "preview": False}
    assert shown.commands() == [{"command": "load_complete_ack"}, {"command": "resume"}]
    (document,) = world.players.documents
    assert "referer" in document.headers


def test_the_next_track_is_another_document_and_no_step_in_the_history(stage, world, spotify):
    shown = stage(spotify())
    shown.heard("ended")
    steps = shown.page.evaluate("history.length")
    shown.call("load(argument)", {"type": "embed", "url": spotify(OTHER_TRACK)})
    shown.heard("ended")
    assert shown.names() == ["ready", "playing", "ended"] * 2
    assert [call.path for call in world.players.documents] == [
        f"/embed/track/{TRACK}",
        f"/embed/track/{OTHER_TRACK}",
    ]
    assert shown.page.evaluate("history.length") == steps


@pytest.mark.parametrize(("stated", "is_preview"), [(None, True), (215, True), (30, False)])
def test_half_a_minute_of_a_longer_track_is_a_preview(stage, world, spotify, stated, is_preview):
    world.players.behave(TRACK, preview=True, speed=20)
    shown = stage(spotify(), way={"duration": stated} if stated else {})
    shown.heard("ended", preview=is_preview)
    assert {each["preview"] for each in shown.positions()} == {is_preview}


def test_a_track_without_a_preview_is_refused_in_words(stage, world, spotify):
    world.players.behave(TRACK, error="0: no preview")
    shown = stage(spotify(), then=[spotify(OTHER_TRACK)])
    refused = {"code": "playback_error: 0: no preview", "reason": "unknown"}
    assert shown.heard("refused") == refused
    shown.heard("ended")
    assert shown.names() == ["ready", "refused", "ready", "playing", "ended"]


@pytest.mark.parametrize("wish", [{"old": True}, {"ready_ms": 3000}])
def test_an_old_and_a_slow_spotify_play_too(stage, world, spotify, wish):
    world.players.behave(TRACK, **wish)
    shown = stage(spotify())
    shown.heard("ended")
    assert shown.names() == ["ready", "playing", "ended"]


def test_spotify_that_never_gets_ready_is_given_up(stage, world, spotify):
    world.players.behave(TRACK, ready_ms=-1)
    shown = stage(spotify(), clock=True)
    shown.frame().wait_for_load_state()
    shown.page.clock.run_for(11_000)
    assert shown.heard("refused") == {"code": "silent", "reason": "no-answer"}


def test_spotify_that_wants_a_press_gets_one_in_its_frame(stage, world, spotify):
    shown = stage(spotify(), at_once=True)
    shown.heard("needspress")
    shown.frame().get_by_role("button").click()
    shown.heard("ended")
    assert shown.names() == ["ready", "needspress", "playing", "ended"]


def test_a_list_of_spotify_ends_after_its_last_track(stage, world, spotify):
    world.players.behave(TRACK, tracks=3, seconds=20, speed=20)
    shown = stage(spotify(kind="playlist"))
    shown.heard("ended")
    assert shown.names() == ["ready", "playing", "ended"]
    starts = [each for each in shown.positions() if each["position"] < 1]
    assert len(starts) >= 3


def test_spotify_is_paused_and_sought_in_whole_seconds(stage, world, spotify):
    world.players.behave(TRACK, seconds=200, speed=2)
    shown = stage(spotify(), options={"start": 100, "autoplay": False})
    shown.heard("ready")
    shown.call("play()")
    shown.heard("playing")
    assert shown.heard("position")["position"] >= 100
    shown.call("seek(60.9)")
    while shown.heard("position")["position"] >= 100:
        pass
    assert shown.positions()[-1]["position"] >= 60
    # A pause at the beginning is no end.
    shown.call("seek(0)")
    shown.call("pause()")
    shown.heard("paused")
    assert shown.names() == ["ready", "playing", "paused"]
    assert {"command": "seek", "timestamp": 60} in shown.commands()
    assert not shown.call("capabilities.volume")


def archive(world, name="a-song", ending="mp3"):
    return f"{world.origin}/archive.org/download/{name}/{name}.{ending}"


@pytest.mark.parametrize(
    ("kind", "tag"), [("audio", "audio"), ("preview", "audio"), ("video", "video")]
)
def test_a_file_plays_to_its_end_and_the_next_in_the_same_element(stage, world, kind, tag):
    shown = stage(archive(world), kind, then=[archive(world, "another")])
    shown.heard("ended", preview=kind == "preview")
    shown.heard("ended", preview=kind == "preview")
    assert shown.names() == ["ready", "playing", "ended"] * 2
    assert shown.positions()[-1] == {"position": 2, "duration": 2, "preview": kind == "preview"}
    assert shown.page.locator(f"#host > {tag}").count() == 1
    assert shown.page.locator("#host > *").get_attribute("aria-label") == "A Song"


def test_a_file_that_is_not_there_is_refused_and_the_next_plays(stage, world):
    world.players.behave("a-song", error=404)
    shown = stage(archive(world), "audio", then=[archive(world, "another")])
    assert shown.heard("refused") == {"code": 4, "reason": "unknown"}
    shown.heard("ended")
    assert shown.names() == ["refused", "ready", "playing", "ended"]


def test_a_file_needs_a_press_where_nobody_pressed(stage, world):
    shown = stage(archive(world), "audio", at_once=True)
    shown.heard("needspress")
    assert "playing" not in shown.names()
    shown.page.keyboard.press("Tab")
    shown.call("play()")
    shown.heard("ended")
    assert shown.names().count("playing") == 1


def test_a_file_is_started_paused_sought_and_made_quiet(stage, world):
    world.players.behave("a-song", seconds=60)
    shown = stage(archive(world), "audio", options={"start": 20, "autoplay": False})
    shown.heard("ready")
    shown.call("setVolume(0.25)")
    shown.call("play()")
    shown.heard("playing")
    assert shown.page.evaluate("document.querySelector('audio').volume") == 0.25
    assert shown.page.evaluate("document.querySelector('audio').currentTime") >= 20
    shown.call("seek(40)")
    while shown.heard("position")["position"] < 40:
        pass
    shown.call("pause()")
    shown.heard("paused")
    shown.call("seek(59.5)")
    shown.call("play()")
    shown.heard("ended")
    assert shown.names() == ["ready", "playing", "paused", "playing", "ended"]


def test_what_is_destroyed_falls_silent_and_its_element_serves_again(stage, world):
    world.players.behave("a-song", seconds=60)
    shown = stage(archive(world), "audio")
    shown.heard("playing")
    first = shown.page.evaluate_handle("document.querySelector('audio')")
    told = shown.names()
    shown.call("destroy()")
    assert shown.page.locator("#host > *").count() == 0
    assert first.evaluate("element => element.paused && !element.src")
    shown.press()
    shown.heard("playing")
    assert first.evaluate("element => element.isConnected")
    assert shown.names() == [*told, "ready", "playing"]


@pytest.mark.parametrize("service", [YOUTUBE, SPOTIFY])
def test_a_frame_is_gone_when_its_player_is_destroyed(stage, youtube, spotify, service):
    shown = stage(youtube() if service == YOUTUBE else spotify())
    shown.heard("playing")
    shown.call("destroy()")
    assert shown.page.locator("#host > *").count() == 0
    told = len(shown.events)
    shown.press()
    shown.heard("ready")
    assert [name for name, _ in shown.events[told:]].count("ready") == 1


def test_a_service_without_messages_is_a_frame_and_no_more(stage, world):
    widget = f"{world.origin}/widget.deezer.com/widget/auto/track"
    shown = stage(f"{widget}/1")
    shown.heard("ready")
    assert not any(shown.call("capabilities").values())
    for words in ("play()", "pause()", "seek(3)", "setVolume(1)"):
        shown.call(words)
    shown.call("load(argument)", {"type": "embed", "url": f"{widget}/2"})
    shown.heard("ready")
    assert shown.names() == ["ready", "ready"]
    assert [call.path[-2:] for call in world.players.documents] == ["/1", "/2"]


def test_frames_say_what_they_may_and_who_asks(stage, youtube):
    shown = stage(youtube())
    shown.heard("ready")
    frame = shown.page.locator("#host > iframe")
    assert frame.get_attribute("title") == "A Song"
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert {"autoplay", "encrypted-media"} <= set(frame.get_attribute("allow").split("; "))
    sandbox = frame.get_attribute("sandbox").split()
    assert {"allow-scripts", "allow-same-origin", "allow-presentation"} <= set(sandbox)
    assert not [word for word in sandbox if "top-navigation" in word]
    assert frame.get_attribute("style") is None
    box = frame.bounding_box()
    assert box["width"] >= 200
    assert box["height"] >= 200


def test_a_way_is_taken_by_its_address(stage, world, youtube, spotify):
    shown = stage(youtube())
    ask = """async (ways) => {
      const { isPlayable } = await import("/static/now/js/players/index.js");
      return ways.map(([type, url]) => [isPlayable({type, url}), player.accepts({type, url})]);
    }"""
    expected = {
        ("embed", youtube(OTHER)): (True, True),
        ("embed", f"https://{YOUTUBE}/embed/{OTHER}"): (True, False),
        ("embed", spotify()): (True, False),
        ("audio", "/own/song.ogg"): (True, False),
        ("embed", "/own/page"): (False, False),
        ("embed", f"http://{YOUTUBE}/embed/{OTHER}"): (False, False),
        ("embed", "javascript:alert(1)"): (False, False),
        ("audio", "data:audio/wav;base64,AAAA"): (False, False),
        ("embed", "http://["): (False, False),
        ("other", youtube()): (False, False),
    }
    answers = shown.page.evaluate(ask, [list(way) for way in expected])
    assert [tuple(answer) for answer in answers] == list(expected.values())
