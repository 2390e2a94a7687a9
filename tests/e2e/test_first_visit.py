"""A first visit: few presses to something that plays, and the first pick in sight on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.camera import ALLOW_CAMERA, FAKE_CAMERA

PHONE = {"width": 390, "height": 844}
MAP = "#point mien-map"
SLIDERS = "Or say it with two sliders"


class Presses:
    """Counts what a person presses."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, place) -> None:
        self.count += 1
        place.click()


def expect_something_to_play(page, place=".card"):
    """Expect a way to play in the page, else one to open elsewhere."""
    first = page.locator(f"{place} .play:visible").first
    expect(first).to_be_visible()
    entry = page.locator(f"{place} [data-item], {place}[data-item]").first
    expect(entry).to_have_attribute("data-open", re.compile(r"^https://"))


def test_by_manual_pick_one_press_leads_to_something_to_play(open_page):
    press = Presses()
    page = open_page("/")
    press(page.get_by_role("link", name="Sad", exact=True))
    expect_something_to_play(page)
    press(page.locator(".card .play:visible").first)
    assert press.count <= 3


def test_by_camera_two_presses_lead_to_something_to_play_while_it_goes_on(
    open_page, astronaut_camera
):
    press = Presses()
    page = open_page("/", flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera))
    press(page.get_by_role("link", name="Use the camera"))
    press(page.get_by_role("button", name="Turn the camera on"))
    expect(page.locator(".headline")).to_have_text("Looks happy")
    expect_something_to_play(page, ".first-picks")
    assert press.count <= 2
    expect(page.locator(".camera-on")).to_be_visible()


def test_a_press_on_the_map_leads_to_picks_for_that_point(open_page):
    page = open_page("/")
    place = page.locator(MAP)
    box = place.bounding_box()
    place.click(position={"x": box["width"] * 0.75, "y": box["height"] * 0.8})
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling bright and calm")
    expect(page.locator(".card")).to_have_count(12)
    assert re.search(r"valence=0\.\d+&arousal=-0\.\d+", page.url)


def test_the_sliders_do_what_the_map_does_by_keys(open_page):
    page = open_page("/")
    page.get_by_text(SLIDERS).press("Enter")
    page.get_by_role("slider", name=re.compile("^Brightness")).focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    expect(page.locator("#point output")).to_have_text("bright and calm")
    dot = page.locator(f"{MAP} .chosen-dot")
    expect(dot).to_have_attribute("cy", "100")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling bright and calm")


def test_without_scripts_the_sliders_are_a_form(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_text(SLIDERS).click()
    page.get_by_role("slider", name=re.compile("^Energy")).fill("0.9")
    page.locator("#point").get_by_role("button", name="Show picks").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling mixed and lively")


def test_a_chosen_point_can_be_moved_beside_the_list(open_page):
    page = open_page("/picks?valence=-0.6&arousal=0.5&kind=movie")
    page.get_by_role("slider", name=re.compile("^Brightness")).fill("0.8")
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling bright and lively")
    assert "valence=0.8" in page.url
    expect(page.get_by_role("heading", name=re.compile("^Movies"))).to_be_visible()


@pytest.mark.parametrize(
    "path",
    ["/picks?emotion=sad", "/picks?valence=0.5&arousal=0.2", "/picks?emotion=fear&kind=movie"],
)
def test_the_first_pick_is_in_sight_on_a_phone(open_page, path):
    page = open_page(path, viewport=PHONE)
    title = page.locator(".card h3").first.bounding_box()
    assert title["y"] + title["height"] <= PHONE["height"]


def test_on_a_phone_the_chosen_goal_is_in_sight(open_page):
    page = open_page("/picks?emotion=angry&goal=vent", viewport=PHONE)
    expect(page.get_by_text("Let it out", exact=True)).to_be_in_viewport(ratio=1)


def test_on_a_phone_the_other_controls_wait_behind_one_press(open_page):
    page = open_page("/picks?emotion=sad", viewport=PHONE)
    languages = page.get_by_role("group", name=re.compile("^Languages"))
    expect(languages).to_be_hidden()
    page.locator("#more-controls > summary", has_text="More choices").click()
    page.get_by_text("Hindi", exact=True).click()
    expect(page.locator("#more-controls > summary")).to_contain_text("1 filter on")
    expect(languages).to_be_visible()


def test_on_a_wide_screen_nothing_waits(open_page):
    page = open_page("/picks?emotion=sad")
    expect(page.get_by_role("group", name=re.compile("^Languages"))).to_be_visible()
    expect(page.get_by_text("More choices")).to_be_hidden()
