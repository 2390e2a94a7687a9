"""The forms of sessions: what a camera or video showed, as a whole and over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from mien.services.documents.form import Strict
from mien.services.documents.moods import MoodBody
from mien.services.sessions.session import SessionSummary, Stretch

_SECONDS_DIGITS = 3


class MostFrequentBody(Strict):
    """The emotion that most readings named, and how many did."""

    emotion: str
    readings: int


class StretchBody(Strict):
    """The mood of a part of the session; times in seconds."""

    start: float
    end: float
    mood: MoodBody

    @classmethod
    def of(cls, stretch: Stretch) -> Self:
        """Describe a part of a session."""
        return cls(
            start=round(stretch.start, _SECONDS_DIGITS),
            end=round(stretch.end, _SECONDS_DIGITS),
            mood=MoodBody.of(stretch.mood),
        )


class SessionBody(Strict):
    """What a live session or a video was, as a whole and over time."""

    seconds: float
    readings: int
    most_frequent: MostFrequentBody
    mood: MoodBody
    stretches: list[StretchBody]

    @classmethod
    def of(cls, summary: SessionSummary, stretches: Sequence[Stretch]) -> Self:
        """Describe a session."""
        return cls(
            seconds=round(summary.seconds, _SECONDS_DIGITS),
            readings=summary.readings,
            most_frequent=MostFrequentBody(
                emotion=summary.most_frequent, readings=summary.most_frequent_count
            ),
            mood=MoodBody.of(summary.mood),
            stretches=[StretchBody.of(stretch) for stretch in stretches],
        )
