"""Players, and a person's account at a source, over the fake world."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from mien.bootstrap import build_services
from mien.core.media import Kind
from mien.settings import ProviderSettings, Settings
from mien.web.app import create_app
from tests.e2e.keyboard import press
from tests.e2e.menus import menu_of
from tests.factories.outside_world import is_late
from tests.factories.server import serving
from tests.fakes import library
from tests.fakes.world import KEYS, wait_until

PLAYS = "window.played = []; document.addEventListener('mien:play', (e) => played.push(e.detail));"


@pytest.fixture
def mien(world, tmp_path):
    """The services of an app of its own; every source is off."""
    settings = Settings(
        data_dir=tmp_path / "data",
        cache_dir=tmp_path / "cache",
        providers=ProviderSettings(origin=world.origin, **KEYS),
    )
    services = build_services(settings)
    yield services
    services.outside.close()
    services.memory.close()


@pytest.fixture
def address(mien):
    """Where that app is served."""
    with serving(create_app(mien)) as port:
        yield f"http://127.0.0.1:{port}"


def turn_on(mien, *names):
    for name in names:
        mien.outside.sources.turn(name, on=True)


def until_known(mien, item, **options):
    """Wait until the sources have told about an item, so that a page has it at once."""

    def is_known():
        answer = mien.outside.enricher.enrich([item.id], 800, **options)
        return answer.items[0].item.player and not any(is_late(s.message) for s in answer.sources)

    assert wait_until(is_known, 60)


def open_until_told(page: Page, path: str, row: Locator) -> None:
    """Open a page until it says how a source did; one that waits its turn tells the next time."""

    def is_told():
        page.goto(path)
        try:
            expect(row).not_to_have_attribute("data-status", "pending", timeout=5_000)
        except AssertionError:
            return False
        return True

    assert wait_until(is_told, 120)


def with_player(page: Page, url: str, kind: str = "embed", **more) -> None:
    """Let the sources give the first item of a page a player."""

    def fill(route):
        item_id = route.request.post_data_json["item_ids"][0]
        item = {
            "id": item_id,
            "kind": more.get("item_kind", "music"),
            "title": "A Song",
            "artwork": None,
            "player": {"type": kind, "url": url},
            "offers": [],
            "credits": [{"source": "spotify", "text": "Played here", "url": "https://x.example/"}],
        }
        sources = [{"name": "spotify", "status": "ok", "count": 1, "message": ""}]
        route.fulfill(json={"items": [item], "sources": sources, "shelf": [], "similar": []})

    page.route("**/api/v1/enrich", fill)


EMBEDS = {
    "spotify": ("open.spotify.com/embed/track/2QSUyofqpGDCo026OPiTBQ", "Spotify plays", "Spotify"),
    "youtube": ("www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", "YouTube plays", "YouTube"),
    "internet_archive": ("archive.org/embed/his_girl_friday", "Archive plays", "Internet Archive"),
}


@pytest.mark.parametrize("source", EMBEDS)
def test_an_embed_is_loaded_by_a_press_and_stops_when_closed(open_page, mien, world, source):
    turn_on(mien, source)
    path, said, service = EMBEDS[source]
    asked = []

    def prepare(page):
        page.on("request", lambda request: asked.append(request.url))
        page.add_init_script(PLAYS)
        with_player(page, f"{world.origin}/{path}")

    kind = "movie" if source == "internet_archive" else "music"
    page = open_page(f"/picks?emotion=sad&kind={kind}", prepare=prepare)
    button = page.locator(".card").first.get_by_role("button", name="Play here")
    expect(button).to_be_visible()
    assert not [url for url in asked if url.startswith(world.origin)]
    title = page.locator(".card").first.get_attribute("data-item-title")
    button.click()
    frame = page.locator("#dock iframe")
    expect(frame).to_have_attribute("title", f"{title}, in the player of {service}")
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin-when-cross-origin")
    assert "autoplay" in frame.get_attribute("allow")
    expect(page.frame_locator("#dock iframe").get_by_role("heading")).to_contain_text(said)
    expect(page.locator("[data-slot=dock-title]")).to_be_focused()
    expect(page.locator("#dock").get_by_text("Played here")).to_be_visible()
    away = page.locator("#dock").get_by_role("link", name=f"Open on {service}")
    expect(away).to_have_attribute("href", re.compile("^https://"))
    first = page.locator(".card").first.get_attribute("data-item")
    page.wait_for_function("() => window.played.length")
    assert page.evaluate("played") == [{"itemId": first}]
    page.keyboard.press("Escape")
    expect(frame).to_have_count(0)
    expect(page.locator("#dock")).to_be_hidden()
    expect(button).to_be_focused()


def test_the_player_by_keyboard(open_page, mien, world):
    turn_on(mien, "spotify")
    page = open_page(
        "/picks?emotion=sad",
        prepare=lambda page: with_player(page, f"{world.origin}/open.spotify.com/embed/track/xyz"),
    )
    button = page.locator(".card").first.get_by_role("button", name="Play here")
    expect(button).to_be_visible()
    press(page, button)
    expect(page.locator("[data-slot=dock-title]")).to_be_focused()
    expect(page.locator("#dock iframe")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close the player")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#dock")).to_be_hidden()
    expect(page.locator("#dock iframe")).to_have_count(0)
    expect(button).to_be_focused()


def test_a_page_embeds_nothing_of_a_source_that_is_off(open_page, mien):
    turn_on(mien, "itunes")
    page = open_page(
        "/picks?emotion=sad",
        prepare=lambda page: with_player(page, "https://open.spotify.com/embed/track/x"),
        refusals=["Content Security Policy", "Content-Security-Policy", "ERR_BLOCKED_BY_CSP"],
    )
    page.evaluate(
        "window.refused = new Promise((tell) => document.addEventListener("
        "'securitypolicyviolation', (event) => tell(event.effectiveDirective))), null"
    )
    page.locator(".card").first.get_by_role("button", name="Play here").click()
    assert page.evaluate("refused") == "frame-src"


@pytest.mark.parametrize("name", ["itunes", "deezer"])
def test_a_preview_is_fetched_by_a_press(open_page, mien, world, name):
    turn_on(mien, name)
    # In the fake world, these two have no preview of every fifth and sixth song.
    # What has an exact id plays by that.
    song = next(
        s
        for s in library.items(Kind.MUSIC)
        if not s.players and all(library.number(s) % n for n in (5, 6))
    )
    until_known(mien, song)
    asked = []
    page = open_page(
        f"/items/{song.id}",
        prepare=lambda page: page.on("request", lambda request: asked.append(request.url)),
    )
    button = page.locator(".item").get_by_role("button", name="Preview here")
    expect(button).to_be_visible()
    assert not [url for url in asked if url.startswith(world.origin) or "/previews/" in url]
    with page.expect_request(lambda request: request.url.startswith(world.origin)):
        button.click()
    expect(page.locator("#dock audio")).to_have_count(1)
    expect(page.locator("#dock .credits")).not_to_be_empty()


def test_a_sound_that_is_not_there_is_said_in_words(open_page, mien):
    turn_on(mien, "itunes")
    page = open_page(
        "/picks?emotion=sad",
        prepare=lambda page: with_player(page, "/nothing.mp3", "audio"),
        refusals=[404],
    )
    page.get_by_role("button", name="Play here").first.click()
    expect(page.locator("#dock")).to_contain_text("could not be played")
    expect(page.locator("[data-slot=dock-status]")).to_contain_text("could not be played")


def test_the_next_player_takes_the_place_of_the_one_before(open_page, mien, world):
    turn_on(mien, "spotify")
    page = open_page("/picks?emotion=sad&language=en")
    expect(page.get_by_role("heading", name="Playlists and tracks beside these")).to_be_visible()
    shelf = page.locator("[data-slot=shelf] li")
    expect(shelf.first).to_contain_text("Played by Spotify")
    shelf.nth(0).get_by_role("button").click()
    expect(page.locator("#dock iframe")).to_have_attribute("data-shape", "album")
    shelf.nth(1).get_by_role("button").click()
    expect(page.locator("#dock iframe")).to_have_count(1)
    title = shelf.nth(1).locator("a").first.inner_text().splitlines()[0]
    expect(page.locator("[data-slot=dock-title]")).to_have_text(title)


def test_opening_a_link_is_told_like_a_play(open_page, mien):
    page = open_page("/picks?emotion=sad", prepare=lambda page: page.add_init_script(PLAYS))
    page.context.route("https://**", lambda route: route.fulfill(body="elsewhere"))
    card = page.locator(".card").first
    with page.context.expect_page():
        menu_of(card).locator(".links a").first.click()
    assert page.evaluate("played") == [{"itemId": card.get_attribute("data-item")}]


def test_the_page_of_a_film_has_its_trailer_where_to_watch_and_what_is_like_it(
    open_page, mien, world
):
    turn_on(mien, "tmdb")
    film = library.items(Kind.MOVIE)[3]
    until_known(mien, film, similar_to=film.id)
    page = open_page(f"/items/{film.id}")
    item = page.locator(".item")
    expect(item.get_by_role("button", name="Play the trailer here")).to_be_visible()
    expect(item.locator(".offers")).to_contain_text("Netflix (stream)")
    expect(page.locator("[data-source=tmdb]")).to_contain_text("answered")
    expect(page.locator(".item-page")).to_contain_text("uses TMDB and the TMDB APIs")
    similar = page.locator("[data-slot=similar] a[href^='/items/']")
    # What comes too late for a page is there the next time.
    for _ in range(10):
        expect(page.locator("[data-source=tmdb]")).to_contain_text("answered")
        if similar.count():
            break
        page.reload()
    expect(similar.first).to_be_visible()
    item.get_by_role("button", name="Play the trailer here").click()
    expect(page.frame_locator("#dock iframe").get_by_role("heading")).to_contain_text("YouTube")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


FAILURES = {
    "quota": ("has had enough questions for now", {"scenario": "quota"}),
    "auth": ("did not take its key", {"scenario": "premium"}),
    "unreachable": ("did not answer", {"trouble": "html"}),
}


@pytest.mark.parametrize("status", FAILURES)
def test_a_source_that_fails_is_named_on_each_page(open_page, mien, world, status):
    turn_on(mien, "spotify")
    words, wish = FAILURES[status]
    if "trouble" in wish:
        world.trouble("spotify", wish["trouble"])
    else:
        world.sources["spotify"].scenario = wish["scenario"]
    # Its known ids need no question: these have none.
    song = next(
        item
        for item in mien.recommender.library.catalog.items
        if item.kind.value == "music" and "track/" not in item.links.get("spotify", "")
    )
    page = open_page(f"/items/{song.id}")
    row = page.locator("[data-source=spotify]")
    for path in (f"/items/{song.id}", "/journey?from=sad&to=lift&length=6", "/picks?emotion=sad"):
        open_until_told(page, path, row)
        if row.get_attribute("data-status") != "ok":
            expect(row).to_contain_text(words)
        else:
            expect(row).to_contain_text(re.compile(r"answered\. \S"))


def test_the_first_way_to_play_a_stop_of_a_journey_is_that_of_the_source(open_page, mien, world):
    turn_on(mien, "spotify")
    player = f"{world.origin}/open.spotify.com/embed/track/xyz"
    page = open_page(
        "/journey?from=sad&to=lift&length=6",
        prepare=lambda page: with_player(page, player),
    )
    stop = page.locator(".stop [data-item]").first
    expect(stop).to_have_attribute("data-players", re.compile(re.escape(player)))
    assert json.loads(stop.get_attribute("data-players"))[0] == {"type": "embed", "url": player}
    expect(page.get_by_role("button", name=re.compile("^Play ?: From sad"))).to_be_visible()
    stop.locator("[data-action=play]").click()
    expect(page.locator("#dock iframe")).to_have_attribute("src", player)


def test_a_list_is_saved_at_spotify_in_place(open_page, mien, world):
    turn_on(mien, "spotify")
    page = open_page("/picks?emotion=sad&goal=match")
    page.get_by_role("link", name="Connect Spotify to save there").click()
    # The fake consents at once and leads back to the list.
    expect(page).to_have_url(re.compile(r"/picks\?emotion=sad&goal=match"))
    page.evaluate("window.stayed = true")
    page.get_by_role("button", name="Save to Spotify").click()
    heading = page.get_by_role("heading", name="Saved to Spotify")
    expect(heading).to_be_focused()
    expect(page.locator("#saved")).to_contain_text("of 12 are in the private playlist")
    expect(page.get_by_role("link", name="Open the playlist")).to_have_attribute(
        "href", re.compile("^https://open.spotify.com/playlist/")
    )
    assert page.evaluate("window.stayed")
    assert world.sources["spotify"].saved
    page.goto("/sources")
    expect(page.locator("[data-login=connected]")).to_contain_text("connected since")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_an_account_is_connected_and_disconnected_without_scripts(plain_page, mien, world):
    turn_on(mien, "spotify")
    page = plain_page("/sources")
    page.locator("#source-spotify").get_by_role("link", name="Connect Spotify").click()
    assert urlsplit(page.url).path == "/sources"
    expect(page.locator("#source-spotify [data-login]")).to_contain_text("The connection ends on")
    page.goto("/journey?from=sad&to=lift&length=6")
    page.get_by_role("button", name="Save to Spotify").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved to Spotify")
    page.goto("/sources")
    page.get_by_role("button", name="Disconnect Spotify").click()
    expect(page.locator("#source-spotify [data-login]")).to_contain_text("is not connected")


def test_who_does_not_consent_reads_that_nothing_is_connected(open_page, mien, world):
    turn_on(mien, "spotify")
    world.sources["spotify"].scenario = "denied"
    page = open_page("/sources")
    page.locator("#source-spotify").get_by_role("link", name="Connect Spotify").click()
    expect(page.locator("#source-spotify")).to_contain_text("nothing is connected")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_player_and_journey_fit_the_smallest_phone(open_page, mien, world, theme):
    turn_on(mien, "spotify")
    page = open_page(
        "/journey?from=sad&to=lift&length=6",
        prepare=lambda page: with_player(page, f"{world.origin}/open.spotify.com/embed/track/xyz"),
        viewport={"width": 320, "height": 640},
        color_scheme=theme,
        reduced_motion="reduce",
    )
    page.get_by_role("button", name="Play here").click()
    expect(page.locator("#dock iframe")).to_be_visible()
    page.locator(".dock-queue summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for button in page.locator("#dock button:visible").all():
        assert button.bounding_box()["height"] >= 43.9
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
