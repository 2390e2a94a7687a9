"""The diary and the taste in the browser, from turning it on to what it shows."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from mien.core.mood import mood_from_emotion
from mien.web.app import create_app
from tests.e2e.menus import menu_of
from tests.factories.installation import installation
from tests.factories.server import serving

LIST = "/picks?emotion=sad&goal=lift"


@pytest.fixture
def services(tmp_path):
    """An installation of its own."""
    with installation(tmp_path) as built:
        yield built


@pytest.fixture
def address(services):
    with serving(create_app(services)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def filled(services):
    """A diary with a play, what came after it, and a taste."""
    services.privacy.keep_diary(True)
    songs = [pick.item.id for pick in services.recommender.recommend("sad", "music").picks]
    sad, happy = mood_from_emotion("sad"), mood_from_emotion("happy")
    for song in songs[:3]:
        services.feedback.give(song, "like", mood=sad)
    play = services.plays.note(songs[4], mood=sad)
    services.diary.tell_after(happy, play_id=play.id)
    services.plays.note(songs[5], mood=sad)
    services.taste.say(services.taste.trait("genre", "jazz"), "more")


def test_from_a_like_to_how_it_is_now_to_the_diary(open_page):
    page = open_page("/diary")
    page.get_by_role("button", name="Turn the diary on").click()
    expect(page.get_by_role("heading", name="How are you now?")).to_be_visible()
    page.goto(LIST)
    card = page.locator(".card").first
    title = card.locator("h3").inner_text()
    card.get_by_role("button", name="Like").click()
    card.get_by_text("How is it now?").first.click()
    card.get_by_role("button", name="Happy").click()
    expect(page.locator(".toast-box")).to_contain_text("Noted in your diary")
    expect(card.locator(".after")).to_have_count(0)
    expect(card.get_by_role("button", name="Like")).to_be_focused()
    page.goto("/diary")
    expect(page.locator(".diary-chart")).to_have_count(2)
    expect(page.locator("#entries li")).to_have_count(2)
    expect(page.locator("#entries")).to_contain_text(f"after “{title}”")
    page.get_by_text("The same as a table").click()
    expect(page.locator("#moods tbody tr")).to_have_count(1)
    page.locator("#entries").get_by_role("button", name="Remove this day").click()
    expect(page.get_by_text("nothing is in it").or_(page.locator("#now"))).to_be_visible()
    expect(page.locator("#entries li")).to_have_count(0)


def test_opening_a_song_is_a_play_and_is_asked_about(open_page, services):
    services.privacy.keep_diary(True)
    page = open_page("/about", refusals=["net::ERR_FAILED"])
    page.context.route("https://**", lambda route: route.abort())
    page.goto(LIST)
    card = page.locator(".card").first
    with page.expect_response("**/api/v1/plays") as noted, page.expect_popup():
        menu_of(card).locator(".links a").first.click()
    assert noted.value.json()["play"]["item_id"] == card.get_attribute("data-item")
    expect(card.locator("details.after")).to_have_count(1)
    page.goto("/diary")
    expect(page.locator("#plays li")).to_have_count(1)
    expect(page.locator("#plays li")).to_contain_text("Sad")


def test_with_the_diary_off_nothing_is_asked_or_kept(open_page, services):
    page = open_page(LIST)
    card = page.locator(".card").first
    card.get_by_role("button", name="Like").click()
    expect(page.locator(".toast-box")).to_be_visible()
    expect(page.locator("details.after")).to_have_count(0)
    assert services.diary.is_empty()


def test_the_diary_works_without_scripts(plain_page, services):
    page = plain_page("/diary")
    page.get_by_role("button", name="Turn the diary on").click()
    page.goto(LIST)
    page.locator(".card").first.get_by_role("button", name="Like").click()
    page.goto("/diary")
    page.locator("#now summary").click()
    page.locator("#now details").get_by_role("button", name="Happy").click()
    expect(page.locator("#entries li")).to_have_count(2)
    assert len(services.diary.felt()) == 1


def test_a_word_about_the_taste_changes_the_list(open_page):
    def jazz():
        return sum("jazz" in words for words in page.locator(".card .meta").all_text_contents())

    page = open_page("/picks?emotion=neutral&goal=match&seed=1")
    before = jazz()
    page.goto("/taste")
    page.get_by_label("A genre").select_option("jazz")
    page.get_by_role("button", name="More of it").click()
    expect(page.locator("#said")).to_contain_text("You want more of it")
    page.goto("/picks?emotion=neutral&goal=match&seed=1")
    after = jazz()
    assert after > before
    page.goto("/taste")
    page.locator("#said").get_by_role("button", name="Take it back").click()
    page.goto("/picks?emotion=neutral&goal=match&seed=1")
    assert jazz() == before


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/diary", "/taste", "/diary/after?play=1"])
def test_axe_finds_nothing_on_full_pages(open_page, filled, path, theme):
    page = open_page(path, color_scheme=theme, reduced_motion="reduce")
    for part in page.locator("details > summary:visible").all():
        part.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["/diary", "/taste"])
def test_full_pages_do_not_scroll_sideways_on_the_smallest_phone(open_page, filled, path):
    page = open_page(path, viewport={"width": 320, "height": 640})
    for part in page.locator("main details > summary").all():
        part.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
