"""What a person tells Mien about items, and what is remembered of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mien.core.taste import NOTHING_SAID, Preferences

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
