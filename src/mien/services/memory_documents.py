"""The JSON form of what is remembered, for the API and the export."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from mien.core.feedback import FeedbackEvent, MoodEntry, Opinion, Play
from mien.core.imported import ImportBatch, ImportedItem
from mien.core.profiles import Profile
from mien.services.documents import Document, mood_document


def event_document(event: FeedbackEvent) -> Document:
    """Describe one action on an item."""
    return {
        "id": event.id,
        "item_id": event.item_id,
        "action": event.action.value,
        "at": _time(event.at),
        "undone_at": event.undone_at and _time(event.undone_at),
    }


def opinion_document(opinion: Opinion) -> Document:
    """Describe what the standing feedback on one item comes to."""
    return {
        "item_id": opinion.item_id,
        "liking": opinion.liking and opinion.liking.value,
        "hidden": opinion.hidden,
    }


def play_document(play: Play) -> Document:
    """Describe one play."""
    return {"id": play.id, "item_id": play.item_id, "at": _time(play.at)}


def entry_document(entry: MoodEntry) -> Document:
    """Describe one mood of the diary with the feedback or play it came with, if any."""
    return {
        "id": entry.id,
        "at": _time(entry.at),
        "moment": entry.moment and entry.moment.value,
        "event_id": entry.event_id,
        "play_id": entry.play_id,
        "goal": entry.goal and entry.goal.value,
        "mood": mood_document(entry.mood),
    }


def profile_document(profile: Profile) -> Document:
    """Describe one profile; of a PIN only that there is one."""
    return {
        "name": profile.name,
        "created_at": _time(profile.created_at),
        "colour": profile.colour.value,
        "has_pin": profile.has_pin,
    }


def batch_document(batch: ImportBatch) -> Document:
    """Describe one import."""
    return asdict(batch) | {"at": _time(batch.at)}


def imported_document(item: ImportedItem) -> Document:
    """Describe one imported item."""
    return asdict(item)


def _time(at: datetime) -> str:
    """Write a time as RFC 3339 has it, in UTC."""
    return at.isoformat().replace("+00:00", "Z")
