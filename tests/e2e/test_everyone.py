"""Small screens, themes, the keyboard, assistive technology, and what goes over the wire."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.pages import PAGES

HOME_LIMIT = 150_000


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_on_the_smallest_phone(open_page, path):
    size = {"width": 320, "height": 640}
    page = open_page(path, viewport=size)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page, path, theme):
    page = open_page(path, color_scheme=theme, reduced_motion="reduce")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_theme_follows_the_system_and_the_button_overrides_it(open_page):
    page = open_page("/", color_scheme="dark")
    background = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(background)
    page.get_by_role("button", name="Theme: like the system").click()
    light = page.evaluate(background)
    assert light != dark
    page.goto("/about")
    assert page.evaluate(background) == light
    page.get_by_role("button", name="Theme: light").click()
    assert page.evaluate(background) == dark


def test_the_first_press_of_tab_skips_to_the_content(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_controls_work_by_keyboard_and_keep_the_focus(open_page):
    page = open_page("/picks?emotion=sad&kind=music")
    page.get_by_role("radio", name="Music").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Movies · Lift me")).to_be_visible()
    expect(page.get_by_role("radio", name="Movies")).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/picks?emotion=happy", "/photo/sample"])
def test_no_third_party_is_asked_for_anything(open_page, address, path):
    asked = []

    def listen(page):
        page.on("request", lambda request: asked.append(request.url))

    page = open_page(path, prepare=listen)
    page.wait_for_timeout(300)
    assert asked
    assert [url for url in asked if not url.startswith((address, "blob:", "data:"))] == []


def test_home_is_light(open_page):
    answers = []

    def note(request):
        answers.append(request)

    page = open_page("/", prepare=lambda page: page.on("requestfinished", note))
    page.wait_for_load_state("networkidle")
    sizes = [request.sizes() for request in answers]
    transferred = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    assert 0 < transferred <= HOME_LIMIT


def test_nothing_moves_while_home_loads(open_page):
    watch = """
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += entry.value;
      }).observe({type: 'layout-shift', buffered: true});
    """
    page = open_page("/", prepare=lambda page: page.add_init_script(watch))
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") < 0.05
