"""Playing: the queue, the dock and what goes on while the pages change, against fake players.

Tests wait for what the dock shows. Nothing is asked of a page before its first press, since that
would count as a press of the person.
"""

from __future__ import annotations

import json
import re
from html import escape

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Blueprint, render_template_string
from playwright.sync_api import Page, expect

from mien.bootstrap import build_services
from mien.core.media import Kind
from mien.settings import ProviderSettings, Settings
from mien.web.app import create_app
from tests.e2e.camera import ALLOW_CAMERA, FAKE_CAMERA
from tests.e2e.keyboard import press, tab_to
from tests.factories.server import serving
from tests.fakes import library
from tests.fakes.players import ARCHIVE, SPOTIFY, YOUTUBE, Behaviour
from tests.fakes.world import KEYS, FakeWorld

LONGEST_WAIT_MS = 30_000
PAGE = """{% extends 'base.html' %}{% block title %}A list · Mien{% endblock %}
{% block main %}<h1>A list</h1>{{ markup | safe }}{% endblock %}"""
WALK = ("/journey", "/photo", "/you", "/about", "/sources", "/people")


@pytest.fixture
def world():
    with FakeWorld() as fake:
        fake.players.usual = Behaviour(seconds=60)
        yield fake


@pytest.fixture
def mien(world, tmp_path, monkeypatch):
    settings = Settings(
        data_dir=tmp_path / "data",
        cache_dir=tmp_path / "cache",
        providers=ProviderSettings(origin=world.origin, **KEYS),
    )
    services = build_services(settings)
    for name in ("youtube", "spotify", "internet_archive"):
        services.outside.sources.turn(name, on=True)
    monkeypatch.setattr(services.outside.sources, "media_hosts", lambda: [world.origin])
    yield services
    services.outside.close()
    services.memory.close()


@pytest.fixture
def lists() -> dict[str, str]:
    """The markup of lists by the names under which they are served."""
    return {}


@pytest.fixture
def address(mien, lists):
    app = create_app(mien)
    made = Blueprint("made", __name__)

    @made.get("/made/<name>")
    def made_page(name: str) -> str:
        return render_template_string(PAGE, markup=lists[name])

    app.register_blueprint(made)
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


def youtube(world, number: int) -> dict:
    return {"type": "embed", "url": f"{world.origin}/{YOUTUBE}/embed/{video(number)}"}


def spotify(world, number: int) -> dict:
    return {"type": "embed", "url": f"{world.origin}/{SPOTIFY}/embed/track/{number:022}"}


def sound(world, number: int) -> dict:
    return {"type": "audio", "url": f"{world.origin}/{ARCHIVE}/download/song-{number}/a.mp3"}


def video(number: int) -> str:
    return f"video{number:06}"


def entry(number: int, ways: list[dict]) -> str:
    item = library.items(Kind.MUSIC)[number]
    return (
        f'<li data-item="{item.id}" data-item-title="Song {number}" data-item-creators="Singer" '
        f'data-item-kind="music" data-players="{escape(json.dumps(ways))}" '
        f'data-open="https://elsewhere.example/{number}"><h3>Song {number}</h3>'
        f'<button type="button" data-action="play">Play: Song {number}</button>'
        f'<a class="play away without-js" href="https://elsewhere.example/{number}">Elsewhere</a>'
        f'<span data-slot="queue-buttons">'
        f'<button type="button" data-action="play-from-here">From here: Song {number}</button>'
        f'<button type="button" data-action="play-next">Next: Song {number}</button>'
        f'<button type="button" data-action="add-to-queue">Add: Song {number}</button></span></li>'
    )


def markup(entries: list[list[dict]], query: dict | None = None, *, ends: bool = True) -> str:
    """Return a list as the pages have it; a journey, which `ends`, has nothing after it."""
    asks = f' data-list-query="{escape(json.dumps(query))}"' if query else ""
    rows = "".join(entry(number, ways) for number, ways in enumerate(entries))
    inside = (
        f'<section data-playable-list data-list-title="A list"{asks}>'
        '<h2>Songs</h2><button type="button" data-action="play-list">Play all</button>'
        f"<ol>{rows}</ol></section>"
    )
    return f"<mien-journey>{inside}</mien-journey>" if ends else inside


