"""How long a person lets Mien remember: until they erase it, a year, or thirty days."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from mien.core.errors import StoreError, UsageError
from mien.core.phrases import Phrase
from mien.services.profiles.current import current_profile
from mien.services.profiles.memory import Memory

SETTING: Final = "retention_days"

CHOICES: Final = (30, 365, None)
"""Days that diary, feedback and plays are kept; None: until they are erased."""

COPIES_KEPT: Final = timedelta(days=7)
"""Age up to which a copy made before an update stays, once anybody lets old things go."""

EVERY: Final = timedelta(days=1)
"""Time between two looks at what has become old."""

_logger = logging.getLogger(__name__)


class Retention:
    """Keeps what each person chose, and removes what has become too old."""

    def __init__(
        self,
        memory: Memory,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        also_forget: Sequence[Callable[[int], None]] = (),
    ) -> None:
        """Act on `memory`; `also_forget` is told of whom something was removed."""
        self._memory = memory
        self._now = now
        self._also_forget = also_forget

    def days(self, profile_id: int | None = None) -> int | None:
        """Return how many days things are kept; None: until they are erased.

        Raises:
            StoreError: the memory can't be read.
        """
        store = self._memory.if_any()
        if store is None:
            return None
        kept = store.settings.get(current_profile(profile_id), SETTING)
        return kept if kept in CHOICES else None

    def choose(self, days: int | None, profile_id: int | None = None) -> int:
        """Keep things so many days from now on; return how many were too old and are removed.

        Raises:
            UsageError: `days` is none of `CHOICES`.
            StoreError: the choice was not kept, or not all could be removed.
        """
        if days not in CHOICES:
            raise UsageError(
                Phrase("%(days)s days can't be chosen.", days=days),
                Phrase("Choose 30 days, a year, or until you erase it."),
            )
        profile_id = current_profile(profile_id)
        self._memory.open().settings.put(profile_id, SETTING, days)
        return self._remove([profile_id])

    def apply(self) -> int:
        """Remove what is too old, for everybody; return how much that was.

        Raises:
            StoreError: not all could be removed; the next time goes on.
        """
        store = self._memory.if_any()
        return 0 if store is None else self._remove([p.id for p in store.profiles.all()])

    def keep_applying(self, stopped: threading.Event) -> None:
        """Remove what is too old now and once a day, until `stopped`; log what goes wrong."""
        while True:
            try:
                self.apply()
            except StoreError as error:
                _logger.warning("old entries may be left: %s", error.detail)
            if stopped.wait(EVERY.total_seconds()):
                return

    def _remove(self, profile_ids: list[int]) -> int:
        store = self._memory.open()
        limits = {each: self.days(each) for each in profile_ids}
        limited = {each: days for each, days in limits.items() if days is not None}
        count = 0
        for profile_id, days in limited.items():
            removed = store.expire(profile_id, self._now() - timedelta(days=days))
            count += removed
            for forget in self._also_forget if removed else ():
                forget(profile_id)
        if limited:
            store.tidy(copies_before=self._now() - COPIES_KEPT, removed=count > 0)
        return count
