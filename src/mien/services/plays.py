"""What is played or opened from a page."""

from __future__ import annotations

from collections.abc import Callable

from mien.core.feedback import DIARY_SETTING, Play
from mien.core.goals import Goal
from mien.core.media import Item
from mien.core.mood import Mood
from mien.services.acting import acting_profile
from mien.services.memory import Memory


class Plays:
    """Takes note of plays while the person's diary is on.

    Playing something tells Mien nothing that was meant for it, as a like does; so it is kept only
    for whoever wants a diary.
    """

    def __init__(self, memory: Memory, find: Callable[[str], Item]) -> None:
        """Remember in `memory`; `find` returns an item by its id, or raises ItemNotFoundError."""
        self._memory = memory
        self._find = find

    def note(
        self,
        item_id: str,
        *,
        mood: Mood | None = None,
        goal: Goal | None = None,
        profile_id: int | None = None,
    ) -> Play | None:
        """Keep that an item is played now; None when the diary is off, and nothing was kept.

        Args:
            item_id: the item.
            mood: how the person felt before it, where that is known.
            goal: what the list was for.
            profile_id: who plays it; the acting profile if not given.

        Raises:
            ItemNotFoundError: there is no such item.
            StoreError: it could not be kept.
        """
        profile_id = acting_profile(profile_id)
        self._find(item_id)
        store = self._memory.if_any()
        if store is None or store.settings.get(profile_id, DIARY_SETTING) is not True:
            return None
        return store.plays.add(profile_id, item_id, mood, goal)
