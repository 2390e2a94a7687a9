"""Which outside sources a person has turned on; all are off until then."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import Final, Protocol

from mien.core.errors import StoreError
from mien.core.profiles import DEFAULT_PROFILE_ID, SOURCES_SETTING
from mien.services.profiles.memory import Memory

READ_AGAIN_S: Final = 1.0
"""Time after which a choice made by another process is seen."""

_logger = logging.getLogger(__name__)


class Switches(Protocol):
    """Keeps the names of the sources that are on."""

    def turned_on(self) -> frozenset[str]:
        """Return the names of the sources that are on."""
        ...

    def turn(self, names: Iterable[str], *, on: bool) -> None:
        """Turn sources on or off, for good."""
        ...


class TransientSwitches:
    """Forgets with the process; for programs that use Mien, and for tests."""

    def __init__(self, on: Iterable[str] = ()) -> None:
        """Start with these on."""
        self._on = frozenset(on)

    def turned_on(self) -> frozenset[str]:
        """Return the names of the sources that are on."""
        return self._on

    def turn(self, names: Iterable[str], *, on: bool) -> None:
        """Turn sources on or off."""
        self._on = self._on | set(names) if on else self._on - set(names)


class RememberedSwitches:
    """Keeps the choice in the memory of this installation; without memory all are off."""

    def __init__(self, memory: Memory, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Open nothing yet."""
        self._memory = memory
        self._monotonic = monotonic
        self._known: tuple[float, frozenset[str]] | None = None

    def turned_on(self) -> frozenset[str]:
        """Return the names of the sources that are on, read at most once a second."""
        now = self._monotonic()
        if self._known is None or now >= self._known[0]:
            self._known = (now + READ_AGAIN_S, self._read())
        return self._known[1]

    def _read(self) -> frozenset[str]:
        try:
            store = self._memory.if_any()
            kept = store.settings.get(DEFAULT_PROFILE_ID, SOURCES_SETTING) if store else None
        except StoreError as error:
            _logger.warning("all sources are off, since the choice can't be read: %s", error.detail)
            return frozenset()
        return frozenset(kept) if isinstance(kept, list) else frozenset()

    def turn(self, names: Iterable[str], *, on: bool) -> None:
        """Turn sources on or off.

        Raises:
            StoreError: the choice can't be kept.
        """
        store = self._memory.open()
        now = self._read()
        new = now | set(names) if on else now - set(names)
        store.settings.put(DEFAULT_PROFILE_ID, SOURCES_SETTING, sorted(new))
        self._known = None
