"""The pages in Hindi: from the first look to a liked song, with every word in its place."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.pages import PAGES

HINDI = {"locale": "hi-IN"}

CLIPPED = """
() => [...document.querySelectorAll(
    "h1, h2, h3, button, .button, .badge, .card, label > span, nav a, td, th"
  )]
  .filter((part) => part.checkVisibility() && !part.closest(".visually-hidden, .scroll"))
  .filter((part) => getComputedStyle(part).display !== "inline")
  .filter((part) => part.scrollWidth > part.clientWidth + 1)
  .map((part) => `${part.tagName} ${part.className}: ${part.innerText}`)
"""


def test_from_home_to_a_liked_song_and_back(open_page):
    page = open_page("/", **HINDI)
    expect(page.locator("html")).to_have_attribute("lang", "hi")
    page.get_by_role("link", name="उदासी").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("आपका मूड: उदासी")
    card = page.locator(".card").first
    expect(card.locator(".reason")).to_contain_text(re.compile("के लिए"))
    card.get_by_role("button", name="पसंद").click()
    expect(page.locator(".toast-box")).to_contain_text("आपकी पसंद में जुड़ गया")
    page.get_by_role("button", name="वापस लें", exact=True).click()
    expect(page.locator(".toast-box")).to_contain_text("वापस लिया")
    page.get_by_text("फ़िल्में", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^फ़िल्में"))).to_be_visible()


def test_the_switch_keeps_what_the_page_shows(open_page):
    page = open_page("/picks?emotion=sad")
    page.get_by_text("Movies", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^Movies"))).to_be_visible()
    page.get_by_role("button", name="हिन्दी").click()
    expect(page.get_by_role("heading", name=re.compile("^फ़िल्में"))).to_be_visible()
    assert "kind=movie" in page.url
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name=re.compile("^Movies"))).to_be_visible()


def test_the_switch_needs_no_script(open_page):
    page = open_page("/about", java_script_enabled=False)
    page.get_by_role("button", name="हिन्दी").click()
    expect(page.locator("html")).to_have_attribute("lang", "hi")
    assert page.url.endswith("/about")


@pytest.mark.parametrize("path", ["/", "/picks?emotion=sad"])
def test_axe_finds_nothing_in_hindi(open_page, path):
    found = Axe().run(open_page(path, reduced_motion="reduce", **HINDI))
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", PAGES)
def test_no_hindi_text_is_clipped(open_page, path):
    page = open_page(path, viewport={"width": 320, "height": 640}, **HINDI)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(CLIPPED) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.evaluate(CLIPPED) == []
