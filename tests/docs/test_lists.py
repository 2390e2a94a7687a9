"""What the docs list is what there is: formats, columns, goals, recipes, constants, addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from mien.bootstrap import build_services
from mien.catalog.importers.formats.mapped import FIELDS
from mien.catalog.importers.registry import FORMATS
from mien.catalog.schema import COLUMNS
from mien.core.goals import GOAL_WORDS
from mien.settings import Settings
from mien.training.recipes import recipe_names
from mien.web.app import create_app
from tests.docs.pages import ROOT, Page, page, present_pages

PREFIX = "/api/v1"


def first_column(name: str, title: str) -> Iterator[str]:
    """Yield the code in the first column of the tables of a section."""
    for cell in re.findall(r"^\| (.*?) \|", page(name).section(title).text, re.MULTILINE):
        yield from re.findall(r"`([^`]+)`", cell)


def test_formats_of_imports():
    assert set(first_column("docs/catalogue.md", "Bring your own")) == set(FORMATS)


def test_fields_of_a_map():
    told = page("docs/catalogue.md").section("Bring your own").text
    columns = set(first_column("docs/catalogue.md", "Columns"))
    assert [each for each in FIELDS if f"`{each}`" not in told and each not in columns] == []


def test_columns_of_the_catalogue():
    known = {column for columns in COLUMNS.values() for column in columns}
    assert set(first_column("docs/catalogue.md", "Columns")) == known


def test_goals():
    assert set(first_column("docs/ranking.md", "Goals")) == set(GOAL_WORDS)


def test_recipes():
    assert set(first_column("docs/training.md", "Recipes")) == set(recipe_names())


def test_constants_of_live_reading():
    rows = re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", page("docs/live.md").text, re.MULTILINE)
    constants = json.loads((ROOT / "src/mien/vision/live.json").read_text("utf-8"))
    assert {name: float(value) for name, value in rows} == constants


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    """Return what finds the view of an address."""
    folder = tmp_path_factory.mktemp("addresses")
    app = create_app(build_services(Settings(data_dir=folder, cache_dir=folder)))
    return app.url_map.bind("127.0.0.1")


@pytest.mark.parametrize("shown", present_pages(), ids=lambda shown: shown.name)
def test_addresses(shown: Page, addresses):
    for code, line in shown.spans():
        found = re.match(r"(?:GET |POST |PATCH |DELETE )?(/[a-z][^?]*)", code)
        if found is None or found[1] == PREFIX:
            continue
        path = re.sub(r"\{\w*_id\}|…", "1", found[1]).replace("{name}", "spotify")
        tried = (path, f"{PREFIX}{path}")
        assert any(is_there(addresses, each) for each in tried), f"{shown.name}:{line}: {code}"


def is_there(addresses, path: str) -> bool:
    try:
        addresses.match(path)
    except (MethodNotAllowed, RequestRedirect):
        return True
    except NotFound:
        return False
    return True
