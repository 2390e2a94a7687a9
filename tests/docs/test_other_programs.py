"""What the docs call besides `mien` is there: tasks of make, programs that measure, extras."""

from __future__ import annotations

import re
import tomllib

from tests.docs.pages import ROOT, present_pages
from tests.docs.shell import PROGRAMS, Line, lines_in_text, lines_of_blocks

LANGUAGES = {"sh", "python", "json", "toml", "text"}
"""What a fenced block can say it is in; all but `text` are tried by a test of this folder."""

LINES = [
    line for page in present_pages() for line in (*lines_of_blocks(page), *lines_in_text(page))
]


def lines_with(program: str) -> list[Line]:
    found = [line for line in LINES if line.words[0] == program]
    assert found, f"the docs call no {program} any more"
    return found


def test_a_test_looks_at_every_line():
    for line in LINES:
        assert line.words[0] in PROGRAMS, f"{line.place}: no test looks at `{line.text}`"


def test_every_task_and_variable_of_make_is_there():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    tasks = set(re.findall(r"^([a-z][\w-]*):", makefile, re.MULTILINE))
    variables = set(re.findall(r"\$[({]?([A-Z]+)\b", makefile))
    for line in lines_with("make"):
        for word in line.words[1:]:
            name, sign, _ = word.partition("=")
            assert name in (variables if sign else tasks), f"{line.place}: make has no {word}"


def test_every_program_that_measures_is_there_with_its_options():
    for line in lines_with("python"):
        name, *words = line.words[2:] if line.words[1] == "-m" else line.words[1:]
        path = ROOT / (name if name.endswith(".py") else name.replace(".", "/") + ".py")
        assert path.is_file(), f"{line.place}: there is no {name}"
        for option in (word for word in words if word.startswith("--")):
            assert f'"{option}"' in path.read_text("utf-8"), f"{line.place}: {name} has no {option}"


def test_every_extra_that_is_named_is_there():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {
        extra
        for page in present_pages()
        for names in re.findall(r"\bmien\[([a-z,]+)\]", page.text)
        for extra in names.split(",")
    }
    assert named
    assert named <= set(project["optional-dependencies"])


def test_every_block_says_what_it_is_in():
    for page in present_pages():
        assert page.text.count("```") == 2 * len(page.blocks()), page.name
        for block in page.blocks():
            assert block.language in LANGUAGES, f"{page.name}:{block.line}"
