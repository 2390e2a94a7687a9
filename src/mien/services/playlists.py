"""Saving picks as a playlist in a person's own account at a source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from mien.core.errors import UsageError
from mien.core.media import Item
from mien.providers.base import (
    Capability,
)
from mien.providers.errors import NothingThereError, ProviderError
from mien.providers.protocols import (
    Finder,
    PlaylistSaver,
)
from mien.services.logins import LoginFile
from mien.services.sources import Sources
from mien.services.wanted import wanted_of

MOST_ITEMS: Final = 100


@dataclass(frozen=True, slots=True)
class SavedPlaylist:
    """What was made: its address, how many picks are in it, and the ids of those that are not."""

    url: str
    count: int
    missing: tuple[str, ...]


class Playlists:
    """Knows the logins, and makes playlists with them."""

    def __init__(self, sources: Sources, find: Callable[[str], Item], folder: Path) -> None:
        """Keep logins in `folder`; `find` gets an item by its id."""
        self._sources = sources
        self._find = find
        self._folder = folder
        self._logins: dict[str, LoginFile] = {}

    def login(self, source: str) -> LoginFile:
        """Return the login at a source.

        Raises:
            UnknownSourceError: it keeps no playlists.
            SourceOffError: it is off.
        """
        self._sources.require(source, Capability.SAVE)
        return self._login(source)

    def _login(self, source: str) -> LoginFile:
        if source not in self._logins:
            self._logins[source] = LoginFile(
                source, lambda: self._saver(source).login, self._folder
            )
        return self._logins[source]

    def save(self, source: str, name: str, item_ids: Sequence[str]) -> SavedPlaylist:
        """Make a private playlist of the items that the source has.

        Raises:
            UsageError: no item, or too many.
            ItemNotFoundError: there is no such item.
            LoginExpiredError: the person has to log in first.
            ProviderError: the source is off, has none of them, or can't be asked.
        """
        if not 1 <= len(item_ids) <= MOST_ITEMS:
            raise UsageError(f"{len(item_ids)} items.", f"Send 1 to {MOST_ITEMS}.")
        items = [self._find(item_id) for item_id in item_ids]
        token = self.login(source).access_token()
        finder = cast("Finder", self._sources.require(source, Capability.SAVE).provider)
        found = {item.id: _listing_id(finder, item) for item in items}
        known = tuple(listing for listing in found.values() if listing)
        if not known:
            raise NothingThereError("It has none of these.", "Try another list.")
        url = self._saver(source).save(name, known, token)
        missing = tuple(item_id for item_id, listing in found.items() if not listing)
        return SavedPlaylist(url, len(known), missing)

    def forget_logins(self) -> None:
        """Forget every login, also those of sources that are off."""
        for manifest in self._sources.manifests:
            if Capability.SAVE in manifest.capabilities:
                self._login(manifest.name).log_out()

    def _saver(self, source: str) -> PlaylistSaver:
        return cast("PlaylistSaver", self._sources.require(source, Capability.SAVE).provider)


def _listing_id(finder: Finder, item: Item) -> str | None:
    """Return the source's id of an item; one that it can't find now is left out."""
    try:
        listing = finder.find(wanted_of(item))
    except ProviderError:
        return None
    return listing.id if listing else None