@pytest.fixture
def open_list(open_page, lists):
    """Open a page with a list; what the server does not know yet is no fault."""

    def open_made(text: str, *, prepare=None, refusals=(), **window) -> Page:
        lists["one"] = text
        page = open_page("/made/one", prepare=prepare, refusals=[404, *refusals], **window)
        page.set_default_timeout(LONGEST_WAIT_MS)
        return page

    return open_made


def state(page: Page, name: str) -> None:
    """Wait until the dock is in a state."""
    expect(page.locator("#dock")).to_have_attribute("data-state", name, timeout=LONGEST_WAIT_MS)


def plays(page: Page, title: str) -> None:
    """Wait until something plays."""
    title_line = page.locator(f"[data-slot=dock-title]:text-is('{title}')")
    dock = page.locator("#dock[data-state=playing]").filter(has=title_line)
    expect(dock).to_be_visible(timeout=LONGEST_WAIT_MS)


def start(page: Page) -> None:
    page.get_by_role("button", name="Play all").click()


@pytest.fixture
def told(mien):
    """What pages told the server of playing, as (event, title) pairs; filled by `listen`."""
    return []


def listen(told: list):
    """Return what notes the events that a page sends."""

    def prepare(page: Page) -> None:
        def note(request) -> None:
            if request.url.endswith("/api/v1/playback"):
                body = request.post_data_json
                told.append((body["event"], body["item_id"]))

        page.on("request", note)

    return prepare


def ids(*numbers: int) -> list[str]:
    return [library.items(Kind.MUSIC)[number].id for number in numbers]


def of(told: list, name: str) -> list[str]:
    return [item for event, item in told if event == name]


def test_twelve_of_which_two_are_refused_play_through_by_themselves(open_list, world, told):
    world.players.usual = Behaviour(seconds=2, speed=4)
    world.players.behave(video(3), error=150)
    world.players.behave(video(7), error=100)
    page = open_list(markup([[youtube(world, n)] for n in range(12)]), prepare=listen(told))
    start(page)
    state(page, "ended")
    played = ids(*(n for n in range(12) if n not in {3, 7}))
    assert of(told, "started") == played
    assert of(told, "finished") == played
    assert of(told, "refused") == ids(3, 7)
    assert not of(told, "skipped")
    assert world.players.loads(YOUTUBE) == 1
    page.locator(".dock-queue summary").click()
    rows = page.locator(".dock-queue li")
    for number in (3, 7):
        expect(rows.nth(number)).to_contain_text("can't be played here")
        expect(rows.nth(number).locator("[data-act=play]")).to_be_disabled()


def test_the_next_exact_way_is_tried_and_the_refused_one_never_again(open_list, world, told):
    world.players.behave(video(0), error=101)
    ways = [youtube(world, 0), sound(world, 0)]
    page = open_list(markup([ways, [sound(world, 1)]]), prepare=listen(told))
    start(page)
    plays(page, "Song 0")
    expect(page.locator("#dock audio")).to_have_count(1)
    assert told == [("refused", ids(0)[0]), ("started", ids(0)[0])]
    loads = world.players.loads(YOUTUBE)
    assert loads == 1
    page.goto("/about")
    page.goto("/made/one")
    expect(page.locator("[data-item]").first).to_have_attribute(
        "data-players", json.dumps([sound(world, 0)], separators=(",", ":"))
    )


def test_what_has_no_way_left_is_a_link_and_no_player(open_list, world):
    world.players.behave(video(0), error=100)
    page = open_list(markup([[youtube(world, 0)]]))
    page.get_by_role("button", name="Play: Song 0").click()
    state(page, "ended")
    item = page.locator("[data-item]").first
    expect(item.get_by_role("button", name="Play: Song 0")).to_be_hidden()
    expect(item.get_by_role("link", name="Elsewhere")).to_be_visible()
    expect(page.locator("[data-slot=dock-live]")).to_contain_text("queue has ended")
    page.reload()
    expect(item.get_by_role("button", name="Play: Song 0")).to_be_hidden()


def test_a_way_of_a_service_that_nobody_pressed_for_waits_for_a_press(open_list, world):
    world.players.behave(video(0), error=101)
    page = open_list(markup([[youtube(world, 0), spotify(world, 0)], [youtube(world, 1)]]))
    start(page)
    plays(page, "Song 1")
    assert world.players.loads(SPOTIFY) == 0
    page.locator(".dock-queue summary").click()
    page.get_by_role("button", name=re.compile("Song 0 .*play it with Spotify")).click()
    plays(page, "Song 0")
    assert world.players.loads(SPOTIFY) == 1


