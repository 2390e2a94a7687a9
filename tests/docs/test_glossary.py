"""The words of CONTRIBUTING are those of the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.docs.pages import ROOT, page

ROW = re.compile(
    r"^\| (?P<words>[^|]+) \| (?P<code>`[^|]+`) \| (?P<meaning>[^|]+) \|$", re.MULTILINE
)


def names_in_code() -> Iterator[str]:
    """Yield what modules, classes, functions, constants and arguments are called."""
    for path in (ROOT / "src" / "mien").rglob("*.py"):
        yield from (path.stem, path.parent.name)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                    yield name
                case ast.Name(id=name, ctx=ast.Store()):
                    yield name


def test_every_word_that_names_code_stands_in_code():
    rows = ROW.findall(page("CONTRIBUTING.md").section("Words").text)
    assert len(rows) > 20
    known = set(names_in_code())
    for words, code, meaning in rows:
        named = re.findall(r"`(\w+)`", f"{code} {meaning}")
        missing = set(named) - known - INTERFACE
        assert not missing, f"{words}: {missing}"


INTERFACE = {"movie"}
"""Words that people type."""
