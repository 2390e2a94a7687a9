"""What goes in and out of the routes about one's own data, as Pydantic models."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from mien.core.feedback import UNDO, Action
from mien.services.documents.form import GoalWord, Strict, one_of
from mien.services.documents.items import ItemBody
from mien.services.documents.memory import EventBody
from mien.services.profiles.feedback import LONGEST_PAGE
from mien.web.api.v1.schemas import PersonMood

ACTION_WORDS: Final = (*Action, UNDO)
"""Every word that `action` takes."""


class FeedbackRequest(Strict):
    """What a person did with an item, and how they felt before and after it.

    The moods are kept only while the diary is on; otherwise they are dropped at once.
    """

    item_id: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    action: Annotated[str, one_of(ACTION_WORDS)] = Field(
        description="undo takes back the newest action on the item that still stands"
    )
    mood: PersonMood | None = None
    mood_after: PersonMood | None = None
    goal: GoalWord | None = Field(
        default=None, description="what the list was for; kept with the moods"
    )


class FeedbackBody(Strict):
    """The action that was kept or undone, and what all feedback on the item now comes to."""

    event: EventBody
    liking: Literal["like", "dislike"] | None
    hidden: bool
    asks_after: bool = Field(description="the diary would take the mood after it")


class HistoryQuery(Strict):
    """Which part of the history."""

    limit: int = Field(default=50, ge=1, le=LONGEST_PAGE)
    before: int | None = Field(
        default=None, ge=1, lt=2**53, description="`next_before` of the page before"
    )


class HistoryEventBody(EventBody):
    """One action with its item, which is null when the catalogue no longer has it."""

    item: ItemBody | None


class HistoryBody(Strict):
    """Actions, newest first; `next_before` is null on the last page."""

    events: list[HistoryEventBody]
    next_before: int | None