def test_sound_goes_on_over_six_pages(open_list, world):
    page = open_list(markup([[sound(world, 0)]]))
    start(page)
    plays(page, "Song 0")
    page.evaluate("window.stayed = true")
    page.evaluate(
        "() => { const audio = document.querySelector('#dock audio'); window.halts = [];"
        "for (const name of ['pause', 'emptied', 'seeking'])"
        "audio.addEventListener(name, () => halts.push(name)); }"
    )
    for path in WALK:
        before = page.evaluate("document.querySelector('#dock audio').currentTime")
        walk_to(page, path)
        page.wait_for_function(
            "before => document.querySelector('#dock audio').currentTime > before", arg=before
        )
    assert page.evaluate("[stayed, halts.length]") == [True, 0]


def walk_to(page: Page, path: str) -> None:
    page.locator(f"header a[href='{path}'], footer a[href='{path}']").first.click()
    page.wait_for_url(f"**{path}")
    expect(page.locator("#main h1")).to_be_focused()


def test_the_frame_of_a_service_is_loaded_once_over_pages_and_tracks(open_list, world):
    page = open_list(markup([[youtube(world, 0)], [youtube(world, 1)]]))
    start(page)
    plays(page, "Song 0")
    for path in WALK:
        walk_to(page, path)
        expect(page.locator("#dock iframe")).to_be_visible()
    page.get_by_role("button", name="Next", exact=True).click()
    plays(page, "Song 1")
    page.go_back()
    expect(page.locator("#main h1")).to_be_focused()
    assert world.players.loads(YOUTUBE) == 1
    box = page.locator("#dock iframe").bounding_box()
    assert box["width"] >= 200
    assert box["height"] >= 200


def test_links_forms_errors_files_and_the_back_button_stay_right(open_list, world, told):
    page = open_list(markup([[youtube(world, 0)]]), prepare=listen(told))
    start(page)
    plays(page, "Song 0")
    page.evaluate("window.stayed = true")
    live = page.locator("[data-slot=toast-live]")
    walk_to(page, "/about")
    expect(live).to_have_text(page.title())
    expect(page).to_have_title(re.compile("How"))
    expect(page.locator("header [aria-current]")).to_have_count(0)
    page.locator("footer a[href='/you']").scroll_into_view_if_needed()
    height = page.evaluate("scrollY")
    assert height > 0
    page.locator("footer a[href='/you']").click()
    page.wait_for_url("**/you")
    expect(page.locator("header nav [aria-current=page]")).to_have_text("You")
    page.go_back()
    page.wait_for_url("**/about")
    page.wait_for_function("height => Math.abs(scrollY - height) < 5", arg=height)
    # A form whose answer leads on, and what it did.
    walk_to(page, "/diary" if page.locator("footer a[href='/diary']").count() else "/you")
    page.get_by_role("button", name="Turn the diary on").click()
    expect(page.get_by_role("button", name="Turn the diary off")).to_be_visible()
    # A file is a file.
    with page.expect_download():
        page.locator("a[href='/api/v1/me/export']").click()
    # A form by GET, then a page that is an error.
    walk_to(page, "/journey")
    page.get_by_role("button", name=re.compile("Plan")).first.click()
    page.wait_for_url("**/journey?**")
    expect(page.locator(".stop")).not_to_have_count(0)
    page.evaluate(
        "() => { const a = document.createElement('a'); a.href = '/items/nothing';"
        "a.textContent = 'Nowhere'; document.getElementById('main').prepend(a); }"
    )
    page.get_by_role("link", name="Nowhere").click()
    page.wait_for_url("**/items/nothing")
    expect(page.locator("#main .problem")).to_be_visible()
    walk_to(page, "/photo")
    assert page.evaluate("stayed")
    assert world.players.loads(YOUTUBE) == 1
    state(page, "playing")


