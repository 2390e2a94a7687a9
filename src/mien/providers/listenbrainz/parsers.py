"""From ListenBrainz' JSON to values."""

from __future__ import annotations

from typing import Any

from mien.core.media import Kind
from mien.providers.answers import mapping, mappings, text, year_of
from mien.providers.base import Listing
from mien.providers.listenbrainz import MANIFEST


def recording_ids(document: Any) -> tuple[str, ...]:  # noqa: ANN401 - parsed JSON
    """Return the recordings of a tag radio, those tagged themselves before their artists'."""
    entries = sorted(
        mappings(document), key=lambda entry: (entry.get("source") != "recording", _missing(entry))
    )
    return tuple(filter(None, (text(entry.get("recording_mbid")) for entry in entries)))


def songs(document: Any, tags: tuple[str, ...]) -> tuple[Listing, ...]:  # noqa: ANN401
    """Return the songs of a metadata answer; those without an artist are left out."""
    found = mapping(document)
    return tuple(
        song
        for number, (recording, about) in enumerate(found.items())
        if (song := _song(recording, mapping(about), tags, 1.0 - number / len(found))) is not None
    )


def _missing(entry: Any) -> float:  # noqa: ANN401 - parsed JSON
    percent = entry.get("percent")
    return -percent if isinstance(percent, (int, float)) else 0.0


def _song(recording: str, about: Any, tags: tuple[str, ...], rank: float) -> Listing | None:  # noqa: ANN401
    title = text(mapping(about.get("recording")).get("name"))
    artist = text(mapping(about.get("artist")).get("name"))
    if not title or not artist:
        return None
    return Listing(
        source=MANIFEST.name,
        id=recording,
        kind=Kind.MUSIC,
        title=title,
        creators=(artist,),
        year=year_of(mapping(about.get("release")).get("year")),
        credit=MANIFEST.credit,
        tags=tags,
        ids={"musicbrainz": recording},
        links={MANIFEST.name: f"https://listenbrainz.org/track/{recording}"},
        rank=rank,
    )
