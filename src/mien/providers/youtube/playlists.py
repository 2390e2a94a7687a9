"""The setting with the playlists that an operator chose: `calm=PL…,lively=PL…`."""

from __future__ import annotations

from mien.providers.shelves import SHELVES


def playlists_by_shelf(text: str) -> dict[str, str]:
    """Return the ids of the playlists by name of the shelf."""
    pairs = (part.split("=", 1) for part in text.split(",") if "=" in part)
    return {shelf.strip(): playlist.strip() for shelf, playlist in pairs}


def check_playlists(text: str) -> None:
    """Refuse a playlist that would stand on no shelf, and so never be seen.

    Raises:
        ValueError: a part is not `shelf=id`, or there is no such shelf.
    """
    names = {shelf.name for shelf in SHELVES}
    for part in filter(None, map(str.strip, text.split(","))):
        name, _, playlist = (word.strip() for word in part.partition("="))
        if name not in names or not playlist:
            raise ValueError(f"write shelf=id,… with shelves of {', '.join(sorted(names))}")
