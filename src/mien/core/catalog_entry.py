"""The facts and values of one item of a catalogue, bundled or imported, and the imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mien.core.media import Evidence, Kind


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One item as a catalogue has it, before it is placed among the others.

    `valence`, `energy` and `appreciation` are in 0 to 1, not yet percentiles; `public_ids` maps a
    service (`youtube`, `spotify`, `imdb`, `tmdb`, `trailer`) to the item's id there.
    """

    id: str
    kind: Kind
    title: str
    creators: tuple[str, ...]
    year: int
    language: str
    genres: tuple[str, ...]
    tags: tuple[str, ...]
    valence: float
    energy: float
    appreciation: float
    evidence: Evidence
    work: str = ""
    cast: tuple[str, ...] = ()
    tempo: int | None = None
    search: str = ""
    public_ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import.

    Attributes:
        source: where it came from, in the person's words (a file name).
        format: name of the importer that read it.
        at: when it was finished, in UTC.
        added: items that were new; those already there stayed as they were.
    """

    id: int
    source: str
    format: str
    at: datetime
    added: int


@dataclass(frozen=True, slots=True)
class ImportStamp:
    """Tells whether the imports of a person changed: the newest one's id, and how many there are.

    Ids are never used twice.
    """

    newest: int
    count: int
