"""Photo, pick and controls with JavaScript turned off."""

from __future__ import annotations

from playwright.sync_api import expect


def test_a_photo_becomes_picks_and_the_controls_work(plain_page, astronaut_file):
    page = plain_page("/")
    page.locator("input[type=file]").set_input_files(astronaut_file)
    page.get_by_role("button", name="Read this photo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Looks happy")
    page.get_by_label("Movies").check(force=True)
    page.get_by_label("Calm me").check(force=True)
    page.get_by_role("button", name="Show picks").click()
    expect(page.get_by_role("heading", name="Movies · Calm me")).to_be_visible()
    expect(page.locator(".card")).to_have_count(12)
    assert "?" not in page.url


def test_a_chosen_mood_becomes_picks_and_the_controls_work(plain_page):
    page = plain_page("/")
    page.get_by_role("link", name="Angry").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling angry")
    page.get_by_label("Hindi", exact=True).check(force=True)
    page.get_by_role("button", name="Show picks").click()
    for meta in page.locator(".card .meta").all():
        expect(meta).to_contain_text("Hindi")


def test_the_camera_page_says_what_works_instead(plain_page):
    page = plain_page("/live")
    expect(page.get_by_text("The camera needs JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Turn the camera on")).to_be_hidden()
    page.get_by_role("link", name="Choose a photo").click()
    expect(page.locator("input[type=file]")).to_be_visible()