def test_a_reload_returns_to_the_same_place_and_asks_nobody(open_list, world):
    page = open_list(markup([[sound(world, 0)], [youtube(world, 1)], [sound(world, 2)]]))
    start(page)
    plays(page, "Song 0")
    page.get_by_role("button", name="Next", exact=True).click()
    plays(page, "Song 1")
    seek = page.get_by_role("slider", name="Place")
    expect(seek).to_be_enabled()
    seek.fill("33")
    expect(page.locator("[data-slot=dock-at]")).to_have_text(re.compile("0:3[3-9]"))
    state(page, "playing")
    loads = world.players.loads(YOUTUBE)
    page.reload()
    state(page, "kept")
    expect(page.locator("[data-slot=dock-title]")).to_have_text("Song 1")
    expect(page.locator("[data-slot=dock-count]")).to_have_text("2 of 3")
    expect(page.locator("[data-slot=dock-at]")).to_have_text(re.compile("0:3[3-9]|0:4"))
    assert world.players.loads(YOUTUBE) == loads
    page.get_by_role("button", name="Resume").click()
    plays(page, "Song 1")
    expect(page.locator("[data-slot=dock-at]")).to_have_text(re.compile("0:3[3-9]|0:4"))
    assert world.players.documents[-1].query["start"] >= "33"


def test_before_a_press_nobody_else_is_asked_and_then_only_the_service_named(open_list, world):
    asked = []
    page = open_list(
        markup([[youtube(world, 0)], [spotify(world, 1)]]),
        prepare=lambda page: page.on("request", lambda request: asked.append(request.url)),
    )
    with page.expect_request("**/js/playing.js"):
        page.get_by_role("button", name="Play: Song 0").hover()
    page.wait_for_load_state()
    page.locator("footer a[href='/about']").click()
    page.wait_for_load_state()
    page.go_back()
    home = page.url.split("/made")[0]
    assert not [url for url in asked if not url.startswith(home) or "vendor" in url]
    page.get_by_role("button", name="Play: Song 0").click()
    plays(page, "Song 0")
    away = {
        url.removeprefix(f"{world.origin}/").split("/")[0]
        for url in asked
        if not url.startswith((home, "data:", "blob:"))
    }
    assert away == {YOUTUBE}


def test_a_player_that_wants_a_press_inside_says_so(open_list, world):
    world.players.behave(video(0), blocked=True)
    page = open_list(markup([[youtube(world, 0)]]))
    start(page)
    state(page, "needs-press")
    expect(page.locator("[data-slot=dock-status]")).to_have_text("Press play in the player.")
    expect(page.locator("[data-slot=dock-live]")).to_have_text("Press play in the player.")
    page.frame_locator("#dock iframe").get_by_role("button", name="Play").click()
    plays(page, "Song 0")
    expect(page.locator("[data-slot=dock-status]")).to_be_empty()


HIDDEN = """Object.defineProperty(document, 'visibilityState',
  {get: () => window.seen ?? 'visible'});
window.look = (seen) => {
  window.seen = seen; document.dispatchEvent(new Event('visibilitychange')); };"""


def test_while_nobody_looks_no_service_is_started_but_sound_goes_on(open_list, world):
    for number in range(2):
        world.players.behave(f"song-{number}", seconds=2)
    page = open_list(
        markup([[sound(world, 0)], [sound(world, 1)], [youtube(world, 2)]]),
        prepare=lambda page: page.add_init_script(HIDDEN),
    )
    start(page)
    plays(page, "Song 0")
    page.evaluate("look('hidden')")
    plays(page, "Song 1")
    state(page, "hidden")
    assert world.players.loads(YOUTUBE) == 0
    page.evaluate("look('visible')")
    plays(page, "Song 2")


def test_it_keeps_going_with_more_like_the_list_and_nothing_twice(open_list, world):
    asked = []

    def answer(route) -> None:
        body = route.request.post_data_json
        asked.append(body)
        numbers = range(20, 24) if len(asked) == 1 else ()
        known = [
            {
                "id": ids(0)[0],
                "title": "Song 0",
                "creators": ["Singer"],
                "kind": "music",
                "players": [sound(world, 0)],
                "links": {},
            }
        ]
        fresh = [
            {
                "id": ids(n)[0],
                "title": f"Song {n}",
                "creators": ["Singer"],
                "kind": "music",
                "players": [sound(world, n)],
                "links": {},
            }
            for n in numbers
        ]
        route.fulfill(json={"items": [*known, *fresh]})

    query = {"mood": {"emotion": "sad"}, "kind": "music"}
    page = open_list(
        markup([[sound(world, n)] for n in range(5)], query, ends=False),
        prepare=lambda page: page.route("**/api/v1/recommendations", answer),
    )
    start(page)
    plays(page, "Song 0")
    assert not asked
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.locator("[data-slot=dock-count]")).to_have_text("2 of 9")
    assert asked == [{**query, "limit": 10, "exclude": ids(*range(5))}]
    page.locator(".dock-queue summary").click()
    titles = page.locator(".dock-queue li strong").all_inner_texts()
    assert titles == [f"Song {n}" for n in (*range(5), *range(20, 24))]


