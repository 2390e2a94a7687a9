"""Saying what one thinks of a card, one's own data, sources, players and journeys."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from mien.bootstrap import build_services
from mien.settings import ProviderSettings, Settings
from mien.web.app import create_app
from tests.e2e.menus import menu_of
from tests.factories.server import serving
from tests.fakes.world import FakeWorld


@pytest.fixture
def address(tmp_path):
    """Where an app of its own, with a fake outside world, is served."""
    with FakeWorld() as world:
        settings = Settings(
            data_dir=tmp_path / "data",
            cache_dir=tmp_path / "cache",
            providers=ProviderSettings(origin=world.origin),
        )
        services = build_services(settings)
        with serving(create_app(services)) as port:
            yield f"http://127.0.0.1:{port}"
        services.outside.close()
        services.memory.close()


def test_hiding_a_card_can_be_undone_and_leaves_the_list_as_it_stands(open_page):
    page = open_page("/picks?emotion=sad")
    card = page.locator(".card").first
    title = card.locator("h3").inner_text()
    menu_of(card).get_by_role("button", name="Hide").click()
    expect(page.locator(".toast-box")).to_contain_text(f"“{title}” is hidden")
    expect(page.locator("[data-slot=toast-live]")).to_contain_text("Undo")
    expect(card).to_have_class(re.compile("leaving"))
    expect(page.locator(".card")).to_have_count(12)
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(card).not_to_have_class(re.compile("leaving"))
    expect(card.get_by_role("button", name="Hide")).to_be_focused()


def test_a_hidden_card_is_gone_from_the_next_list_and_a_like_stays_marked(open_page):
    page = open_page("/picks?emotion=sad")
    hidden = page.locator(".card").nth(1).get_attribute("data-item")
    menu_of(page.locator(".card").nth(1)).get_by_role("button", name="Hide").click()
    expect(page.locator(".toast-box")).to_contain_text("is hidden")
    page.locator(".card").first.get_by_role("button", name="Like").click()
    like = page.locator(".card [data-action=like]").first
    expect(like).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator(f'[data-item="{hidden}"]')).to_have_count(0)
    page.goto("/you")
    expect(page.locator("#history tbody tr")).to_have_count(2)
    page.locator("#history").get_by_role("button", name="Undo").last.click()
    expect(page.get_by_text("Hidden, taken back")).to_be_visible()


def test_opinions_work_without_scripts(plain_page):
    page = plain_page("/picks?emotion=sad")
    menu_of(page.locator(".card").first).get_by_role("button", name="Not for me").click()
    pressed = page.locator(".item .opinion button[aria-pressed=true]")
    expect(pressed).to_contain_text("Not for me")
    pressed.click()
    expect(pressed).to_have_count(0)
    page.get_by_role("link", name="Back to the list").click()
    expect(page.locator(".card")).to_have_count(12)


def test_everything_is_erased_after_a_tick(open_page):
    page = open_page("/picks?emotion=sad")
    page.locator(".card").first.get_by_role("button", name="Like").click()
    expect(page.locator(".toast-box")).to_be_visible()
    page.goto("/you")
    page.get_by_label("Yes, erase all of it").check()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_text("Everything that was kept of you is erased.")).to_be_visible()


def test_a_source_that_is_on_fills_the_list_and_plays_after_a_press(open_page):
    page = open_page("/sources")
    page.locator("#source-itunes").get_by_role("button", name="Turn on").click()
    expect(page.locator("#source-itunes .state")).to_have_text("On")
    with page.expect_response("**/api/v1/enrich") as enriched:
        page.goto("/picks?emotion=sad&goal=match&language=en")
    added = [item for item in enriched.value.json()["items"] if item["player"]]
    expect(page.locator("[data-source=itunes]")).not_to_have_attribute("data-status", "pending")
    for item in added:
        entry = page.locator(f'[data-item="{item["id"]}"]')
        expect(entry).to_have_attribute(
            "data-players", re.compile(re.escape(item["player"]["url"]))
        )
        expect(entry.locator("[data-action=play]")).to_be_visible()
    if added:
        button = page.locator(f'[data-item="{added[0]["id"]}"] [data-action=play]')
        expect(page.locator(".credits").first).to_contain_text("Apple Music")
        expect(page.locator("audio")).to_have_count(0)
        button.click()
        played = page.locator("#dock :is(audio, iframe)")
        expect(played).to_have_attribute("src", re.compile(re.escape(added[0]["player"]["url"])))
        page.get_by_role("button", name="Close the player").click()
        expect(page.locator("#dock")).to_be_hidden()
        expect(button).to_be_focused()


def test_what_sources_add_is_shown_and_a_failed_one_is_named(open_page):
    page = open_page("/sources")
    page.locator("#source-itunes").get_by_role("button", name="Turn on").click()
    answer = {"items": [], "sources": [], "shelf": []}
    answer["sources"] = [
        {"name": "itunes", "status": "unreachable", "count": 0, "message": "It is silent."}
    ]

    def fill(route):
        item_id = route.request.post_data_json["item_ids"][0]
        answer["items"] = [
            {
                "id": item_id,
                "title": "A Song",
                "artwork": None,
                "player": {"type": "audio", "url": "/nothing.mp3"},
                "offers": [{"service": "Shop", "terms": "rent", "url": "https://shop.example/"}],
                "credits": [{"source": "x", "text": "From Shop", "url": "https://shop.example/"}],
            }
        ]
        route.fulfill(json=answer)

    page.route("**/api/v1/enrich", fill)
    page.goto("/picks?emotion=sad")
    expect(page.locator("[data-source=itunes]")).to_contain_text("did not answer. It is silent.")
    card = page.locator(".card").first
    expect(card.get_by_role("button", name="Play here")).to_be_visible()
    expect(menu_of(card).locator(".offers")).to_contain_text("Shop (rent)")
    expect(card.locator(".credits")).to_contain_text("From Shop")
    card.get_by_role("button", name="Like").click()
    expect(page.locator(".toast-box")).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_nobody_is_asked_while_all_sources_are_off(open_page):
    asked = []
    page = open_page("/about")
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/picks?emotion=sad")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/api/v1/enrich" in url]


def test_a_journey_is_planned_and_a_stop_is_swapped_in_place(open_page):
    page = open_page("/journey")
    page.get_by_label("Songs").fill("6")
    page.get_by_role("button", name="Plan the journey").click()
    expect(page.locator(".stop")).to_have_count(6)
    before = page.locator(".stop h3").all_inner_texts()
    page.evaluate("window.stayed = true")
    page.locator("button[name=swap][value='3']").click()
    expect(page.locator(".toast-box")).to_contain_text("Stop 3 is now")
    after = page.locator(".stop h3").all_inner_texts()
    assert [at for at in range(6) if before[at] != after[at]] == [2]
    expect(page.locator("button[name=swap][value='3']")).to_be_focused()
    assert page.evaluate("window.stayed")


def test_a_journey_works_without_scripts(plain_page):
    page = plain_page("/journey")
    page.get_by_role("button", name="Plan the journey").click()
    expect(page.locator(".stop")).to_have_count(8)
    page.locator("button[name=swap][value='2']").click()
    expect(page.locator(".stop")).to_have_count(8)


def test_the_dial_ranks_again_and_a_list_is_saved(open_page):
    page = open_page("/picks?emotion=happy&goal=match")
    before = page.locator(".card h3").all_inner_texts()
    page.get_by_label("Pace").fill("-2")
    expect(page).to_have_url(re.compile("energy=-2"))
    assert page.locator(".card h3").all_inner_texts() != before
    with page.expect_download() as download:
        page.get_by_role("button", name="Playlist").click()
    assert download.value.suggested_filename == "mien-list.xspf"


def test_a_list_is_copied_as_text_and_shared_where_there_is_a_sheet(open_page):
    def prepare(page):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.add_init_script(
            "window.shared = []; navigator.share = async (what) => shared.push(what)"
        )

    page = open_page("/picks?emotion=happy&goal=match", prepare=prepare)
    title = page.locator(".card h3").first.inner_text()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("The list is copied.").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert len(copied.splitlines()) == 12
    assert title in copied.splitlines()[0]
    page.get_by_role("button", name="Share").click()
    page.wait_for_function("() => shared.length")
    assert page.evaluate("shared[0].text") == copied


def test_the_service_to_listen_with_is_changed_by_a_press_and_links_follow(open_page):
    page = open_page("/picks?emotion=happy&goal=match&language=en", locale="en-GB")
    page.get_by_text("I listen with Spotify").click()
    page.get_by_role("button", name="Tidal").click()
    expect(page.get_by_text("I listen with Tidal")).to_be_visible()
    addresses = page.locator(".links a").evaluate_all("links => links.map(link => link.href)")
    assert any("tidal.com/search" in address for address in addresses)
