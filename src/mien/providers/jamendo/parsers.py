"""From Jamendo's JSON to values."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from mien.core.enrichment import Credit
from mien.core.media import Kind, Player
from mien.core.phrases import Phrase
from mien.providers.answers import mapping, mappings, text, words, year_of
from mien.providers.base import UNKNOWN_LANGUAGE, Listing
from mien.providers.jamendo import MANIFEST

_LICENCE = re.compile(r"creativecommons\.org/licenses/([a-z-]+)/([\d.]+)")


def tracks(document: Any) -> tuple[Listing, ...]:  # noqa: ANN401 - parsed JSON
    """Return the tracks of an answer that has passed `without_app_id`, best first."""
    entries = [
        entry
        for entry in mappings(mapping(document).get("results"))
        if text(entry.get("id")) and text(entry.get("name")) and text(entry.get("audio"))
    ]
    return tuple(
        _track(entry, 1.0 - place / max(1, len(entries))) for place, entry in enumerate(entries)
    )


def without_app_id(document: Any) -> Any:  # noqa: ANN401 - parsed JSON
    """Return an answer whose audio addresses no longer carry the `from=` that names our app."""
    if isinstance(document, list):
        return [without_app_id(each) for each in document]
    if isinstance(document, dict):
        return {name: without_app_id(value) for name, value in document.items()}
    if isinstance(document, str) and document.startswith("http") and "from=" in document:
        parts = urlsplit(document)
        kept = [pair for pair in parse_qsl(parts.query) if pair[0] != "from"]
        return urlunsplit(parts._replace(query=urlencode(kept)))
    return document


def _track(entry: Any, rank: float) -> Listing:  # noqa: ANN401 - parsed JSON
    about = mapping(entry.get("musicinfo"))
    tags = mapping(about.get("tags"))
    artist, page = text(entry.get("artist_name")), text(entry.get("shareurl"))
    instrumental = about.get("vocalinstrumental") == "instrumental"
    return Listing(
        source=MANIFEST.name,
        id=text(entry["id"]),
        kind=Kind.MUSIC,
        title=text(entry["name"]),
        creators=(artist or "Unknown artist",),
        year=year_of(entry.get("releasedate")),
        credit=_credit(text(entry["name"]), artist, text(entry.get("license_ccurl"))),
        language="zxx" if instrumental else text(about.get("lang")) or UNKNOWN_LANGUAGE,
        genres=words(tags.get("genres")),
        tags=words(tags.get("vartags")),
        links={"jamendo": page} if page else {},
        player=Player("audio", text(entry["audio"])),
        artwork=text(entry.get("album_image")) or text(entry.get("image")) or None,
        rank=rank,
    )


def _credit(title: str, artist: str, licence_url: str) -> Credit:
    found = _LICENCE.search(licence_url)
    licence = f"CC {found[1].upper()} {found[2]}" if found else Phrase("a Creative Commons licence")
    address = licence_url.replace("http://", "https://") or MANIFEST.credit.url
    words = Phrase(
        "“%(title)s” by %(artist)s, %(licence)s, from Jamendo",
        title=title,
        artist=artist,
        licence=licence,
    )
    return Credit(MANIFEST.name, words, address)
