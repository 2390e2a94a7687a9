"""From Openverse's JSON to values."""

from __future__ import annotations

from typing import Any

from mien.core.enrichment import Credit, ShelfEntry
from mien.core.media import Player
from mien.core.phrases import Phrase
from mien.providers.answers import mapping, mappings, text
from mien.providers.openverse import MANIFEST
from mien.providers.pictures import is_allowed_host


def tracks(document: Any) -> tuple[ShelfEntry, ...]:  # noqa: ANN401 - parsed JSON
    """Return the tracks of a search that lie on a host the page may play from.

    Openverse tells neither year nor language, so they are offered beside the picks.
    """
    return tuple(
        _track(entry)
        for entry in mappings(mapping(document).get("results"))
        if text(entry.get("title"))
        and text(entry.get("foreign_landing_url"))
        and is_allowed_host(text(entry.get("url")), MANIFEST.media_hosts)
    )


def _track(entry: Any) -> ShelfEntry:  # noqa: ANN401 - parsed JSON
    words = text(entry.get("attribution")) or _attribution(entry)
    licence_url = text(entry.get("license_url")) or MANIFEST.credit.url
    return ShelfEntry(
        source=MANIFEST.name,
        title=text(entry["title"]),
        by=text(entry.get("creator")),
        url=text(entry["foreign_landing_url"]),
        player=Player("audio", text(entry["url"])),
        credit=Credit(MANIFEST.name, words, licence_url),
    )


def _attribution(entry: Any) -> str:  # noqa: ANN401 - parsed JSON
    licence = f"CC {text(entry.get('license')).upper()} {text(entry.get('license_version'))}"
    return Phrase(
        "“%(title)s” by %(artist)s, %(licence)s",
        title=text(entry.get("title")),
        artist=text(entry.get("creator")),
        licence=licence.strip(),
    )
