"""Every link inside of the docs leads somewhere, and every file that they name is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.docs.pages import ROOT, Page, all_pages

PAGES = all_pages()

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@every_page
def test_every_link_leads_to_a_file_and_a_heading(page: Page):
    for link in page.links():
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (ROOT / page.path.parent / path) if path else ROOT / page.path
        assert target.exists(), f"{page.name} links to {link}"
        if anchor:
            found = Page(target.resolve().relative_to(ROOT))
            assert anchor in found.anchors(), f"{page.name} links to {link}"


PROGRAM = ROOT / "src" / "mien"
FOLDERS = {each.name for place in (ROOT, PROGRAM) for each in place.iterdir() if each.is_dir()}


def files_named_on(page: Page) -> Iterator[str]:
    """Yield the code in the text that is a path of this repository."""
    for code, _ in page.spans():
        first, *rest = code.split("/")
        if (rest and first in FOLDERS and re.fullmatch(r"[\w.*/-]+", code)) or code.endswith(".py"):
            yield code.rstrip("/").replace("NAME", "*")


@every_page
def test_every_file_that_is_named_is_there(page: Page):
    for name in files_named_on(page):
        found = [*ROOT.glob(name), *PROGRAM.glob(name)]
        assert found, f"{page.name} names {name}"
