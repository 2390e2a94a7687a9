"""Reads the Markdown pages of this repository: sections, fenced blocks, code in the text, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\S*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
_SPAN = re.compile(r"`([^`\n]+(?:\n[^`\n]+)?)`")
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: the language it says it is in, its text, and the line it begins at."""

    language: str
    text: str
    line: int


@dataclass(frozen=True)
class Section:
    """A heading with all text down to the next heading of any depth."""

    title: str
    text: str


@dataclass(frozen=True)
class Page:
    """One Markdown file; `path` is relative to the repository."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.as_posix()

    @cached_property
    def text(self) -> str:
        return (ROOT / self.path).read_text("utf-8")

    @cached_property
    def prose(self) -> str:
        """The text with every fenced block blanked out; lines keep their numbers."""
        return _FENCE.sub(lambda found: "\n" * found[0].count("\n"), self.text)

    def blocks(self, *languages: str) -> list[Block]:
        """Return the fenced blocks in any of these languages, or all."""
        found = [
            Block(m["language"], _unindented(m), self._line(m)) for m in _FENCE.finditer(self.text)
        ]
        return [block for block in found if not languages or block.language in languages]

    def spans(self) -> Iterator[tuple[str, int]]:
        """Yield each piece of code in the running text, and its line."""
        for found in _SPAN.finditer(self.prose):
            yield " ".join(found[1].split()), self.prose.count("\n", 0, found.start()) + 1

    def links(self) -> list[str]:
        """Return where the links and pictures of the page lead."""
        return _LINK.findall(self.prose)

    def anchors(self) -> set[str]:
        """Return the fragments that lead to a heading, as GitHub makes them."""
        return {_anchor(title) for title in _HEADING.findall(self.prose)}

    def sections(self) -> list[Section]:
        """Return the page cut at its headings."""
        starts = [found.start() for found in _HEADING.finditer(self.prose)]
        # Blocks are blanked in `prose` but its lines are those of `text`: cut by lines.
        lines = self.text.splitlines(keepends=True)
        cuts = [self.prose.count("\n", 0, start) for start in starts]
        parts = zip(cuts, [*cuts[1:], len(lines)], strict=True)
        return [
            Section(lines[start].lstrip("#").strip(), "".join(lines[start:end]))
            for start, end in parts
        ]

    def section(self, title: str) -> Section:
        """Return the section with this heading."""
        return next(each for each in self.sections() if each.title == title)

    def _line(self, found: re.Match[str]) -> int:
        return self.text.count("\n", 0, found.start()) + 1


def _unindented(found: re.Match[str]) -> str:
    return re.sub(f"^{found['indent']}", "", found["text"], flags=re.MULTILINE)


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def page(name: str) -> Page:
    """Return one page by its path."""
    return Page(Path(name))


def all_pages() -> list[Page]:
    """Return every page that tells people how to use or change Mien."""
    files = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return [Page(file.relative_to(ROOT)) for file in sorted(files)]


def present_pages() -> list[Page]:
    """Return the pages that say what is so now; the list of changes says what once was."""
    return [each for each in all_pages() if each.name != "CHANGELOG.md"]
