"""From its JSON to values: pure, and forgiving of nulls and missing fields. MANDATORY."""

from __future__ import annotations

from typing import Any

from mien.core.media import Kind
from mien.providers._template.manifest import MANIFEST
from mien.providers.answers import mapping, mappings, text, year_of
from mien.providers.base import Listing


def songs(document: Any) -> tuple[Listing, ...]:  # noqa: ANN401 - parsed JSON
    """Return the songs of a search."""
    return tuple(
        Listing(
            source=MANIFEST.name,
            id=text(entry.get("id")),
            kind=Kind.MUSIC,
            title=text(entry.get("title")),
            creators=(text(entry.get("artist")),),
            year=year_of(entry.get("released")),
            credit=MANIFEST.credit,
        )
        for entry in mappings(mapping(document).get("results"))
        if text(entry.get("id")) and text(entry.get("title"))
    )
