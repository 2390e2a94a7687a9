"""From MusicBrainz' JSON to values."""

from __future__ import annotations

from typing import Any

from mien.core.media import Kind
from mien.providers.answers import mapping, mappings, text, words, year_of
from mien.providers.base import Listing
from mien.providers.musicbrainz import MANIFEST


def recordings(document: Any) -> tuple[Listing, ...]:  # noqa: ANN401 - parsed JSON
    """Return the recordings of a search, videos left out."""
    return tuple(
        _recording(entry)
        for entry in mappings(mapping(document).get("recordings"))
        if text(entry.get("id")) and text(entry.get("title")) and not entry.get("video")
    )


def _recording(entry: Any) -> Listing:  # noqa: ANN401 - parsed JSON
    recording = text(entry["id"])
    names = [text(credit.get("name")) for credit in mappings(entry.get("artist-credit"))]
    releases = [text(release.get("id")) for release in mappings(entry.get("releases"))]
    tags = [text(tag.get("name")) for tag in mappings(entry.get("tags"))]
    isrcs = words(entry.get("isrcs"))
    score = entry.get("score")
    return Listing(
        source=MANIFEST.name,
        id=recording,
        kind=Kind.MUSIC,
        title=_with_remark(text(entry["title"]), text(entry.get("disambiguation"))),
        creators=tuple(filter(None, names)),
        year=year_of(entry.get("first-release-date")),
        credit=MANIFEST.credit,
        tags=tuple(filter(None, tags)),
        isrc=isrcs[0] if isrcs else None,
        ids={MANIFEST.name: recording},
        links={MANIFEST.name: f"https://musicbrainz.org/recording/{recording}"},
        artwork=f"https://coverartarchive.org/release/{releases[0]}/front-250"
        if releases and releases[0]
        else None,
        rank=score / 100 if isinstance(score, int) else 0.5,
    )


def _with_remark(title: str, remark: str) -> str:
    """Put `live, 1992-06-20` behind the title, where the matcher looks for versions."""
    return f"{title} ({remark})" if remark else title
