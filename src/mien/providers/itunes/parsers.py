"""From iTunes' JSON to values."""

from __future__ import annotations

from typing import Any

from mien.core.media import Kind, Player
from mien.providers.answers import mapping, mappings, text, year_of
from mien.providers.base import Listing
from mien.providers.itunes import MANIFEST


def songs(document: Any) -> tuple[Listing, ...]:  # noqa: ANN401 - parsed JSON
    """Return the songs of a search; a song may have no preview."""
    return tuple(
        _song(entry)
        for entry in mappings(mapping(document).get("results"))
        if entry.get("kind") == "song" and entry.get("trackId") and text(entry.get("trackName"))
    )


def larger(address: str) -> str | None:
    """Return the address of the same cover at 600 pixels, or None when there is no cover."""
    return address.replace("100x100bb", "600x600bb") or None


def _song(entry: Any) -> Listing:  # noqa: ANN401 - parsed JSON
    page, preview = text(entry.get("trackViewUrl")), text(entry.get("previewUrl"))
    genre = text(entry.get("primaryGenreName")).lower()
    return Listing(
        source=MANIFEST.name,
        id=str(entry["trackId"]),
        kind=Kind.MUSIC,
        title=text(entry["trackName"]),
        creators=tuple(filter(None, [text(entry.get("artistName"))])),
        year=year_of(entry.get("releaseDate")),
        credit=MANIFEST.credit,
        genres=(genre,) if genre else (),
        links={"apple music": page} if page else {},
        player=Player("preview", preview) if preview else None,
        artwork=larger(text(entry.get("artworkUrl100"))),
    )