def test_without_a_question_more_like_the_last_one_follows(open_list, world):
    page = open_list(markup([[sound(world, 0)]], ends=False))
    with page.expect_request(re.compile(f"/items/{ids(0)[0]}/similar")):
        start(page)
    plays(page, "Song 0")


def rows_of(page: Page) -> list[str]:
    return page.locator(".dock-queue li strong").all_inner_texts()


def test_the_queue_is_put_in_order_by_buttons_and_by_dragging(open_list, world):
    page = open_list(markup([[sound(world, n)] for n in range(4)]))
    start(page)
    plays(page, "Song 0")
    page.locator(".dock-queue summary").click()
    up = page.get_by_role("button", name="Move “Song 3” up")
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    live = page.locator("[data-slot=dock-live]")
    expect(live).to_have_text("“Song 3” is now 2 of 4.")
    assert rows_of(page) == ["Song 0", "Song 3", "Song 1", "Song 2"]
    page.get_by_role("button", name="Remove “Song 1”").click()
    assert rows_of(page) == ["Song 0", "Song 3", "Song 2"]
    handle = page.locator(".dock-queue li .handle")
    start_box, end_box = handle.nth(2).bounding_box(), handle.nth(0).bounding_box()
    page.mouse.move(start_box["x"] + 5, start_box["y"] + 5)
    page.mouse.down()
    page.mouse.move(end_box["x"] + 5, end_box["y"] + 5, steps=8)
    page.mouse.up()
    expect(live).to_have_text("“Song 2” is now 1 of 3.")
    assert rows_of(page) == ["Song 2", "Song 0", "Song 3"]
    plays(page, "Song 0")
    expect(page.locator("[data-slot=dock-count]")).to_have_text("2 of 3")
    page.get_by_role("button", name=re.compile("^Clear")).click()
    assert rows_of(page) == ["Song 0"]
    page.get_by_role("button", name="Remove “Song 0”").click()
    expect(page.locator("#dock")).to_be_hidden()


def test_from_here_next_and_add(open_list, world):
    page = open_list(markup([[sound(world, n)] for n in range(4)]))
    page.get_by_role("button", name="From here: Song 1").click()
    plays(page, "Song 1")
    page.get_by_role("button", name="Next: Song 0").click()
    expect(page.locator("[data-slot=toast-text]")).to_have_text("“Song 0” plays next.")
    page.get_by_role("button", name="Add: Song 3").click()
    page.get_by_role("button", name="Play: Song 2").click()
    plays(page, "Song 2")
    page.locator(".dock-queue summary").click()
    assert rows_of(page) == [f"Song {n}" for n in (0, 1, 2, 0, 2, 3, 3)]
    page.get_by_role("button", name="Previous").click()
    plays(page, "Song 1")


def test_what_is_added_to_an_empty_queue_waits_for_a_press(open_list, world):
    page = open_list(markup([[youtube(world, 0)], [sound(world, 1)]]))
    page.get_by_role("button", name="Add: Song 0").click()
    page.get_by_role("button", name="Add: Song 1").click()
    state(page, "filled")
    expect(page.locator("[data-slot=dock-count]")).to_have_text("1 of 2")
    assert world.players.loads(YOUTUBE) == 0
    page.get_by_role("group", name="Playing").get_by_role("button", name="Play").click()
    plays(page, "Song 0")


