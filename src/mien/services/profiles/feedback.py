"""What people do with items: taken in, taken back, and looked back at in pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mien.core.diary import MoodTiming
from mien.core.errors import NothingToUndoError, UsageError
from mien.core.feedback import UNDO, Action, FeedbackEvent, FeedbackPage, Opinion
from mien.core.goals import Goal
from mien.core.media import Item
from mien.core.mood import Mood
from mien.core.phrases import Phrase
from mien.services.profiles.current import current_profile
from mien.services.profiles.diary_switch import diary_is_on
from mien.services.profiles.memory import Memory

ASKED_AFTER: Final = frozenset((Action.LIKE, Action.FINISH))
"""Actions after which a diary asks how it is now: the item was taken up."""


@dataclass(frozen=True, slots=True)
class FeedbackOutcome:
    """What was kept or taken back, and what the feedback on the item now comes to.

    Attributes:
        asks_after: the diary has the mood of before, so it would take the one after.
    """

    event: FeedbackEvent
    opinion: Opinion
    asks_after: bool = False


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
        goal: Goal | None = None,
        profile_id: int | None = None,
    ) -> FeedbackOutcome:
        """Keep an action on an item, or take the newest one back with `undo`.

        It is on the disk when this returns. The moods, and with them the goal that the list was
        for, are kept only while the person's diary is on; otherwise they are dropped here.

        Raises:
            ItemNotFoundError: there is no such item, and nothing to undo on one of that id.
            NothingToUndoError: `undo`, but no action on the item stands.
            UsageError: `action` is no action.
            StoreError: it could not be kept.
        """
        profile_id = current_profile(profile_id)
        if action == UNDO:
            return self._undo(item_id, profile_id)
        known = _to_action(action)
        self._find(item_id)
        store = self._memory.open()
        moods = {MoodTiming.BEFORE: mood, MoodTiming.AFTER: mood_after}
        given = {moment: each for moment, each in moods.items() if each is not None}
        kept = given if given and diary_is_on(store, profile_id) else {}
        event = store.feedback.record(profile_id, item_id, known, kept, goal)
        return FeedbackOutcome(
            event,
            store.feedback.opinion(profile_id, item_id),
            asks_after=known in ASKED_AFTER and kept.keys() == {MoodTiming.BEFORE},
        )

    def _undo(self, item_id: str, profile_id: int) -> FeedbackOutcome:
        store = self._memory.if_any()
        event = None if store is None else store.feedback.undo(profile_id, item_id)
        if store is None or event is None:
            self._find(item_id)
            raise NothingToUndoError(
                Phrase("No action on %(item_id)r is left to undo.", item_id=item_id),
                Phrase("Everything on it was undone before."),
            )
        return FeedbackOutcome(event, store.feedback.opinion(profile_id, item_id))


def _to_action(action: Action | str) -> Action:
    try:
        return Action(action)
    except ValueError:
        known = ", ".join([*Action, UNDO])
        raise UsageError(
            Phrase("%(action)r is not an action.", action=action),
            Phrase("Use one of: %(known)s.", known=known),
        ) from None


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
        found = store.feedback.newest(current_profile(profile_id), limit + 1, before)
        events = tuple(found[:limit])
        return FeedbackPage(events, events[-1].id if len(found) > limit else None)
