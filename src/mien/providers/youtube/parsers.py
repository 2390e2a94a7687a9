"""From YouTube's JSON to values; titles in searches are HTML, counts are strings."""

from __future__ import annotations

import html
import re
from typing import Any, Final

from mien.core.media import Kind, Player
from mien.providers.answers import mapping, mappings, text, words, year_of
from mien.providers.base import Listing
from mien.providers.youtube import MANIFEST

_SIZES: Final = ("high", "standard", "medium", "maxres", "default")
_CHANNEL_WORDS: Final = re.compile(r"\s*(- topic|vevo|official|channel)$", re.IGNORECASE)


def found_ids(document: Any) -> tuple[str, ...]:  # noqa: ANN401 - parsed JSON
    """Return the video ids of a search, channels and playlists left out."""
    entries = mappings(mapping(document).get("items"))
    ids = (text(mapping(entry.get("id")).get("videoId")) for entry in entries)
    return tuple(filter(None, ids))


def listed_ids(document: Any) -> tuple[str, ...]:  # noqa: ANN401 - parsed JSON
    """Return the video ids of a playlist."""
    entries = mappings(mapping(document).get("items"))
    ids = (text(mapping(entry.get("contentDetails")).get("videoId")) for entry in entries)
    return tuple(filter(None, ids))


def playable(document: Any, kind: Kind, market: str) -> tuple[Listing, ...]:  # noqa: ANN401
    """Return the videos of `videos.list` that may be shown in a page in this country.

    Deleted ones are simply absent.
    """
    entries = mappings(mapping(document).get("items"))
    return tuple(_video(e, kind) for e in entries if text(e.get("id")) and _may_play(e, market))


def embed(video: str) -> Player:
    """Return YouTube's player in the mode that sets no cookies until it plays."""
    return Player("embed", f"https://www.youtube-nocookie.com/embed/{video}?rel=0&playsinline=1")


def _may_play(entry: Any, market: str) -> bool:  # noqa: ANN401 - parsed JSON
    status, details = mapping(entry.get("status")), mapping(entry.get("contentDetails"))
    limits = mapping(details.get("regionRestriction"))
    rating = mapping(details.get("contentRating")).get("ytRating")
    return (
        status.get("embeddable") is True
        and status.get("privacyStatus") == "public"
        and rating != "ytAgeRestricted"
        and market not in words(limits.get("blocked"))
        and ("allowed" not in limits or market in words(limits.get("allowed")))
    )


def _video(entry: Any, kind: Kind) -> Listing:  # noqa: ANN401 - parsed JSON
    video, about = text(entry["id"]), mapping(entry.get("snippet"))
    title = html.unescape(text(about.get("title")))
    channel = _CHANNEL_WORDS.sub("", html.unescape(text(about.get("channelTitle"))))
    thumbnails = mapping(about.get("thumbnails"))
    pictures = [text(mapping(thumbnails.get(size)).get("url")) for size in _SIZES]
    return Listing(
        source=MANIFEST.name,
        id=video,
        kind=kind,
        title=title,
        creators=(channel,) if channel else (),
        # When it was put there says little about when a song or film was made.
        year=year_of(about.get("publishedAt")) if kind is Kind.VIDEO else None,
        credit=MANIFEST.credit,
        ids={MANIFEST.name: video},
        links={MANIFEST.name: f"https://www.youtube.com/watch?v={video}"},
        player=embed(video),
        artwork=next(filter(None, pictures), None),
    )
