"""The JSON form of every value: one shape for the API, the command line and exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from enum import Enum
from typing import Any

from mien.core.catalog_entry import CatalogEntry, ImportBatch
from mien.core.diary import MoodEntry, Play
from mien.core.faces import Face, Reading
from mien.core.feedback import FeedbackEvent, Opinion
from mien.core.journey import Journey, Place
from mien.core.media import Item
from mien.core.mood import Mood
from mien.core.profiles import Profile
from mien.core.recommendation import Choice, Pick, Question, Recommendations, Source
from mien.services.sessions.session import SessionSummary, Stretch

Document = dict[str, Any]


def mood_document(mood: Mood) -> Document:
    """Return `Mood` of the public interface."""
    return {
        "emotions": {emotion: round(p, 4) for emotion, p in mood.emotions.items()},
        "label": mood.label,
        "confidence": round(mood.confidence, 4),
        "valence": round(mood.valence, 4),
        "arousal": round(mood.arousal, 4),
        "spread": {
            "valence": round(mood.spread.valence, 4),
            "arousal": round(mood.spread.arousal, 4),
        },
    }


def face_document(face: Face) -> Document:
    """Return `Face` of the public interface; lengths in pixels of the upright picture."""
    landmarks = face.landmarks
    return {
        "box": [round(edge, 1) for edge in face.box],
        "score": round(face.score, 4),
        "landmarks": landmarks and [[round(x, 1), round(y, 1)] for x, y in landmarks],
        "top": [
            {"emotion": emotion, "probability": round(p, 4)} for emotion, p in face.mood.top(3)
        ],
        "mood": mood_document(face.mood),
    }


def reading_document(reading: Reading) -> Document:
    """Return the answer of `POST /mood`."""
    return {
        "faces": [face_document(face) for face in reading.faces],
        "mood": mood_document(reading.mood),
    }


def session_document(summary: SessionSummary, stretches: Sequence[Stretch]) -> Document:
    """Return what a live session or a video was, as a whole and over time."""
    return {
        "seconds": round(summary.seconds, 3),
        "readings": summary.readings,
        "most_frequent": {
            "emotion": summary.most_frequent,
            "readings": summary.most_frequent_count,
        },
        "mood": mood_document(summary.mood),
        "stretches": [
            {
                "start": round(stretch.start, 3),
                "end": round(stretch.end, 3),
                "mood": mood_document(stretch.mood),
            }
            for stretch in stretches
        ],
    }


def item_document(item: Item, *, score: float | None = None, reason: str | None = None) -> Document:
    """Return `Item` of the public interface; score and reason only where it was picked."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "title": item.title,
        "creators": list(item.creators),
        "year": item.year,
        "language": item.language,
        "genres": list(item.genres),
        "mood": {
            "valence": round(item.mood.valence, 4),
            "arousal": round(item.mood.arousal, 4),
            "evidence": item.mood.evidence.value,
        },
        "score": None if score is None else round(score, 4),
        "reason": reason,
        "links": dict(item.links),
        "player": item.player and {"type": item.player.type, "url": item.player.url},
        "artwork": item.artwork,
    }


def pick_document(pick: Pick) -> Document:
    """Return a picked item with its score and reason."""
    return item_document(pick.item, score=pick.score, reason=pick.reason)


def source_document(source: Source) -> Document:
    """Return `Source` of the public interface."""
    return {
        "name": source.name,
        "status": source.status.value,
        "count": source.count,
        "message": source.message,
    }


def question_document(question: Question) -> Document:
    """Return the one question of an answer."""
    return {
        "text": question.text,
        "choices": [_choice_document(choice) for choice in question.choices],
    }


def recommendations_document(answer: Recommendations) -> Document:
    """Return the answer of `POST /recommendations`."""
    return {
        "mood": mood_document(answer.mood),
        "goal": answer.goal.value,
        "items": [pick_document(pick) for pick in answer.picks],
        "sources": [source_document(source) for source in answer.sources],
        "question": answer.question and question_document(answer.question),
    }


def journey_document(journey: Journey) -> Document:
    """Return the answer of `POST /journeys`."""
    return {
        "path": [_place_document(place) for place in journey.path],
        "stops": [
            {
                "target": _place_document(stop.target),
                "item": item_document(stop.item, reason=stop.reason),
            }
            for stop in journey.stops
        ],
        "end_error": round(journey.end_error, 4),
        "max_step": round(journey.max_step, 4),
    }


def _place_document(place: Place) -> Document:
    return {"valence": place[0], "arousal": place[1]}


def _choice_document(choice: Choice) -> Document:
    if choice.goal is not None:
        return {"label": choice.label, "goal": choice.goal.value}
    return {"label": choice.label, "mood": {"emotion": choice.emotion}}


def event_document(event: FeedbackEvent) -> Document:
    """Describe one action on an item."""
    return _fields(event)


def opinion_document(opinion: Opinion) -> Document:
    """Describe what the standing feedback on one item comes to."""
    return _fields(opinion)


def play_document(play: Play) -> Document:
    """Describe one play."""
    return _fields(play)


def entry_document(entry: MoodEntry) -> Document:
    """Describe one mood of the diary with the feedback or play it came with, if any."""
    return _fields(entry, but="mood") | {"mood": mood_document(entry.mood)}


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
    return _fields(batch)


def catalog_entry_document(item: CatalogEntry) -> Document:
    """Describe one imported item."""
    return asdict(item)


def _fields(
    value: FeedbackEvent | Opinion | Play | MoodEntry | ImportBatch, but: str = ""
) -> Document:
    """Return everything that a value holds under the names it has there, all `but` one field."""
    return {
        each.name: _json_value(getattr(value, each.name))
        for each in fields(value)
        if each.name != but
    }


def _json_value(value: object) -> object:
    match value:
        case datetime():
            return _time(value)
        case Enum():
            return value.value
        case _:
            return value


def _time(at: datetime) -> str:
    """Write a time as RFC 3339 has it, in UTC."""
    return at.isoformat().replace("+00:00", "Z")
