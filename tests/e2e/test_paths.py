"""The ways from a face, or a word, to something to play."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.menus import menu_of


def test_a_photo_reads_happy_and_brings_picks(open_page, astronaut_file):
    page = open_page("/")
    page.locator("input[type=file]").set_input_files(astronaut_file)
    expect(page.get_by_role("heading", level=1)).to_have_text("Looks happy")
    expect(page.locator(".bar").first).to_contain_text("Happy")
    expect(page.locator(".seen img")).to_be_visible()
    expect(page.locator(".boxes rect").first).to_be_visible()
    expect(page.locator(".card")).to_have_count(12)
    assert page.url.endswith("/photo")


def test_back_returns_from_a_reading_to_home(open_page, astronaut_file):
    page = open_page("/")
    page.locator("input[type=file]").set_input_files(astronaut_file)
    expect(page.get_by_role("heading", level=1)).to_have_text("Looks happy")
    page.go_back()
    expect(page.get_by_role("heading", name="Pick a mood")).to_be_visible()


def test_the_reading_of_a_photo_never_reaches_an_address(open_page, astronaut_file):
    addresses = []
    page = open_page("/photo")
    page.on("request", lambda request: addresses.append(request.url))
    page.locator("input[type=file]").set_input_files(astronaut_file)
    expect(page.locator(".card")).to_have_count(12)
    page.get_by_text("Videos", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^Videos"))).to_be_visible()
    assert page.url.endswith("/photo")
    assert not [url for url in addresses if "?" in url or "happy" in url]


def test_a_wrong_reading_is_overruled_with_one_press(open_page, astronaut_file):
    page = open_page("/photo")
    page.locator("input[type=file]").set_input_files(astronaut_file)
    page.locator(".correction").get_by_role("link", name="Sad").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling sad")
    expect(page.locator(".card")).to_have_count(12)


def test_the_sample_photo_is_credited_and_reads_happy(open_page):
    page = open_page("/")
    page.get_by_role("link", name="Try it with a sample photo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Looks happy")
    expect(page.locator("figcaption")).to_contain_text("NASA")


def test_a_file_that_is_no_picture_is_refused_before_it_is_sent(open_page, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("no picture")
    page = open_page("/photo")
    page.locator("input[type=file]").set_input_files(notes)
    expect(page.get_by_role("status")).to_contain_text("notes.txt")


def test_a_picture_without_a_face_says_so_and_offers_other_ways(open_page, tmp_path):
    from PIL import Image

    wall = tmp_path / "wall.png"
    Image.new("RGB", (320, 240), (128, 128, 128)).save(wall)
    page = open_page("/photo", refusals=[422])
    page.locator("input[type=file]").set_input_files(wall)
    expect(page.get_by_role("heading", level=1)).to_have_text("No face found")
    expect(page.get_by_role("link", name="Sad")).to_be_visible()


def test_three_presses_lead_from_home_to_something_to_play(open_page):
    page = open_page("/")
    page.get_by_role("link", name="Sad").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling sad")
    menu = menu_of(page.locator(".card").first)
    link = menu.locator(".link").first
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", re.compile("^https://"))
    expect(link).to_have_attribute("rel", re.compile("noopener"))


def test_controls_change_the_list_in_place_and_the_address_follows(open_page):
    page = open_page("/picks?emotion=sad")
    page.evaluate("window.stayed = true")
    first = page.locator(".card").first.get_attribute("data-item")
    page.get_by_text("Movies", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^Movies"))).to_be_visible()
    page.get_by_text("Sit with it").click()
    expect(page.get_by_role("heading", name="Movies · Sit with it")).to_be_visible()
    page.get_by_text("Hindi", exact=True).click()
    expect(page).to_have_url(re.compile("language=hi"))
    expect(page.locator(".card .meta").first).to_contain_text("Hindi")
    assert page.locator(".card").first.get_attribute("data-item") != first
    assert "kind=movie" in page.url
    assert "goal=sit-with" in page.url
    assert page.evaluate("window.stayed")
    page.reload()
    expect(page.get_by_role("heading", name="Movies · Sit with it")).to_be_visible()


def test_a_doubt_is_asked_in_one_line_and_an_answer_makes_another_list(open_page):
    page = open_page("/picks?emotion=surprise")
    question = page.get_by_role("group", name="Which is closer to how you feel?")
    expect(question.get_by_role("button")).to_have_text(["A good surprise", "A bad surprise"])
    question.get_by_role("button", name="A bad surprise").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling afraid")
    expect(question).to_have_count(0)
    expect(page.locator(".card")).to_have_count(12)


def test_another_mood_renames_the_page(open_page):
    page = open_page("/picks?emotion=sad")
    page.locator("label[title=Happy]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling happy")
    expect(page).to_have_title(re.compile("Feeling happy"))


def test_something_different_brings_other_items(open_page):
    page = open_page("/picks?emotion=happy")
    before = page.locator(".card").first.get_attribute("data-item")
    titles = set(page.locator(".card h3").all_inner_texts())
    page.get_by_role("button", name="Something different").click()
    expect(page).to_have_url(re.compile(r"seed=\d+"))
    assert set(page.locator(".card h3").all_inner_texts()) != titles, before


def test_filters_that_nothing_fits_can_be_cleared(open_page):
    page = open_page("/picks?emotion=sad")
    page.get_by_text("Genre, years, maker").click()
    page.get_by_label("Maker or actor").fill("nobody at all")
    page.get_by_label("Maker or actor").press("Enter")
    expect(page.locator("#results-status")).to_have_text("Nothing fits")
    expect(page.locator("[data-slot=toast-live]")).to_contain_text("Nothing fits")
    page.get_by_role("link", name="Clear the filters").click()
    expect(page.locator(".card")).to_have_count(12)


def test_a_server_that_does_not_answer_can_be_asked_again(open_page):
    page = open_page("/picks?emotion=sad", refusals=["ERR_FAILED"])
    page.route("**/picks?*", lambda route: route.abort())
    page.get_by_text("Movies", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    page.unroute("**/picks?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name=re.compile("^Movies"))).to_be_visible()


def test_more_like_an_item(open_page):
    page = open_page("/picks?emotion=happy")
    title = page.locator(".card h3").first.inner_text()
    menu_of(page.locator(".card").first).locator(".similar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".card").first).to_be_visible()
