"""From the requests of the API to values of core."""

from __future__ import annotations

from dataclasses import replace

from mien.core.emotions import EMOTIONS
from mien.core.errors import UsageError
from mien.core.faces import Box
from mien.core.mood import (
    Mood,
    Spread,
    combine_moods,
    mood_from_emotion,
    mood_from_point,
    mood_from_probabilities,
)
from mien.services.documents.moods import EmotionInput
from mien.web.api.v1 import schemas

_MOST_HINTS = 32


def mood_from_input(given: schemas.AnyMood) -> Mood:
    """Return the mood that any accepted form stands for."""
    match given:
        case list():
            return combine_moods([mood_from_input(each) for each in given])
        case EmotionInput():
            return mood_from_emotion(given.emotion)
        case schemas.PointInput():
            return mood_from_point(given.valence, given.arousal)
        case schemas.MoodInput():
            return _mood_from_distribution(given)


def people_from_input(given: schemas.AnyMood) -> list[Mood]:
    """Return the mood of each person: one, or as many as the list has."""
    return [mood_from_input(each) for each in (given if isinstance(given, list) else [given])]


def boxes_from_hint(hint: str | None) -> tuple[Box, ...] | None:
    """Read `x1,y1,x2,y2;…`.

    Raises:
        UsageError: it has another form.
    """
    if not hint:
        return None
    try:
        boxes = [tuple(float(number) for number in part.split(",")) for part in hint.split(";")]
    except ValueError:
        boxes = []
    sound = [box for box in boxes if len(box) == 4 and all(abs(edge) < 1e6 for edge in box)]
    if not boxes or len(sound) != len(boxes) or len(boxes) > _MOST_HINTS:
        raise UsageError(
            "The hint is not a list of boxes.",
            f"Write up to {_MOST_HINTS} boxes as x1,y1,x2,y2 with ; between them.",
        )
    return tuple((x1, y1, x2, y2) for x1, y1, x2, y2 in sound)


def _mood_from_distribution(given: schemas.MoodInput) -> Mood:
    mood = mood_from_probabilities([given.emotions.get(name, 0.0) for name in EMOTIONS])
    if "label" in given.model_fields_set:
        mood = replace(mood, label=given.label)
    if given.valence is not None and given.arousal is not None:
        mood = replace(mood, valence=given.valence, arousal=given.arousal)
    if given.spread is not None:
        mood = replace(mood, spread=Spread(given.spread.valence, given.spread.arousal))
    return mood
