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
from tests.e2e.test_everyone_can import press, tab_to
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
        f'<button type="button" data-action="play-list">Play all</button><ol>{rows}</ol></section>'
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
    expect(page.locator("[data-slot=dock-title]")).to_have_text(title, timeout=LONGEST_WAIT_MS)
    state(page, "playing")


def start(page: Page) -> None:
    page.get_by_role("button", name="Play all").click()


def test_a_list_plays_from_one_press(open_list, world):
    page = open_list(markup([[youtube(world, 0)], [sound(world, 1)]]))
    start(page)
    plays(page, "Song 0")
    page.get_by_role("button", name="Next", exact=True).click()
    plays(page, "Song 1")


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
        page.locator(f"header a[href^='{path}'], footer a[href='{path}']").first.click()
        page.wait_for_url(f"**{path}*")
        expect(page.locator("#main h1")).to_be_focused()
        page.wait_for_function(
            "before => document.querySelector('#dock audio').currentTime > before", arg=before
        )
    assert page.evaluate("[stayed, halts.length]") == [True, 0]
