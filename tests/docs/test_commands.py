"""Every `mien …` that the docs show runs, or this file says why it can't run here."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import click
import pytest

from mien.cli import main
from mien.cli import mien as command_line
from tests.docs.pages import ROOT, Page, present_pages
from tests.docs.shell import Line, lines_in_text, lines_of_blocks

NOT_RUN_HERE = {
    "mien serve": "runs until it is stopped; tests/cli/test_serve.py starts and stops it",
    "mien watch": "needs a camera; tests/cli/test_watch.py gives it a video",
    "mien evaluate ranking": "needs others' data; tests/cli/test_evaluate_ranking.py makes some",
}
"""Commands that can't run here, and why. Their options are checked all the same.

`mien train` runs up to where hours of training would begin.
"""

ANSWERS = {"mien recommend": "sad", "mien profiles remove 2": "y"}
"""What a person types when these ask."""


def lines_of_mien(page: Page) -> Iterator[Line]:
    """Yield the lines of the page's blocks, then those in its running text."""
    for line in (*lines_of_blocks(page), *lines_in_text(page)):
        if line.words[0] == "mien":
            yield line


def marked(page: Page):
    """Mark a page that exports a model: that needs PyTorch."""
    exports = any(line.text.startswith("mien export") for line in lines_of_mien(page))
    return pytest.param(page, marks=[pytest.mark.pytorch] if exports else [])


PAGES = [page for page in present_pages() if any(lines_of_mien(page))]
LINES = [line for page in PAGES for line in lines_of_mien(page)]


def is_complete(line: Line) -> bool:
    """Whether nothing lacks in a line; what lacks an argument is only the name of a command.

    Raises:
        AssertionError: there is no such command, option or argument.
    """
    command: click.Command = command_line
    words = line.words[1:]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name, *words = words
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"{line.place}: there is no `{line.text}`"
        command = found
    if isinstance(command, click.Group):
        return bool(words)
    try:
        command.make_context(command.name, list(words)).close()
    except click.exceptions.Exit:
        return True  # it was --help
    except click.MissingParameter:
        return False
    except click.BadParameter:
        return True  # a file that is not here, or a placeholder: running the line will tell
    except click.UsageError as error:
        raise AssertionError(f"{line.place}: {line.text}: {error.format_message()}") from None
    return True


def runs_here(line: Line) -> bool:
    left_out = line.has_placeholder or any(line.text.startswith(known) for known in NOT_RUN_HERE)
    return not left_out and is_complete(line)


class Typing(io.StringIO):
    """Standard input with a person at it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def run(at_home, monkeypatch) -> Callable[[Line], int]:
    """Return a function that runs a line in this process and returns its exit code."""
    monkeypatch.setitem(sys.modules, "mien.training.engine", SimpleNamespace(train=train_nothing))

    def run_one(line: Line) -> int:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", line.words)
            patch.setattr(sys, "stdin", Typing(f"{ANSWERS.get(line.text, '')}\n"))
            for name, value in line.environment.items():
                patch.setenv(name, value)
            try:
                main()
            except SystemExit as end:
                return int(end.code or 0)
            return 0

    return run_one


def train_nothing(recipe, dataset, folder, **options) -> SimpleNamespace:
    return SimpleNamespace(epochs=0, minutes=0.0, reports={}, folder=folder)


@pytest.mark.parametrize("page", [marked(page) for page in PAGES], ids=lambda page: page.name)
def test_what_a_page_shows_runs_in_that_order(page: Page, run, capfd):
    for line in {line.text: line for line in lines_of_mien(page) if runs_here(line)}.values():
        code = run(line)
        said = capfd.readouterr()
        assert code == 0, f"{line.place}: {line.text}\n{said.out}{said.err}"
        assert "Traceback" not in said.out + said.err, line.place


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.place)
def test_every_command_and_option_is_there(line: Line):
    is_complete(line)


@pytest.mark.parametrize("known", NOT_RUN_HERE)
def test_what_is_not_run_here_still_stands_in_the_docs_and_has_its_test(known):
    assert any(line.text.startswith(known) for line in LINES)
    (test,) = re.findall(r"tests/[\w/]+\.py", NOT_RUN_HERE[known])
    assert (ROOT / test).is_file()
