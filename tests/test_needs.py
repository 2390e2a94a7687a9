"""What the tests promise of themselves: what they import, and what they can do without."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.needs import NEEDS, Need, deselected

TESTS = Path(__file__).parent
FILES = sorted(TESTS.rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    """Yield the full name of each module or thing that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(TESTS).as_posix())
def test_tests_import_neither_benchmarks_nor_each_other(file):
    """Fixtures come from conftest files by themselves; helpers stand in modules of their own."""
    for name in imported(file):
        parts = name.split(".")
        assert parts[0] != "benchmarks"
        inside = parts[:-1] if parts[0] == "tests" else []
        assert not [part for part in inside if part == "conftest" or part.startswith("test_")]


@pytest.mark.parametrize(("name", "need"), NEEDS.items())
def test_what_a_need_brings_is_imported_in_its_folder_alone(name, need: Need):
    home = TESTS / need.folder if need.folder else None
    outside = [file for file in FILES if home is None or home not in file.parents]
    found = [
        file.relative_to(TESTS).as_posix()
        for file in outside
        if {module.split(".")[0] for module in imported(file)} & set(need.packages)
    ]
    assert found == []


def test_every_need_is_a_marker_with_a_fixture(request):
    registered = {line.split(":")[0] for line in request.config.getini("markers")}
    fixtures = {
        node.name
        for file in TESTS.rglob("conftest.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.decorator_list
    }
    assert set(NEEDS) <= registered
    assert set(NEEDS) <= fixtures
    assert all((TESTS / need.folder).is_dir() for need in NEEDS.values() if need.folder)


@pytest.mark.parametrize(
    ("task", "left_out"),
    [("check", set(NEEDS)), ("test", {"pytorch", "scikit_learn"}), ("test-training", set())],
)
def test_the_tasks_leave_out_what_they_say(task, left_out):
    said = subprocess.run(
        ["make", "--dry-run", task], cwd=TESTS.parent, capture_output=True, text=True, check=True
    )
    (line,) = [line for line in said.stdout.splitlines() if "pytorch" in line]
    assert deselected(line).keys() == left_out


def test_every_test_is_in_one_of_the_tasks():
    """What the training tests need is what `make test` leaves out."""
    said = subprocess.run(
        ["make", "--dry-run", "test", "test-training"],
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert '-m "not pytorch and not scikit_learn"' in said.stdout
    assert '-m "pytorch or scikit_learn"' in said.stdout
