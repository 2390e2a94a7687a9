"""Ways to play an item in a page without a key, from exact ids alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mien.core.media import Kind, Player

EMBED: Final = "embed"

_ADDRESSES: Final = {
    "youtube": "https://www.youtube-nocookie.com/embed/{}",
    "spotify": "https://open.spotify.com/embed/track/{}",
}
"""Services whose players take an id, best first: YouTube plays whole without a login, Spotify half
a minute (their own documentation of embeds)."""


FRAME_HOSTS: Final = ("www.youtube-nocookie.com", "open.spotify.com")
"""Hosts whose players pages may embed; nobody is contacted before a press."""

MEDIA_HOSTS: Final = ("archive.org", "*.archive.org")
"""Hosts whose files pages may play themselves; the Archive leads on to its own machines."""


def players_of(kind: Kind, public_ids: Mapping[str, str]) -> tuple[Player, ...]:
    """Return the ways to play an item, best first; empty when no exact id is known.

    Args:
        kind: of the item; Spotify's ids are those of songs.
        public_ids: service to the item's id there; a film's YouTube id is that of its trailer.
    """
    services = _ADDRESSES if kind is Kind.MUSIC else {"youtube": _ADDRESSES["youtube"]}
    return tuple(
        Player(EMBED, address.format(public_ids[service]))
        for service, address in services.items()
        if service in public_ids
    )
