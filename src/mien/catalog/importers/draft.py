"""What a row of an outside file says, before it gets its place on the mood map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mien.core.catalog_entry import CatalogEntry
from mien.core.media import Evidence, Kind

EXAMPLES: Final = 3
"""SkippedRows rows that are shown for each reason."""


@dataclass(slots=True)
class Draft:
    """The facts of one row.

    Attributes:
        valence: as the file has it, 0 to 1, or None when it says nothing.
        energy: likewise.
        loudness: in dB, only to check that the other two were measured.
        appreciation: 0 to 1 by the file's ratings, or None.
    """

    kind: Kind
    title: str
    creators: tuple[str, ...]
    year: int
    language: str
    genres: tuple[str, ...]
    valence: float | None = None
    energy: float | None = None
    loudness: float | None = None
    appreciation: float | None = None
    work: str = ""
    cast: tuple[str, ...] = ()
    tempo: int | None = None
    public_ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A row that has its values already, as in a catalogue file that Mien wrote."""

    item: CatalogEntry


@dataclass(frozen=True, slots=True)
class Skip:
    """A row that is left out, and why."""

    line: int
    reason: str
    text: str = ""


class SkippedRows:
    """SkippedRows rows by reason, with the first examples of each."""

    def __init__(self) -> None:
        """Begin with none."""
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, list[Skip]] = {}

    def add(self, skip: Skip) -> None:
        """Count one row."""
        self.counts[skip.reason] += 1
        examples = self.examples.setdefault(skip.reason, [])
        if len(examples) < EXAMPLES:
            examples.append(skip)


IMPORTED: Final = Evidence.MODEL
"""Evidence of a value that was placed by a file's numbers or guessed from its facts."""
