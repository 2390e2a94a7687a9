"""What a person did, in pages, newest first."""

from __future__ import annotations

from typing import Final

from mien.core.errors import UsageError
from mien.core.feedback import FeedbackPage
from mien.core.phrases import Phrase
from mien.services.acting import acting_profile
from mien.services.memory import Memory

LONGEST_PAGE: Final = 200
"""Largest `limit` taken."""


class History:
    """Looks back at feedback."""

    def __init__(self, memory: Memory) -> None:
        """Look into `memory`."""
        self._memory = memory

    def page(
        self, limit: int = 50, before: int | None = None, *, profile_id: int | None = None
    ) -> FeedbackPage:
        """Return up to `limit` events older than the one with the id `before`, newest first.

        Raises:
            UsageError: `limit` is out of range.
            StoreError: the memory can't be read.
        """
        if not 1 <= limit <= LONGEST_PAGE:
            raise UsageError(
                Phrase("limit is %(limit)s.", limit=limit),
                Phrase("Give a number from 1 to %(longest_page)s.", longest_page=LONGEST_PAGE),
            )
        store = self._memory.if_any()
        if store is None:
            return FeedbackPage((), None)
        found = store.feedback.newest(acting_profile(profile_id), limit + 1, before)
        events = tuple(found[:limit])
        return FeedbackPage(events, events[-1].id if len(found) > limit else None)
