"""From Deezer's JSON to values."""

from __future__ import annotations

from typing import Any

from mien.core.media import Kind, Player
from mien.providers.answers import mapping, mappings, text
from mien.providers.base import Listing
from mien.providers.deezer import MANIFEST


def songs(document: Any) -> tuple[Listing, ...]:  # noqa: ANN401 - parsed JSON
    """Return the songs of a search that has passed `without_previews`."""
    return tuple(
        _song(entry)
        for entry in mappings(mapping(document).get("data"))
        if entry.get("id") and text(entry.get("title"))
    )


def without_previews(document: Any) -> Any:  # noqa: ANN401 - parsed JSON
    """Return an answer with each signed preview address replaced by whether there is one.

    The addresses end after about a quarter of an hour, so they are never kept.
    """
    if isinstance(document, list):
        return [without_previews(each) for each in document]
    if not isinstance(document, dict):
        return document
    return {
        name: bool(value) if name == "preview" else without_previews(value)
        for name, value in document.items()
    }


def preview_of(document: Any) -> str:  # noqa: ANN401 - parsed JSON
    """Return the fresh preview address of one track; empty when it has none."""
    return text(mapping(document).get("preview"))


def _song(entry: Any) -> Listing:  # noqa: ANN401 - parsed JSON
    track = str(entry["id"])
    page = text(entry.get("link"))
    return Listing(
        source=MANIFEST.name,
        id=track,
        kind=Kind.MUSIC,
        title=text(entry["title"]),
        creators=tuple(filter(None, [text(mapping(entry.get("artist")).get("name"))])),
        year=None,
        credit=MANIFEST.credit,
        isrc=text(entry.get("isrc")) or None,
        links={"deezer": page} if page else {},
        player=Player("preview", f"/previews/{MANIFEST.name}/{track}")
        if entry.get("preview")
        else None,
        artwork=text(mapping(entry.get("album")).get("cover_big")) or None,
    )
