"""From Spotify's JSON to values; entries, lists and images may be null."""

from __future__ import annotations

from typing import Any

from mien.core.enrichment import ShelfEntry
from mien.core.media import Kind, Player
from mien.providers.answers import mapping, mappings, text, year_of
from mien.providers.base import Listing
from mien.providers.spotify import MANIFEST


def tracks(document: Any) -> tuple[Listing, ...]:  # noqa: ANN401 - parsed JSON
    """Return the tracks of a search."""
    entries = mappings(mapping(mapping(document).get("tracks")).get("items"))
    return tuple(_track(entry) for entry in entries if text(entry.get("id")))


def playlists(document: Any) -> tuple[ShelfEntry, ...]:  # noqa: ANN401 - parsed JSON
    """Return the playlists of a search; those that Spotify hides are null and left out."""
    entries = mappings(mapping(mapping(document).get("playlists")).get("items"))
    return tuple(
        ShelfEntry(
            source=MANIFEST.name,
            title=text(entry.get("name")),
            by=text(mapping(entry.get("owner")).get("display_name")),
            url=f"https://open.spotify.com/playlist/{entry['id']}",
            player=embed("playlist", entry["id"]),
            credit=MANIFEST.credit,
        )
        for entry in entries
        if text(entry.get("id")) and text(entry.get("name"))
    )


def embed(what: str, spotify_id: str) -> Player:
    """Return Spotify's own player for a `track` or `playlist`; it needs no key."""
    return Player("embed", f"https://open.spotify.com/embed/{what}/{spotify_id}")


def _track(entry: Any) -> Listing:  # noqa: ANN401 - parsed JSON
    track = text(entry["id"])
    names = [text(artist.get("name")) for artist in mappings(entry.get("artists"))]
    return Listing(
        source=MANIFEST.name,
        id=track,
        kind=Kind.MUSIC,
        title=text(entry.get("name")),
        creators=tuple(filter(None, names)),
        year=year_of(mapping(entry.get("album")).get("release_date")),
        credit=MANIFEST.credit,
        isrc=text(mapping(entry.get("external_ids")).get("isrc")) or None,
        ids={MANIFEST.name: track},
        links={MANIFEST.name: f"https://open.spotify.com/track/{track}"},
        player=embed("track", track) if entry.get("is_playable", True) else None,
    )
