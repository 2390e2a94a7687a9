"""The forms of what is remembered of a person."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, Self

from pydantic import ConfigDict, TypeAdapter

from mien.core.catalog_entry import CatalogEntry, ImportBatch
from mien.core.diary import MoodEntry, MoodTiming, Play
from mien.core.feedback import Action, FeedbackEvent, Opinion
from mien.core.profiles import Colour, Profile
from mien.services.documents.form import Document, GoalWord, Strict
from mien.services.documents.moods import MoodBody


class _FromCore(Strict):
    """Has the fields of a value of core, under the names they have there."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class EventBody(_FromCore):
    """One action; `undone_at` is null while it stands."""

    id: int
    item_id: str
    action: Action
    at: datetime
    undone_at: datetime | None

    @classmethod
    def of(cls, event: FeedbackEvent) -> Self:
        """Describe one action on an item."""
        return cls.model_validate(event)


class OpinionBody(_FromCore):
    """What the standing feedback on one item comes to."""

    item_id: str
    liking: Literal[Action.LIKE, Action.DISLIKE] | None
    hidden: bool

    @classmethod
    def of(cls, opinion: Opinion) -> Self:
        """Describe an opinion."""
        return cls.model_validate(opinion)


class PlayedBody(_FromCore):
    """One play."""

    id: int
    item_id: str
    at: datetime

    @classmethod
    def of(cls, play: Play) -> Self:
        """Describe one play."""
        return cls.model_validate(play)


class EntryBody(_FromCore):
    """One mood of the diary, and the feedback or play that it came with, if any."""

    id: int
    at: datetime
    moment: MoodTiming | None
    event_id: int | None
    play_id: int | None
    goal: GoalWord | None
    mood: MoodBody

    @classmethod
    def of(cls, entry: MoodEntry) -> Self:
        """Describe one mood of the diary."""
        kept = {name: getattr(entry, name) for name in cls.model_fields if name != "mood"}
        return cls(**kept, mood=MoodBody.of(entry.mood))


class PersonBody(_FromCore):
    """One person as the export tells of them; of a PIN only that there is one."""

    name: str
    created_at: datetime
    colour: Colour
    has_pin: bool

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """Describe one person."""
        return cls.model_validate(profile)


_BATCH: Final = TypeAdapter(ImportBatch)
_CATALOG_ENTRY: Final = TypeAdapter(CatalogEntry)


def batch_document(batch: ImportBatch) -> Document:
    """Describe one import, by all its fields."""
    document: Document = _BATCH.dump_python(batch, mode="json")
    return document


def catalog_entry_document(entry: CatalogEntry) -> Document:
    """Describe one imported item, by all its fields."""
    document: Document = _CATALOG_ENTRY.dump_python(entry, mode="json")
    return document
