"""What a person tells Mien about items, and what is remembered of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mien.core.goals import Goal
from mien.core.mood import Mood
from mien.core.taste import NOTHING_SAID, Preferences

DEFAULT_PROFILE_ID: Final = 1
"""The profile of an installation where nobody made another."""

DIARY_SETTING: Final = "diary"
"""Name of the setting (true or false) that says whether moods are kept; off until wanted."""

UNDO: Final = "undo"
"""Accepted wherever an action is: takes back the newest action on the item still standing."""


class Action(StrEnum):
    """What a person did with an item."""

    LIKE = "like"
    DISLIKE = "dislike"
    SKIP = "skip"
    FINISH = "finish"
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class FeedbackEvent:
    """One action on an item.

    Attributes:
        id: grows with time inside a profile.
        at: when, in UTC.
        undone_at: when it was taken back, or None while it stands.
    """

    id: int
    item_id: str
    action: Action
    at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What all standing actions on an item come to.

    Attributes:
        liking: the newest of like and dislike, or None.
        hidden: it was hidden.
    """

    item_id: str
    liking: Action | None = None
    hidden: bool = False

    @property
    def left_out(self) -> bool:
        """Whether the item is kept out of the person's recommendations."""
        return self.hidden or self.liking is Action.DISLIKE


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """A part of the history, newest first; `next_before` is None when nothing is older."""

    events: tuple[FeedbackEvent, ...]
    next_before: int | None


@dataclass(frozen=True, slots=True)
class Play:
    """An item that was played, and when (UTC)."""

    id: int
    item_id: str
    at: datetime


class Moment(StrEnum):
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
    moment: Moment | None = None
    event_id: int | None = None
    play_id: int | None = None
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class Felt:
    """A mood before an item was liked, finished or played, and the one after it if it was told.

    Attributes:
        item_id: the item.
        before: the entry of before.
        after: the entry of after, or None while nobody told.
    """

    item_id: str
    before: MoodEntry
    after: MoodEntry | None = None


@dataclass(frozen=True, slots=True)
class Recall:
    """What a list of recommendations should know about the person.

    Attributes:
        left_out: ids of items they dislike or have hidden.
        history: their standing actions, newest first, as far back as still matters.
        preferences: what they said of their taste.
        missing: why nothing could be recalled, as a sentence; empty when all is well.
    """

    left_out: frozenset[str] = frozenset()
    history: tuple[FeedbackEvent, ...] = ()
    preferences: Preferences = NOTHING_SAID
    missing: str = ""
