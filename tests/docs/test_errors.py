"""The codes and statuses of errors in `docs/api.md` are those that the API answers with."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

from mien.core.errors import MienError
from tests.docs.pages import page

ONLY_AT_THE_COMMAND_LINE = {
    "bad-input": "an export into a folder that has files already",
    "image-unreadable": "a path that leads to no picture",
    "import-implausible": "importing a file",
    "import-unreadable": "importing a file",
}
"""Codes of errors that code behind the API can raise, but not for a request; and for what."""

SKIPPED = ("mien.__main__", "mien.providers._template", "mien.store.migrations.env")
"""Modules that do something when they are imported, or are there to be copied."""


@pytest.fixture(scope="module")
def modules() -> grimp.ImportGraph:
    return grimp.build_graph("mien", exclude_type_checking_imports=True, cache_dir=None)


def behind_the_api(graph: grimp.ImportGraph) -> set[str]:
    """Return every module that a request can lead into; sources are loaded by their names."""
    roots = {name for name in graph.modules if name.startswith(("mien.web", "mien.providers"))}
    found = roots | graph.find_upstream_modules("mien.web", as_package=True)
    return {name for name in found if not name.startswith(SKIPPED)}


def classes_made_in(modules: set[str]) -> set[str]:
    """Return the names of all that is called in these modules, the classes of errors among them."""
    trees = [
        ast.parse(Path(str(importlib.import_module(name).__file__)).read_text("utf-8"))
        for name in sorted(modules)
    ]
    calls = [node.func for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {getattr(called, "attr", getattr(called, "id", "")) for called in calls}


def errors() -> list[type[MienError]]:
    """Return the classes of errors of Mien, without those that other tests make up."""
    return [each for each in below(MienError) if each.__module__.startswith("mien.")]


def below(error: type[MienError]) -> Iterator[type[MienError]]:
    yield error
    for each in error.__subclasses__():
        yield from below(each)


def told() -> dict[str, int]:
    """Return the table of `docs/api.md`: the status of each code."""
    table = page("docs/api.md").section("When something is wrong").text
    rows = re.findall(r"^\| (`[^|]*`) \| (\d{3}) \|", table, re.MULTILINE)
    return {code: int(status) for codes, status in rows for code in re.findall(r"`(.+?)`", codes)}


def test_every_code_that_the_api_can_answer_with_is_told_with_its_status(modules):
    made = classes_made_in(behind_the_api(modules))
    possible = {
        error.code: error.http_status
        for error in errors()
        if error.__name__ in made and error.code not in ONLY_AT_THE_COMMAND_LINE
    }
    assert told() == possible


def test_what_is_left_out_is_still_a_code():
    assert set(ONLY_AT_THE_COMMAND_LINE) <= {error.code for error in errors()}


def test_every_code_in_the_text_is_one_of_the_table():
    words = "|".join(re.escape(error.code) for error in errors())
    for each in ("docs/api.md", "docs/memory.md"):
        assert set(re.findall(rf"`({words})`", page(each).text)) <= set(told())
        for status, code in re.findall(r"\b([45]\d\d) `([a-z-]+)`", page(each).text):
            assert told().get(code) == int(status), f"{each}: {status} {code}"
