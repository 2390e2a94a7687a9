"""Every link inside of the docs leads somewhere, and every file that they name is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

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


def files_named_on(page: Page) -> Iterator[str]:
    """Yield the paths of this repository that stand as code in the text."""
    for code, _ in page.spans():
        if re.fullmatch(r"(src|docs|tests|tools|benchmarks|static)/[\w./*-]+|[\w/]+\.py", code):
            yield code


@every_page
def test_every_file_that_is_named_is_there(page: Page):
    for name in files_named_on(page):
        assert is_there(name), f"{page.name} names {name}"


def is_there(name: str) -> bool:
    """Look for a path from the root, or as the end of one inside the program."""
    pattern = name.rstrip("/")
    return any(any(folder.glob(pattern)) for folder in places())


def places() -> Iterator[Path]:
    program = ROOT / "src" / "mien"
    yield ROOT
    yield program
    yield from (each for each in program.iterdir() if each.is_dir())
