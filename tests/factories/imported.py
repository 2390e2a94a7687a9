"""Imported items made for a test, each field with a harmless default."""

from __future__ import annotations

from dataclasses import replace

from mien.core.catalog_entry import CatalogEntry
from mien.core.media import Evidence, Kind

_IMPORTED = CatalogEntry(
    id="music-imported-0-1999",
    kind=Kind.MUSIC,
    title="Tum Ho | तुम हो",
    creators=("A Singer", "Another | One"),
    year=1999,
    language="hi",
    genres=("film", "pop"),
    tags=("joyful",),
    valence=0.25,
    energy=0.75,
    appreciation=0.5,
    evidence=Evidence.MODEL,
    work="An Album",
    cast=("An Actor",),
    tempo=120,
    search="tum ho",
    public_ids={"youtube": "abcdefghijk"},
)


def make_imported(number: int = 0, **fields) -> CatalogEntry:
    """Return an imported item whose id carries `number`."""
    return replace(_IMPORTED, id=f"music-imported-{number}-1999", **fields)
