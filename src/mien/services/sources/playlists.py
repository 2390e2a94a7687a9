"""Saving picks as a playlist in a person's own account at a source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mien.core.errors import UsageError
from mien.core.media import Item
from mien.core.phrases import Phrase
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.providers.base import (
    Capability,
    Manifest,
)
from mien.providers.errors import NothingThereError, ProviderError
from mien.providers.protocols import (
    Finder,
    PlaylistSaver,
)
from mien.services.profiles.current import current_profile
from mien.services.sources.logins import LoginFile, LoginReport
from mien.services.sources.merge import item_facts_of
from mien.services.sources.sources import Sources

MOST_ITEMS: Final = 100


@dataclass(frozen=True, slots=True)
class SavedPlaylist:
    """What was made: its address, how many picks are in it, and the ids of those that are not."""

    url: str
    count: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saver:
    """A source that playlists can be saved at: it is on and has its keys."""

    manifest: Manifest
    login: LoginReport


class Playlists:
    """Knows the logins, and makes playlists with them."""

    def __init__(self, sources: Sources, find: Callable[[str], Item], folder: Path) -> None:
        """Keep logins in `folder`; `find` gets an item by its id."""
        self._sources = sources
        self._find = find
        self._folder = folder
        self._logins: dict[tuple[str, int], LoginFile] = {}

    def savers(self) -> tuple[Saver, ...]:
        """Return the sources that playlists can be saved at now, and how the login there stands."""
        return tuple(
            Saver(connected.manifest, self._login(connected.manifest.name).report())
            for connected in self._sources.connected(PlaylistSaver)
        )

    def login(self, source: str) -> LoginFile:
        """Return the login of the person at a source.

        Raises:
            UnknownSourceError: it keeps no playlists.
            SourceOffError: it is off.
        """
        self._sources.require(source, PlaylistSaver)
        return self._login(source)

    def finish_login(self, source: str, state: str, code: str) -> str:
        """Take what the browser brings back, and return the page that asked for the login.

        The login is whose browser asked for it: it may come back under another name of this
        machine, where it shows no key.

        Raises:
            LoginStateError: nobody here asked for it.
            ProviderError: the source does not accept the code.
            LoginNotKeptError: the file can't be written.
        """
        self._sources.require(source, PlaylistSaver)
        return (self._asking(source, state) or self._login(source)).finish(state, code)

    def drop_login(self, source: str, state: str) -> str:
        """Take that a person did not consent, and return the page that asked for the login.

        It is empty when nobody here asked for it.
        """
        asking = self._asking(source, state)
        return asking.drop(state) if asking else ""

    def _asking(self, source: str, state: str) -> LoginFile | None:
        """Return the login at a source that was started with this state, whoever's it is."""
        known = [login for (name, _), login in list(self._logins.items()) if name == source]
        return next((login for login in known if login.expects(state)), None)

    def _login(self, source: str, profile_id: int | None = None) -> LoginFile:
        profile_id = current_profile(profile_id)
        if (source, profile_id) not in self._logins:
            name = source if profile_id == DEFAULT_PROFILE_ID else f"{source}-{profile_id}"
            self._logins[source, profile_id] = LoginFile(
                name, lambda: self._saver(source).login, self._folder
            )
        return self._logins[source, profile_id]

    def save(self, source: str, name: str, item_ids: Sequence[str]) -> SavedPlaylist:
        """Make a private playlist of the items that the source has.

        Raises:
            UsageError: no item, or too many.
            ItemNotFoundError: there is no such item.
            LoginExpiredError: the person has to log in first.
            ProviderError: the source is off, has none of them, or can't be asked.
        """
        if not 1 <= len(item_ids) <= MOST_ITEMS:
            raise UsageError(
                Phrase("%(count)s items.", count=len(item_ids)),
                Phrase("Send 1 to %(most_items)s.", most_items=MOST_ITEMS),
            )
        items = [self._find(item_id) for item_id in item_ids]
        token = self.login(source).access_token()
        finder = self._sources.require(source, Finder).provider
        found, failure = _listing_ids(finder, items)
        known = tuple(listing for listing in found.values() if listing)
        if not known:
            raise failure or NothingThereError(
                Phrase("It has none of these."), Phrase("Try another list.")
            )
        url = self._saver(source).save(name, known, token)
        missing = tuple(item_id for item_id, listing in found.items() if not listing)
        return SavedPlaylist(url, len(known), missing)

    def forget_logins(self, profile_id: int | None = None) -> None:
        """Forget every login of a person, also those at sources that are off."""
        for manifest in self._sources.manifests:
            if Capability.SAVE in manifest.capabilities:
                self._login(manifest.name, profile_id).log_out()

    def logged_in(self) -> tuple[str, ...]:
        """Return the names of the sources at which the person has a login, on or off."""
        return tuple(
            manifest.name
            for manifest in self._sources.manifests
            if Capability.SAVE in manifest.capabilities and self._login(manifest.name).is_kept()
        )

    def _saver(self, source: str) -> PlaylistSaver:
        return self._sources.require(source, PlaylistSaver).provider


def _listing_ids(
    finder: Finder, items: Sequence[Item]
) -> tuple[dict[str, str | None], ProviderError | None]:
    """Return the source's id of each item that it can find now, and the first failure."""
    found: dict[str, str | None] = {}
    failure: ProviderError | None = None
    for item in items:
        listing = None
        try:
            listing = finder.find(item_facts_of(item))
        except NothingThereError:
            pass
        except ProviderError as error:
            failure = failure or error
        found[item.id] = listing.id if listing else None
    return found, failure
