"""What the people of this installation took up together, without saying whose it was."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from mien.core.errors import StoreError
from mien.recommend.ease import (
    LEAST_PEOPLE,
    MOST_ITEMS,
    NO_WEIGHTS,
    ItemWeights,
    learn_item_weights,
)
from mien.recommend.item_table import ItemTable
from mien.services.profiles.memory import Memory

LEARN_AGAIN_S: Final = 3600.0
"""Age of the weights at which they are learned again, beside the lists that are asked for."""

_logger = logging.getLogger(__name__)


class CoLikes:
    """Learns which items go together from everyone's likes and finishes; safe between threads.

    The first list waits for it (as it does for the catalogue), no later one does. Nothing is
    learned from fewer than three people, so alone or in a couple nothing changes.
    """

    def __init__(self, memory: Memory, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Learn from `memory`, when first asked."""
        self._memory = memory
        self._monotonic = monotonic
        self._weights: ItemWeights | None = None
        self._learn_at = 0.0
        self._lock = threading.Lock()
        self._learning = threading.Lock()

    def weights(self, table: ItemTable) -> ItemWeights:
        """Return what is known now; learn it again in the background when it is old."""
        with self._lock:
            known, now = self._weights, self._monotonic()
            old = known is not None and now >= self._learn_at
            if old:
                self._learn_at = now + LEARN_AGAIN_S
        if known is None:
            return self._learned(table)
        if old:
            learn = threading.Thread(
                target=self._learned, args=(table,), name="learn-co-likes", daemon=True
            )
            learn.start()
        return known

    def forget(self, _profile_id: int | None = None) -> None:
        """Drop what was learned; the next list is made from what is still remembered of all."""
        with self._learning, self._lock:
            self._weights = None

    def _learned(self, table: ItemTable) -> ItemWeights:
        with self._learning:
            weights = self._from_memory(table)
            with self._lock:
                self._weights = weights
                self._learn_at = self._monotonic() + LEARN_AGAIN_S
            return weights

    def _from_memory(self, table: ItemTable) -> ItemWeights:
        try:
            store = self._memory.if_any()
            if store is None:
                return NO_WEIGHTS
            return learn_item_weights(table, store.feedback.shared(LEAST_PEOPLE, MOST_ITEMS))
        except StoreError as error:
            _logger.warning("what goes together can't be learned: %s", error.detail)
            return self._weights or NO_WEIGHTS
