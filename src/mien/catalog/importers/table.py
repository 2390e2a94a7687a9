"""A CSV file of any size, read row by row: what can't be read is named, not guessed."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO, Final, cast

from mien.catalog.importers.draft import Skip
from mien.catalog.importers.progress import ProgressReader
from mien.catalog.names import normalised
from mien.core.errors import ImportFileError

LONGEST_LINE: Final = 1 << 20
"""Characters of a line that are held in memory; a longer line is skipped."""

_BLOCK: Final = 1 << 20
_HEAD: Final = 1 << 16
_SIGNATURES: Final = {
    b"PK\x03\x04": "a ZIP archive or an Excel file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"%PDF": "a PDF file",
    b"SQLite format 3": "a SQLite database",
    codecs.BOM_UTF16_LE: "text in UTF-16",
    codecs.BOM_UTF16_BE: "text in UTF-16",
}


class Table:
    """The rows of one CSV file, plain or gzipped.

    Attributes:
        header: names of the columns as the file has them.
        encoding: what the file is read as.
    """

    def __init__(
        self,
        path: Path,
        *,
        encodings: Sequence[str] = ("utf-8",),
        meter: ProgressReader | None = None,
    ) -> None:
        """Check the whole file's encoding and read its header.

        Raises:
            ImportFileError: it is missing, empty, no text, or in another encoding.
        """
        self.path = path
        self._meter = meter or ProgressReader()
        try:
            self.encoding = _encoding_of(path, encodings)
            with _text(path, self.encoding) as (_, text):
                head = text.readline(_HEAD)
        except (OSError, EOFError) as error:
            raise ImportFileError(
                f"{path.name} can't be read: {_said(error)}.", "Check the path and the file."
            ) from error
        self._delimiter = max(",;\t", key=head.count)
        self.header: list[str] = next(csv.reader([head], delimiter=self._delimiter), [])
        self._places = {normalised(name): n for n, name in reversed(list(enumerate(self.header)))}
        self._meter.total += path.stat().st_size

    def column(self, *names: str) -> int | None:
        """Return the place of the first of these columns that is there, whatever its spelling."""
        for name in names:
            place = self._places.get(normalised(name))
            if place is not None:
                return place
        return None

    def require(self, *names: str) -> int:
        """Return the place of a column that must be there.

        Raises:
            ImportFileError: it is not.
        """
        place = self.column(*names)
        if place is None:
            raise ImportFileError(
                f"{self.path.name} has no column {' or '.join(names)}.",
                f"Its columns are: {', '.join(self.header)[:400]}. Name the right format, or use "
                "`csv --map`.",
            )
        return place

    def rows(self, every: int = 1) -> Iterator[tuple[int, list[str]] | Skip]:
        """Yield line number and cells of each row, or why a row is left out.

        Args:
            every: 1 for all rows, n to look at each n-th only.

        Raises:
            ImportFileError: reading fails midway.
        """
        width = len(self.header)
        before = self._meter.done
        try:
            with _text(self.path, self.encoding) as (file, text):
                too_long: list[Skip] = []
                lines = _bounded_lines(text, too_long)
                reader = csv.reader(lines, delimiter=self._delimiter)
                next(reader, None)
                for number in count():
                    try:
                        cells = next(reader)
                    except StopIteration:
                        break
                    except csv.Error as error:
                        yield Skip(reader.line_num, f"can't be read as CSV ({error})")
                        continue
                    if number % every:
                        continue
                    if len(cells) == width:
                        yield reader.line_num, cells
                    elif cells:
                        yield Skip(reader.line_num, "more or fewer cells than the header")
                    if too_long:
                        yield from too_long
                        too_long.clear()
                    self._meter.done = before + file.tell()
                yield from too_long
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise ImportFileError(
                f"{self.path.name} can't be read to its end: {_said(error)}.",
                "Check that the file is whole; nothing was imported.",
            ) from error
        self._meter.done = before + self.path.stat().st_size


def _bounded_lines(file: IO[str], too_long: list[Skip]) -> Iterator[str]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) < LONGEST_LINE or line.endswith("\n"):
            yield line
            continue
        too_long.append(Skip(number, "a line of more than 1 MB", line[:40]))
        while (rest := file.readline(LONGEST_LINE)) and not rest.endswith("\n"):
            pass


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Lend a file as it is on the disk, to see how far it was read, and its content unpacked."""
    with path.open("rb") as file:
        if path.suffix == ".gz":
            with gzip.GzipFile(fileobj=file) as content:
                yield file, cast("IO[bytes]", content)
        else:
            yield file, file


@contextmanager
def _text(path: Path, encoding: str) -> Iterator[tuple[IO[bytes], IO[str]]]:
    """Lend a file as it is on the disk, and its text."""
    with (
        _opened(path) as (file, content),
        io.TextIOWrapper(content, encoding, newline="") as text,
    ):
        yield file, text


def _encoding_of(path: Path, encodings: Sequence[str]) -> str:
    """Return the first of `encodings` that the whole file is in."""
    for encoding in encodings:
        broken_at = _first_break(path, encoding)
        if broken_at is None:
            return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
    raise ImportFileError(
        f"{path.name} is not {' or '.join(encodings)}: line {broken_at} has other bytes.",
        "Save it as UTF-8, or name its encoding with --encoding (often latin-1 or cp1252).",
    )


def _first_break(path: Path, encoding: str) -> int | None:
    """Return the line where the bytes stop being text of an encoding, or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with _opened(path) as (_, file):
        block = file.read(_BLOCK)
        _refuse_other_files(path, block)
        while block:
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                return line + block[: error.start].count(b"\n")
            line += block.count(b"\n")
            block = file.read(_BLOCK)
    return None


def _refuse_other_files(path: Path, block: bytes) -> None:
    if not block.strip():
        raise ImportFileError(f"{path.name} is empty.", "Name a CSV file with a header line.")
    for signature, what in _SIGNATURES.items():
        if block.startswith(signature):
            raise ImportFileError(f"{path.name} is {what}.", "Save it as CSV in UTF-8.")
    if b"\0" in block:
        raise ImportFileError(f"{path.name} is not a text file.", "Save it as CSV in UTF-8.")


def _said(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
