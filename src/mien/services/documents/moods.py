"""The forms of moods, faces and readings."""

from __future__ import annotations

from typing import Self

from pydantic import Field

from mien.core.emotions import EMOTIONS
from mien.core.faces import Face, Reading
from mien.core.mood import Mood
from mien.services.documents.form import (
    DIGITS,
    Coordinate,
    Deviation,
    EmotionName,
    Probability,
    Strict,
)

_PIXEL_DIGITS = 1


class SpreadBody(Strict):
    """Standard deviations of valence and arousal."""

    valence: Deviation
    arousal: Deviation


class EmotionInput(Strict):
    """The mood of someone who says which emotion it is."""

    emotion: EmotionName


class MoodBody(Strict):
    """How someone seems to feel: a distribution, its place on the mood map, and its spread."""

    emotions: dict[str, Probability] = Field(
        json_schema_extra={"propertyNames": {"enum": list(EMOTIONS)}}
    )
    label: EmotionName | None = Field(description="null when the evidence is too weak to say")
    confidence: Probability
    valence: Coordinate
    arousal: Coordinate
    spread: SpreadBody

    @classmethod
    def of(cls, mood: Mood) -> Self:
        """Describe a mood."""
        return cls(
            emotions={emotion: round(p, DIGITS) for emotion, p in mood.emotions.items()},
            label=mood.label,
            confidence=round(mood.confidence, DIGITS),
            valence=round(mood.valence, DIGITS),
            arousal=round(mood.arousal, DIGITS),
            spread=SpreadBody(
                valence=round(mood.spread.valence, DIGITS),
                arousal=round(mood.spread.arousal, DIGITS),
            ),
        )


class EmotionProbability(Strict):
    """One emotion and how probable it is."""

    emotion: EmotionName
    probability: Probability


class FaceBody(Strict):
    """One face; `box` is x1, y1, x2, y2 in pixels of the upright picture."""

    box: list[float] = Field(min_length=4, max_length=4)
    score: Probability
    landmarks: list[list[float]] | None
    top: list[EmotionProbability] = Field(min_length=3, max_length=3)
    mood: MoodBody

    @classmethod
    def of(cls, face: Face) -> Self:
        """Describe a face; lengths are pixels of the upright picture."""
        marks = face.landmarks
        return cls(
            box=[round(edge, _PIXEL_DIGITS) for edge in face.box],
            score=round(face.score, DIGITS),
            landmarks=None
            if marks is None
            else [[round(x, _PIXEL_DIGITS), round(y, _PIXEL_DIGITS)] for x, y in marks],
            top=[
                EmotionProbability(emotion=emotion, probability=round(p, DIGITS))
                for emotion, p in face.mood.top(3)
            ],
            mood=MoodBody.of(face.mood),
        )


class ReadingBody(Strict):
    """All faces, largest first, and the mood of the whole."""

    faces: list[FaceBody] = Field(min_length=1)
    mood: MoodBody

    @classmethod
    def of(cls, reading: Reading) -> Self:
        """Describe all faces of a picture."""
        return cls(
            faces=[FaceBody.of(face) for face in reading.faces], mood=MoodBody.of(reading.mood)
        )
