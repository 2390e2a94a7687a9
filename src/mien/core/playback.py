"""How a person wants things played: with which service, in which country, and what is noted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

PLAYBACK_SETTING: Final = "playback"
"""Name of the setting that holds the preferences, as `playback_document` writes them."""

MOST_REFUSED: Final = 500
"""Ways to play that are remembered as not working; the oldest are forgotten first."""

SKIPPED_WITHIN_S: Final = 30.0
"""What is left sooner than this, in seconds, was skipped."""


class ListenWith(StrEnum):
    """The services that a person may listen with; `none` prefers no service."""

    YOUTUBE = "youtube"
    YOUTUBE_MUSIC = "youtube-music"
    SPOTIFY = "spotify"
    APPLE_MUSIC = "apple-music"
    DEEZER = "deezer"
    TIDAL = "tidal"
    AMAZON_MUSIC = "amazon-music"
    JIOSAAVN = "jiosaavn"
    NONE = "none"


class PlaybackEventKind(StrEnum):
    """What became of something that was played."""

    STARTED = "started"
    FINISHED = "finished"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlaybackPreferences:
    """What a person chose; None where they left it to a guess.

    Attributes:
        consented: services whose players they have pressed play on.
        listen_with: the service that they listen with.
        watch_in: ISO 3166-1 code of the country where they watch, lower case.
        notes_plays: finished and skipped things become feedback by themselves.
        refused: addresses of players that could not play here, oldest first.
    """

    consented: frozenset[str] = frozenset()
    listen_with: ListenWith | None = None
    watch_in: str | None = None
    notes_plays: bool = True
    refused: tuple[str, ...] = ()

    def refusing(self, url: str) -> PlaybackPreferences:
        """Return the preferences with one more player that does not work."""
        kept = tuple(each for each in self.refused if each != url)
        return replace(self, refused=(*kept, url)[-MOST_REFUSED:])


NOTHING_CHOSEN: Final = PlaybackPreferences()


def playback_document(preferences: PlaybackPreferences) -> dict[str, Any]:
    """Write preferences as JSON can say them."""
    return {
        "consented": sorted(preferences.consented),
        "listen_with": preferences.listen_with and preferences.listen_with.value,
        "watch_in": preferences.watch_in,
        "notes_plays": preferences.notes_plays,
        "refused": list(preferences.refused),
    }


def playback_from(document: Any) -> PlaybackPreferences:  # noqa: ANN401 - whatever JSON says
    """Read what `playback_document` wrote; what is not understood is left out."""
    if not isinstance(document, dict):
        return NOTHING_CHOSEN
    listen_with, watch_in = document.get("listen_with"), document.get("watch_in")
    return PlaybackPreferences(
        consented=frozenset(_texts(document.get("consented"))),
        listen_with=ListenWith(listen_with) if listen_with in set(ListenWith) else None,
        watch_in=watch_in if isinstance(watch_in, str) else None,
        notes_plays=document.get("notes_plays") is not False,
        refused=_texts(document.get("refused")),
    )


def is_country(code: str) -> bool:
    """Tell whether a text has the form of an ISO 3166-1 code, such as `in` or `GB`."""
    return len(code) == 2 and code.isascii() and code.isalpha()


def is_search(address: str) -> bool:
    """Tell an address that searches from the page of the very thing."""
    return "search" in address or "/find" in address


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()