def test_what_pages_do_by_script_works_after_they_have_changed_in_place(
    open_list, world, astronaut_file
):
    page = open_list(markup([[sound(world, 0)]]), flags=[FAKE_CAMERA, ALLOW_CAMERA], refusals=[422])
    start(page)
    plays(page, "Song 0")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Mien, home").click()
    page.get_by_role("link", name="Sad", exact=True).click()
    expect(page.locator(".card")).to_have_count(12)
    goal = page.locator(".goal-row input:not(:checked)").first
    goal.check(force=True)
    page.wait_for_url(re.compile("goal="))
    chosen = page.url
    expect(page.locator("mien-picks:not([aria-busy]) .card")).to_have_count(12)
    walk_to(page, "/photo")
    page.set_input_files("input[type=file]", astronaut_file)
    expect(page.get_by_role("heading", level=1)).to_have_text("Looks happy")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Looks happy")
    expect(page.locator("input[type=file]")).to_be_attached()
    page.go_back()
    page.wait_for_url(chosen)
    expect(page.locator(".card")).to_have_count(12)
    expect(page.locator(".goal-row input:checked")).to_have_count(1)
    page.locator("header a[href='/live']").click()
    page.get_by_role("button", name="Turn the camera on").click()
    expect(page.locator("mien-live")).to_have_attribute(
        "data-state", re.compile("live|no-face|slow"), timeout=LONGEST_WAIT_MS
    )
    walk_to(page, "/about")
    state(page, "playing")
    assert page.evaluate("stayed")


def test_the_dock_by_keyboard_and_by_ear(open_list, world, told):
    page = open_list(markup([[sound(world, 0)], [youtube(world, 1)]]), prepare=listen(told))
    press(page, page.get_by_role("button", name="Play all"))
    plays(page, "Song 0")
    expect(page.locator("[data-slot=dock-title]")).to_be_focused()
    expect(page.locator("[data-slot=dock-live]")).to_have_text("Now playing: “Song 0”, Singer.")
    dock = page.get_by_role("region", name="Player")
    buttons = dock.get_by_role("group", name="Playing")
    page.keyboard.press("k")
    state(page, "paused")
    page.keyboard.press(" ")
    state(page, "playing")
    page.keyboard.press("l")
    seek = dock.get_by_role("slider", name="Place")
    expect(seek).to_have_attribute("aria-valuetext", re.compile(r"^0:1\d of 1:00$"))
    tab_to(page, buttons.get_by_role("button", name="Next"))
    page.keyboard.press("n")
    plays(page, "Song 1")
    expect(buttons.get_by_role("button", name="Next")).to_be_focused()
    expect(page.locator("[data-slot=dock-live]")).to_have_text("Now playing: “Song 1”, Singer.")
    assert of(told, "skipped") == ids(0)
    # To its beginning, where it has got on, and to the one before.
    page.keyboard.press("p")
    page.keyboard.press("p")
    plays(page, "Song 0")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator("#main").focus()
    page.keyboard.press("k")
    page.keyboard.press("n")
    plays(page, "Song 0")
    tab_to(page, dock.get_by_role("button", name="Close the player"))
    page.keyboard.press("Enter")
    expect(dock).to_be_hidden()
    expect(page.get_by_role("button", name="Play all")).to_be_focused()


def test_sounds_answer_to_the_keys_of_the_lock_screen(open_list, world):
    catch = (
        "window.keys = {}; navigator.mediaSession.setActionHandler ="
        " (name, act) => { keys[name] = act; };"
    )
    page = open_list(
        markup([[sound(world, 0)], [sound(world, 1)], [youtube(world, 2)]]),
        prepare=lambda page: page.add_init_script(catch),
    )
    start(page)
    plays(page, "Song 0")
    told = "(({title, artist, album}) => [title, artist, album])(navigator.mediaSession.metadata)"
    assert page.evaluate(told) == ["Song 0", "Singer", "A list"]
    page.evaluate("keys.pause()")
    state(page, "paused")
    page.evaluate("keys.seekto({seekTime: 30})")
    expect(page.locator("[data-slot=dock-at]")).to_have_text("0:30")
    page.evaluate("keys.play()")
    state(page, "playing")
    page.evaluate("keys.nexttrack()")
    plays(page, "Song 1")
    page.evaluate("keys.nexttrack()")
    plays(page, "Song 2")
    assert page.evaluate("[navigator.mediaSession.metadata, keys.nexttrack]") == [None, None]


def test_the_end_of_a_preview_is_neither_finished_nor_skipped(open_list, world, told):
    world.players.usual = Behaviour(speed=20)
    world.players.behave(f"{0:022}", preview=True, seconds=200)
    page = open_list(markup([[spotify(world, 0)], [spotify(world, 1)]]), prepare=listen(told))
    start(page)
    state(page, "ended")
    assert told == [("started", ids(0)[0]), ("started", ids(1)[0]), ("finished", ids(1)[0])]


