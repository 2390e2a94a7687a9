"""Reads the lines of a `sh` block as a shell would, as far as the docs use one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from tests.docs.pages import Block, Page

PROGRAMS = ("mien", "make", "python", "pip", "curl")
"""What a line of the docs may call; each kind has a test that tries or checks it."""

_SETTING = re.compile(r"^([A-Z_]+)=(.*)$", re.DOTALL)
_PLACEHOLDER = re.compile(r"^[^a-z]*[A-Z]{2,}[^a-z]*$|…")


@dataclass(frozen=True)
class Line:
    """One command: variables set before it, its words, where it stands."""

    environment: dict[str, str]
    words: list[str]
    place: str

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def has_placeholder(self) -> bool:
        """Whether a word stands for something that the reader puts in."""
        return any(_PLACEHOLDER.search(word) for word in self.words)


def read_line(text: str, place: str) -> Line:
    """Split one command; what follows `#` or `>` is not part of it.

    Raises:
        ValueError: a quotation is not closed.
    """
    words = shlex.split(text, comments=True)
    if ">" in words:
        words = words[: words.index(">")]
    environment = {}
    while words and (found := _SETTING.match(words[0])):
        environment[found[1]] = found[2]
        words = words[1:]
    return Line(environment, words, place)


def lines_of(block: Block, name: str) -> Iterator[Line]:
    """Yield the commands of a `sh` block of the page called `name`, in order."""
    waiting = ""
    for number, raw in enumerate(block.text.splitlines(), block.line + 1):
        waiting = f"{waiting}\n{raw}" if waiting else raw
        if waiting.endswith("\\"):
            waiting = waiting[:-1]
            continue
        try:
            line = read_line(waiting, f"{name}:{number}")
        except ValueError:
            continue
        waiting = ""
        if line.words:
            yield line
    assert not waiting, f"{name}:{block.line}: a command has no end: {waiting}"


def lines_of_blocks(page: Page) -> Iterator[Line]:
    """Yield the commands of all `sh` blocks of a page."""
    for block in page.blocks("sh"):
        yield from lines_of(block, page.name)


def lines_in_text(page: Page) -> Iterator[Line]:
    """Yield the commands that stand in the running text: code that begins with a program."""
    for code, number in page.spans():
        try:
            line = read_line(code, f"{page.name}:{number}")
        except ValueError:
            continue
        if line.words and line.words[0] in PROGRAMS:
            yield line
