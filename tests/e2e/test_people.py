"""Two people at one installation, each in a browser of their own, and a PIN between them."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from mien.web.app import create_app
from tests.e2e.menus import menu_of
from tests.factories.installation import installation
from tests.factories.server import serving

LIST = "/picks?emotion=sad"


@pytest.fixture
def address(tmp_path):
    """Where an app of its own is served, in which nobody is remembered yet."""
    with installation(tmp_path) as services, serving(create_app(services)) as port:
        yield f"http://127.0.0.1:{port}"


def _add(page: Page, name: str) -> None:
    page.goto("/people")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text(f"{name} is added.")).to_be_visible()


def _titles(page: Page) -> list[str]:
    page.goto(LIST)
    expect(page.locator(".card")).to_have_count(12)
    return page.locator(".card h3").all_inner_texts()


def test_what_one_likes_and_hides_does_not_change_the_list_of_the_other(open_page):
    mine, hers = open_page(), open_page()
    _add(mine, "Anna")
    before = _titles(mine)
    hers.goto("/people")
    hers.get_by_role("button", name="Choose Anna").click()
    assert _titles(hers) == before
    menu_of(hers.locator(".card").first).get_by_role("button", name="Hide").click()
    expect(hers.locator(".toast-box")).to_contain_text("is hidden")
    hers.locator(".card").nth(1).get_by_role("button", name="Like").click()
    expect(hers.locator(".card [data-action=like]").nth(1)).to_have_attribute(
        "aria-pressed", "true"
    )
    assert before[0] not in _titles(hers)
    assert _titles(mine) == before
    expect(hers.locator(".whose-name")).to_have_text("Anna")
    expect(mine.locator(".whose-name")).to_have_text("First person")


def test_a_pin_is_set_asked_for_and_limited_without_scripts(plain_page):
    hers = plain_page("/people")
    _add(hers, "Anna")
    hers.get_by_role("button", name="Choose Anna").click()
    hers.goto("/people/2")
    hers.get_by_label("New PIN").fill("4711")
    hers.get_by_role("button", name="Set the PIN").click()
    expect(hers.get_by_role("heading", name="PIN: set")).to_be_visible()

    other = plain_page("/people")
    other.get_by_role("link", name="Choose Anna, asks for a PIN").click()
    field = other.get_by_label("PIN", exact=True)
    expect(field).to_be_focused()
    field.fill("4711")
    other.get_by_role("button", name="Go on").click()
    expect(other.locator(".whose-name")).to_have_text("Anna")


def test_wrong_pins_are_refused_and_then_have_to_wait(open_page):
    page = open_page("/people", refusals=(403, 429))
    _add(page, "Anna")
    page.get_by_role("button", name="Choose Anna").click()
    page.goto("/people/2")
    page.get_by_label("New PIN").fill("4711")
    page.get_by_role("button", name="Set the PIN").click()
    other = open_page("/people/2/pin", refusals=(403, 429))
    for _ in range(5):
        other.get_by_label("PIN", exact=True).fill("0000")
        other.get_by_role("button", name="Go on").click()
        expect(other.get_by_role("alert")).to_contain_text("That is not the PIN.")
    other.get_by_label("PIN", exact=True).fill("4711")
    other.get_by_role("button", name="Go on").click()
    expect(other.get_by_role("alert")).to_contain_text(re.compile(r"Wait \d+ seconds"))
    other.goto("/people")
    expect(other.locator(".whose-name")).to_have_text("First person")


def test_someone_is_removed_after_a_tick(open_page):
    page = open_page("/people")
    _add(page, "Anna")
    page.get_by_role("link", name="Change Anna").click()
    page.get_by_role("link", name="Remove Anna").click()
    page.get_by_label("Yes, remove Anna").check()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("They are removed")).to_be_visible()
    expect(page.locator(".whose")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_can_be_used_by_everyone(open_page, theme):
    page = open_page("/people", color_scheme=theme, viewport={"width": 320, "height": 640})
    _add(page, "Anna-Maria Wolkenstein von der Höhe")
    page.locator("#person-2 form button").click()
    for path in ("/people", "/people/2", "/people/2/pin", "/people/2/remove", "/you"):
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                    "main button, main .button, main input:not([type=hidden]), .whose")]
                .filter((e) => !e.closest(".tick") && e.getBoundingClientRect().height < 44)
                .map((e) => e.outerHTML.slice(0, 80))"""
        )
        assert small == [], path
