"""What a person chose about playing; kept with their settings."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from mien.core.errors import StoreError, UsageError
from mien.core.media import Item
from mien.core.phrases import Phrase
from mien.core.playback import (
    NOTHING_CHOSEN,
    PLAYBACK_SETTING,
    ListenWith,
    PlaybackPreferences,
    is_country,
    playback_document,
    playback_from,
)
from mien.services.profiles.current import current_profile
from mien.services.profiles.memory import Memory

PLAYER_SERVICES: Final = ("youtube", "spotify", "internet-archive", "deezer", "itunes")
"""Services that a page may play from once a person has pressed play."""

_logger = logging.getLogger(__name__)


class PlaybackChoices:
    """Reads and changes the choices of the current profile; safe between threads."""

    def __init__(self, memory: Memory) -> None:
        """Keep them in `memory`, which is made with the first choice."""
        self._memory = memory

    def get(self, profile_id: int | None = None) -> PlaybackPreferences:
        """Return what was chosen; nothing when the memory fails, as playing goes on without."""
        try:
            store = self._memory.if_any()
            if store is None:
                return NOTHING_CHOSEN
            return playback_from(store.settings.get(current_profile(profile_id), PLAYBACK_SETTING))
        except StoreError as error:
            _logger.warning("choices about playing can't be read: %s", error.detail)
            return NOTHING_CHOSEN

    def offering(self, profile_id: int | None = None) -> Callable[[Item], Item]:
        """Return what takes from an item the players that could not play here."""
        refused = frozenset(self.get(profile_id).refused)

        def offered(item: Item) -> Item:
            if refused.isdisjoint(way.url for way in item.players):
                return item
            return replace(item, players=tuple(w for w in item.players if w.url not in refused))

        return offered

    def consent(self, service: str, *, given: bool, profile_id: int | None = None) -> None:
        """Keep that the person pressed play on a service's player, or takes that back.

        Raises:
            UsageError: no player is of that service.
            StoreError: it could not be kept.
        """
        if service not in PLAYER_SERVICES:
            raise UsageError(
                Phrase("%(service)r plays nothing here.", service=service),
                Phrase("Use one of: %(known)s.", known=", ".join(PLAYER_SERVICES)),
            )
        chosen = self.get(profile_id)
        consented = chosen.consented | {service} if given else chosen.consented - {service}
        self._keep(replace(chosen, consented=consented), profile_id)

    def listen_with(self, word: str | None, profile_id: int | None = None) -> None:
        """Keep the service that the person listens with; None leaves it to a guess.

        Raises:
            UsageError: there is no such service.
            StoreError: it could not be kept.
        """
        if word is not None and word not in set(ListenWith):
            raise UsageError(
                Phrase("%(word)r is none of the services.", word=word),
                Phrase("Use one of: %(known)s.", known=", ".join(ListenWith)),
            )
        service = None if word is None else ListenWith(word)
        self._keep(replace(self.get(profile_id), listen_with=service), profile_id)

    def watch_in(self, country: str | None, profile_id: int | None = None) -> None:
        """Keep the country where the person watches, as ISO 3166-1 has it; None: a guess.

        Raises:
            UsageError: it is no country.
            StoreError: it could not be kept.
        """
        if country is not None and not is_country(country):
            raise UsageError(
                Phrase("%(country)r is no country.", country=country),
                Phrase("Write its two letters, such as in or gb."),
            )
        known = None if country is None else country.lower()
        self._keep(replace(self.get(profile_id), watch_in=known), profile_id)

    def note_plays(self, *, wanted: bool, profile_id: int | None = None) -> None:
        """Keep whether finished and skipped things become feedback by themselves.

        Raises:
            StoreError: it could not be kept.
        """
        self._keep(replace(self.get(profile_id), notes_plays=wanted), profile_id)

    def refuse(self, url: str, profile_id: int | None = None) -> None:
        """Keep that a player does not work here, so that it is not offered again.

        Raises:
            StoreError: it could not be kept.
        """
        self._keep(self.get(profile_id).refusing(url), profile_id)

    def _keep(self, preferences: PlaybackPreferences, profile_id: int | None) -> None:
        store = self._memory.open()
        document = playback_document(preferences)
        store.settings.put(current_profile(profile_id), PLAYBACK_SETTING, document)
