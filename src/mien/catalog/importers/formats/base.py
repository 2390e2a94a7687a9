"""What every format gives: drafts of items, as often as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from mien.catalog.importers.draft import Draft, EntryDraft, Skip
from mien.catalog.importers.options import ImportOptions
from mien.catalog.importers.progress import ProgressReader

Found = Draft | EntryDraft | Skip


class TableFormat(Protocol):
    """A file, or a folder of files, of one format."""

    def drafts(self, every: int = 1) -> Iterator[Found]:
        """Yield the rows, or only each `every`-th, from first to last; can be called again."""
        ...


OpenSource = Callable[[Path, ImportOptions, ProgressReader], TableFormat]
"""Opens a path as a format; checks at once that the columns are there."""


NO_TITLE = "no title, or one that a spreadsheet would run as a formula"
NO_MAKER = "no maker named"
NO_YEAR = "no year from 1600 to 2030 (--year gives one)"
NO_GENRE = "no genre that Mien knows"
NO_NUMBERS = "valence or energy is not a number in range"