def test_how_it_is_now_is_asked_at_the_end_of_a_sitting(open_list, world):
    world.players.usual = Behaviour(seconds=2)
    page = open_list(markup([[sound(world, 0)], [sound(world, 1)]]), prepare=keeping_a_diary)
    start(page)
    plays(page, "Song 1")
    expect(page.locator("details.after")).to_have_count(0)
    state(page, "ended")
    expect(page.locator("details.after summary")).to_have_text(re.compile("How is it now"))


def keeping_a_diary(page: Page) -> None:
    """Let the server say that a play was noted, as it does while the diary is on."""
    played = {"play": {"id": 1, "item_id": ids(0)[0], "at": "2026-11-01T12:00:00Z"}, "event": None}
    page.route("**/api/v1/playback", lambda route: route.fulfill(json=played))


def test_who_closes_the_player_elsewhere_is_asked_there(open_list, world):
    page = open_list(markup([[sound(world, 0)]]), prepare=keeping_a_diary)
    start(page)
    plays(page, "Song 0")
    walk_to(page, "/about")
    page.get_by_role("button", name="Close the player").click()
    expect(page.locator("#player-dock details.after")).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator("header a[href='/you']").click()
    page.wait_for_url("**/you")
    expect(page.locator("details.after")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_dock_fits_and_nothing_lies_over_a_player(open_list, world, width):
    page = open_list(
        markup([[youtube(world, n)] for n in range(3)]),
        viewport={"width": width, "height": 740},
    )
    start(page)
    plays(page, "Song 0")
    page.get_by_role("button", name="Add: Song 1").click()
    expect(page.locator("[data-slot=toast-box]")).to_be_visible()
    page.locator(".dock-queue summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator("#dock iframe").bounding_box()
    assert box["width"] >= 200
    assert box["height"] >= 200
    over = """() => {
      const frame = document.querySelector("#dock iframe");
      const { left, top, width, height } = frame.getBoundingClientRect();
      const at = (x, y) => document.elementFromPoint(left + x * width, top + y * height);
      const places = [0.05, 0.5, 0.95].flatMap((x) => [0.05, 0.5, 0.95].map((y) => at(x, y)));
      return places.filter((each) => each && each.localName !== "iframe").map((e) => e.outerHTML);
    }"""
    page.locator("#dock iframe").scroll_into_view_if_needed()
    assert page.evaluate(over) == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


QUEUE = """async () => {
  const { Queue } = await import("/static/now/js/queue.js");
  const entries = (...ids) => ids.map((id) => ({ id, title: id, players: [] }));
  const queue = new Queue();
  let changes = 0;
  queue.addEventListener("change", () => { changes += 1; });
  const shown = () => [queue.entries.map(({ id }) => id).join(""), queue.current?.id ?? null];
  const steps = [];
  const step = (act) => { act(); steps.push(shown()); };
  const key = (id) => queue.entries.find((entry) => entry.id === id).key;
  step(() => queue.add(entries("a")));
  step(() => queue.fill(entries("a", "b", "c"), 1));
  step(() => queue.addNext(entries("x", "y")));
  step(() => queue.move(key("b"), 4));
  step(() => queue.move(key("c"), 0));
  step(() => queue.remove(key("a")));
  step(() => queue.remove(key("b")));
  step(() => queue.previous());
  step(() => queue.next());
  step(() => queue.next());
  step(() => queue.go(key("c")));
  queue.position = 12;
  const kept = Queue.from(JSON.parse(JSON.stringify(queue)));
  const again = [kept.entries.map(({ id }) => id).join(""), kept.current.id, kept.position];
  step(() => queue.clear());
  return { steps, again, told: changes >= steps.length - 2, left: kept.left };
}"""


def test_the_order_of_a_queue(open_page):
    page = open_page("/about")
    answer = page.evaluate(QUEUE)
    assert [tuple(each) for each in answer["steps"]] == [
        ("a", "a"),
        ("abc", "b"),
        ("abxyc", "b"),
        ("axycb", "b"),
        ("caxyb", "b"),
        ("cxyb", "b"),
        ("cxy", "y"),
        ("cxy", "x"),
        ("cxy", "y"),
        ("cxy", "y"),
        ("cxy", "c"),
        ("", None),
    ]
    assert answer["again"] == ["cxy", "c", 12]
    assert answer["left"] == 2
    assert answer["told"]
