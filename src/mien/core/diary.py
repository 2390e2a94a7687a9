"""What a diary keeps: moods, plays, and how a person felt before and after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mien.core.goals import Goal
from mien.core.mood import Mood


@dataclass(frozen=True, slots=True)
class Play:
    """An item that was played, and when (UTC)."""

    id: int
    item_id: str
    at: datetime


class MoodTiming(StrEnum):
    """Where a mood stands to the item it was given with."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class MoodEntry:
    """A mood in the diary.

    Attributes:
        at: when it was given, in UTC.
        moment: before or after the item of the feedback or play it came with, or None alone.
        event_id: that feedback, or None.
        play_id: that play, or None.
        goal: what the list was for, where it came from one.
    """

    id: int
    at: datetime
    mood: Mood
    moment: MoodTiming | None = None
    event_id: int | None = None
    play_id: int | None = None
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class MoodChange:
    """A mood before an item was liked, finished or played, and the one after it if it was told.

    Attributes:
        item_id: the item.
        before: the entry of before.
        after: the entry of after, or None while nobody told.
    """

    item_id: str
    before: MoodEntry
    after: MoodEntry | None = None
