"""The forms of what the recommender answers: lists of picks, and journeys."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from mien.core.goals import Goal
from mien.core.journey import Journey, Place
from mien.core.recommendation import (
    Choice,
    Question,
    Recommendations,
    Source,
    SourceStatus,
)
from mien.services.documents.form import DIGITS, Coordinate, Strict
from mien.services.documents.items import ItemBody
from mien.services.documents.moods import EmotionInput, MoodBody

Distance = Annotated[
    float, Field(ge=0, description="in percentiles of the songs' languages, 0 to 1 along each axis")
]


class SourceBody(Strict):
    """A source of items and how it did."""

    name: str
    status: SourceStatus
    count: int = Field(ge=0)
    message: str

    @classmethod
    def of(cls, source: Source) -> Self:
        """Describe how a source did."""
        return cls(
            name=source.name, status=source.status, count=source.count, message=source.message
        )


class ChoiceBody(Strict):
    """One answer to the question: a goal to follow, or a mood to assume."""

    label: str
    goal: Goal | None = None
    mood: EmotionInput | None = None

    @classmethod
    def of(cls, choice: Choice) -> Self:
        """Describe one answer; of goal and mood only the one that it stands for is set."""
        if choice.goal is not None:
            return cls(label=choice.label, goal=choice.goal)
        emotion = choice.emotion
        return cls(
            label=choice.label, mood=None if emotion is None else EmotionInput(emotion=emotion)
        )


class QuestionBody(Strict):
    """Asked only when its answer would change the list."""

    text: str
    choices: list[ChoiceBody]

    @classmethod
    def of(cls, question: Question | None) -> Self | None:
        """Describe the one question of an answer, if there is one."""
        if question is None:
            return None
        return cls(text=question.text, choices=[ChoiceBody.of(each) for each in question.choices])


class RecommendationsBody(Strict):
    """What was understood, the picks, and how each source did."""

    mood: MoodBody
    goal: Goal
    items: list[ItemBody]
    sources: list[SourceBody]
    question: QuestionBody | None

    @classmethod
    def of(cls, answer: Recommendations) -> Self:
        """Describe an answer of the recommender."""
        return cls(
            mood=MoodBody.of(answer.mood),
            goal=answer.goal,
            items=[ItemBody.of_pick(pick) for pick in answer.picks],
            sources=[SourceBody.of(source) for source in answer.sources],
            question=QuestionBody.of(answer.question),
        )


class PlaceBody(Strict):
    """A place on the mood map."""

    valence: Coordinate
    arousal: Coordinate

    @classmethod
    def of(cls, place: Place) -> Self:
        """Describe a place."""
        return cls(valence=place[0], arousal=place[1])


class StopBody(Strict):
    """One song and the place it was picked for."""

    target: PlaceBody
    item: ItemBody


class JourneyBody(Strict):
    """The walk: where it should lead, the songs, and how well they keep to it."""

    path: list[PlaceBody]
    stops: list[StopBody]
    end_error: Distance
    max_step: Distance

    @classmethod
    def of(cls, journey: Journey) -> Self:
        """Describe a journey."""
        return cls(
            path=[PlaceBody.of(place) for place in journey.path],
            stops=[
                StopBody(
                    target=PlaceBody.of(stop.target),
                    item=ItemBody.of(stop.item, reason=stop.reason),
                )
                for stop in journey.stops
            ],
            end_error=round(journey.end_error, DIGITS),
            max_step=round(journey.max_step, DIGITS),
        )
