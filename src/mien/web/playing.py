"""What a page says of playing: the exact ways of an item, the services behind them, their words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from babel.lists import format_list
from flask_babel import get_locale, gettext, ngettext

from mien.core.media import Item, Kind, Player
from mien.web.listening import links_here, offered_here
from mien.web.security import LOOPBACK_HOSTS

_SERVICES: Final = {
    "www.youtube-nocookie.com": "youtube",
    "open.spotify.com": "spotify",
    "archive.org": "archive",
    "widget.deezer.com": "deezer",
}
_NAMES: Final = {"youtube": "YouTube", "spotify": "Spotify", "archive": "Internet Archive"}


def ways_of(item: Item) -> tuple[Player, ...]:
    """Return the exact ways to play an item in a page for this person, the best first."""
    return offered_here(item).players


def entry_data(item: Item) -> dict[str, str]:
    """Return what scripts are told of an item in a list, as attributes of the element it has."""
    ways = [{"type": way.type, "url": way.url} for way in ways_of(item)]
    return {
        "data-item": item.id,
        "data-item-title": item.title,
        "data-item-creators": ", ".join(item.creators),
        "data-item-kind": item.kind.value,
        "data-players": json.dumps(ways, separators=(",", ":")),
        "data-open": next(iter(links_here(item).values()), ""),
    }


def play_words(item: Item) -> str:
    """Return what a press on Play does: an embed of a film is its trailer."""
    way = next(iter(ways_of(item)), None)
    if way is not None and way.type == "preview":
        return str(gettext("Play a preview"))
    if way is not None and way.type == "embed" and item.kind is Kind.MOVIE:
        return str(gettext("Play the trailer"))
    return str(gettext("Play"))


@dataclass(frozen=True, slots=True)
class PlayNotice:
    """What stands beside Play before the first press.

    Attributes:
        services: names of those that Play asks for a list.
        words: who is contacted and what they learn, in the language of the page.
        elsewhere: address at which the first item opens instead.
    """

    services: tuple[str, ...]
    words: str
    elsewhere: str


def play_notice(items: Iterable[Item]) -> PlayNotice | None:
    """Return what to say of the best ways of `items`; None when nobody else is contacted."""
    playable = [(item, ways[0]) for item in items if (ways := ways_of(item))]
    services = tuple(sorted({name for _, way in playable if (name := _service_of(way.url))}))
    if not services:
        return None
    elsewhere = next(iter(links_here(playable[0][0]).values()), "")
    return PlayNotice(services, _told(services), elsewhere)


def _service_of(url: str) -> str:
    """Return the service that an address asks, or an empty text where it is our own.

    What stands in for the outside world has the host first in its path.
    """
    parts = urlsplit(url)
    if parts.hostname in LOOPBACK_HOSTS:
        return _SERVICES.get(parts.path.split("/")[1], "")
    return _SERVICES.get(parts.hostname or "", parts.hostname or "")


def _told(services: tuple[str, ...]) -> str:
    called = [_NAMES.get(name, name.capitalize()) for name in services]
    names = format_list(called, locale=get_locale() or "en")
    told = ngettext(
        "Play asks %(names)s, which learns your internet address and what you play.",
        "Play asks %(names)s, which learn your internet address and what you play.",
        len(services),
        names=names,
    )
    if "spotify" not in services:
        return str(told)
    short = gettext("Spotify plays 30 seconds without a login.")
    return f"{told} {short}"
