"""What people do with items: taken in, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mien.core.errors import NothingToUndoError, UsageError
from mien.core.feedback import (
    DEFAULT_PROFILE_ID,
    DIARY_SETTING,
    UNDO,
    Action,
    FeedbackEvent,
    Moment,
    Opinion,
)
from mien.core.media import Item
from mien.core.mood import Mood
from mien.services.memory import Memory


@dataclass(frozen=True, slots=True)
class Noted:
    """What was kept or taken back, and what the feedback on the item now comes to."""

    event: FeedbackEvent
    opinion: Opinion


class Feedback:
    """Takes feedback on the items that `find` knows."""

    def __init__(self, memory: Memory, find: Callable[[str], Item]) -> None:
        """Remember in `memory`; `find` returns an item by its id, or raises ItemNotFoundError."""
        self._memory = memory
        self._find = find

    def give(
        self,
        item_id: str,
        action: Action | str,
        *,
        mood: Mood | None = None,
        mood_after: Mood | None = None,
        profile_id: int = DEFAULT_PROFILE_ID,
    ) -> Noted:
        """Keep an action on an item, or take the newest one back with `undo`.

        It is on the disk when this returns. The moods are kept only while the person's diary is
        on; otherwise they are dropped here.

        Raises:
            ItemNotFoundError: there is no such item, and nothing to undo on one of that id.
            NothingToUndoError: `undo`, but no action on the item stands.
            UsageError: `action` is no action.
            StoreError: it could not be kept.
        """
        if action == UNDO:
            return self._undo(item_id, profile_id)
        known = _to_action(action)
        self._find(item_id)
        store = self._memory.open()
        moods = {Moment.BEFORE: mood, Moment.AFTER: mood_after}
        given = {moment: each for moment, each in moods.items() if each is not None}
        keeps_diary = bool(given) and store.settings.get(profile_id, DIARY_SETTING) is True
        event = store.feedback.record(profile_id, item_id, known, given if keeps_diary else {})
        return Noted(event, store.feedback.opinion(profile_id, item_id))

    def _undo(self, item_id: str, profile_id: int) -> Noted:
        store = self._memory.if_any()
        event = None if store is None else store.feedback.undo(profile_id, item_id)
        if store is None or event is None:
            self._find(item_id)
            raise NothingToUndoError(
                f"No action on {item_id!r} is left to undo.", "Everything on it was undone before."
            )
        return Noted(event, store.feedback.opinion(profile_id, item_id))


def _to_action(action: Action | str) -> Action:
    try:
        return Action(action)
    except ValueError:
        known = ", ".join([*Action, UNDO])
        raise UsageError(f"{action!r} is not an action.", f"Use one of: {known}.") from None
