"""Each path by keyboard alone, and every page with large text, forced colours, little motion."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.camera import ALLOW_CAMERA, FAKE_CAMERA
from tests.e2e.keyboard import press, tab_to
from tests.pages import PAGES

TOO_SMALL = """() => {
  const inText = (each) =>
    each.matches("p a, li a:not(.link, .mood, .button, .play), dd a, td a, figcaption a, h3 a");
  const shown = (each) => each.checkVisibility({ checkVisibilityCSS: true })
    && each.getBoundingClientRect().width > 1 && !each.closest("[inert]");
  return [...document.querySelectorAll("a, button, summary, select, label:has(input)")]
    .filter((each) => shown(each) && !inText(each))
    .filter((each) => {
      const { width, height } = each.getBoundingClientRect();
      return width < 43.9 || height < 43.9;
    })
    .map((each) => each.outerHTML.slice(0, 90));
}"""

LARGE_TEXT = "document.documentElement.style.fontSize = '200%'"
OUTSIDE = """() => [...document.querySelectorAll("main *, header *")]
  .filter((each) => each.checkVisibility() && !each.closest(".goal-row, .chip-row, .scroll, svg"))
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1
    && each.getBoundingClientRect().width > 1)
  .map((each) => each.outerHTML.slice(0, 90))"""


def test_home_pick_like_undo_by_keyboard(open_page):
    page = open_page("/")
    press(page, page.get_by_role("link", name="Sad", exact=True))
    expect(page.locator(".card")).to_have_count(12)
    like = page.locator(".card .opinion button[data-action=like]").first
    press(page, like)
    expect(like).to_have_attribute("aria-pressed", "true")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    page.keyboard.press("Tab")
    expect(undo).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(like).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".card .menu summary").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    press(page, undo)
    expect(like).to_have_attribute("aria-pressed", "false")
    expect(like).to_be_focused()


def test_a_photo_by_keyboard(open_page):
    page = open_page("/")
    press(page, page.get_by_role("link", name=re.compile("sample photo")))
    expect(page.get_by_role("heading", level=1)).to_have_text("Looks happy")
    press(page, page.get_by_role("link", name="Neutral", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling neutral")


def test_a_journey_by_keyboard(open_page):
    page = open_page("/journey")
    tab_to(page, page.get_by_role("radio", name="Sad"))
    page.keyboard.press("ArrowRight")
    press(page, page.get_by_role("button", name="Plan the journey"))
    expect(page.locator(".stop").first).to_be_visible()
    second = page.locator(".stop h3").nth(1).inner_text()
    press(page, page.locator("button[name=swap]").nth(1))
    expect(page.locator(".stop h3").nth(1)).not_to_have_text(second)
    expect(page.locator("button[name=swap]").nth(1)).to_be_focused()


def test_the_camera_by_keyboard(open_page, astronaut_camera):
    page = open_page("/live", flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera))
    press(page, page.get_by_role("button", name="Turn the camera on"))
    expect(page.locator(".headline")).to_have_text("Looks happy")
    press(page, page.get_by_role("button", name="Pause"))
    expect(page.locator("mien-live")).to_have_attribute("data-state", "paused")
    press(page, page.get_by_role("button", name="Stop", exact=True))
    expect(page.get_by_role("heading", name="Your session")).to_be_focused()


@pytest.mark.parametrize("path", PAGES)
def test_text_of_twice_the_size_fits(open_page, path):
    page = open_page(path, viewport={"width": 1280, "height": 900})
    page.evaluate(LARGE_TEXT)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("path", PAGES)
def test_twice_the_size_on_a_phone_needs_no_scrolling_sideways(open_page, path):
    page = open_page(path, viewport={"width": 390, "height": 844})
    page.evaluate(LARGE_TEXT)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", PAGES)
def test_nothing_to_press_is_too_small(open_page, path):
    page = open_page(path, viewport={"width": 390, "height": 844})
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert page.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("path", ["/", "/picks?emotion=sad", "/journey?from=sad&to=lift&length=6"])
def test_forced_colours_still_show_what_is_chosen_and_focused(open_page, path):
    page = open_page(path, forced_colors="active")
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(focused) == "solid"
    for chosen in page.locator(".controls :checked + span").all():
        assert chosen.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"


@pytest.mark.parametrize("path", ["/", "/picks?emotion=sad", "/live"])
def test_nothing_moves_where_little_motion_is_asked_for(open_page, path):
    page = open_page(path, reduced_motion="reduce")
    page.locator("main :is(.mood, .button, .link):visible").first.hover()
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_camera_page_has_no_faults_while_it_reads_and_in_its_summary(
    open_page, astronaut_camera
):
    page = open_page("/live", flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera))
    page.get_by_role("button", name="Turn the camera on").click()
    expect(page.locator(".first-picks .play").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("button", name="Stop and see picks").click()
    expect(page.locator(".card")).to_have_count(12)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
