"""The installed app: without a network it says so, and it keeps nothing that is personal."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

READY = """() => new Promise((done) => {
  const look = async () => (await navigator.serviceWorker.getRegistration())?.active
    && navigator.serviceWorker.controller ? done(true) : setTimeout(look, 50);
  look();
})"""
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  return found;
}"""


@pytest.fixture
def installed_page(open_page):
    """A window whose service worker is at work."""

    def open_installed(path="/", **window):
        page = open_page(
            path, service_workers="allow", refusals=["ERR_INTERNET_DISCONNECTED"], **window
        )
        page.evaluate(READY)
        return page

    return open_installed


def test_without_a_network_a_page_says_so_and_with_one_it_comes_back(installed_page):
    page = installed_page("/")
    page.context.set_offline(True)
    page.goto("/picks?emotion=sad")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mien is out of reach")
    assert page.url.endswith("/picks?emotion=sad")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('1em Figtree'))")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling sad")
    expect(page.locator(".card")).to_have_count(12)


def test_trying_again_asks_for_the_same_page(installed_page):
    page = installed_page("/")
    page.context.set_offline(True)
    page.goto("/about")
    page.evaluate("window.stop(); window.mark = true")
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mien is out of reach")
    assert page.evaluate("window.mark") is None
    assert page.url.endswith("/about")


def test_the_offline_page_speaks_the_language_of_the_pages(installed_page):
    page = installed_page("/", locale="hi-IN")
    page.context.set_offline(True)
    page.goto("/you")
    assert page.evaluate("document.documentElement.lang") == "hi"


def test_only_static_files_and_the_offline_page_are_kept(installed_page):
    page = installed_page("/picks?emotion=sad")
    page.locator(".card").first.get_by_role("button", name="Like").click()
    expect(page.locator("[data-slot=toast-box]")).to_be_visible()
    for path in ("/you", "/sources", "/photo/sample", "/"):
        page.goto(path)
    paths = {urlsplit(url).path for url in page.evaluate(KEPT)}
    assert "/offline" in paths
    assert all(path.startswith("/static/") for path in paths - {"/offline"})


def test_an_older_version_is_dropped(installed_page):
    page = installed_page("/")
    page.evaluate("caches.open('mien-000000000000-en')")
    page.evaluate("navigator.serviceWorker.register('/sw.js?language=hi')")
    page.wait_for_function("async () => (await caches.keys()).every((n) => n.endsWith('-hi'))")


def test_with_the_worker_forms_and_downloads_work_as_without(installed_page):
    page = installed_page("/picks?emotion=sad")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Table").click()
    assert saved.value.suggested_filename == "mien-list.csv"
    page.get_by_role("button", name="हिन्दी").click()
    page.wait_for_function("document.documentElement.lang === 'hi'")
    assert page.url.endswith("/picks?emotion=sad")
