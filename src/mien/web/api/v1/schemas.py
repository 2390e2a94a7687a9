"""What goes in and out of the API, as Pydantic models; the OpenAPI document is made from them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    field_validator,
)

from mien.core.emotions import EMOTIONS, require_emotion
from mien.services.documents.form import (
    AnyGoalWord,
    Coordinate,
    EmotionName,
    KindWord,
    Language,
    Probability,
    Strict,
    Word,
    Year,
)
from mien.services.documents.moods import EmotionInput, SpreadBody


class PointInput(Strict):
    """A point of the mood map: unpleasant -1 to pleasant 1, calm -1 to excited 1."""

    valence: Coordinate
    arousal: Coordinate


class MoodInput(Strict):
    """A mood as `POST /mood` returns it; only `emotions` is needed."""

    emotions: dict[str, Probability] = Field(
        min_length=1,
        max_length=len(EMOTIONS),
        examples=[{"happy": 0.9, "neutral": 0.1}],
        json_schema_extra={"propertyNames": {"enum": list(EMOTIONS)}},
    )
    label: EmotionName | None = None
    confidence: Probability | None = None
    valence: Coordinate | None = None
    arousal: Coordinate | None = None
    spread: SpreadBody | None = None

    @field_validator("emotions")
    @classmethod
    def _known(cls, value: dict[str, float]) -> dict[str, float]:
        known = {require_emotion(name): probability for name, probability in value.items()}
        if sum(known.values()) <= 0:
            raise ValueError("at least one probability must be above 0")
        return known


def _form_of(value: Any) -> str | None:  # noqa: ANN401 - raw JSON
    """Name the form of a mood by the field that only this form has."""
    if isinstance(value, list):
        return "=several"
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_unset=True)
    if not isinstance(value, dict):
        return None
    if "emotions" in value:
        return "=mood"
    return "=emotion" if "emotion" in value else "=point"


_MOOD_HINT = (
    'should be {"emotion": …}, {"valence": …, "arousal": …}, a mood as POST /mood returns it, '
    "or a list of these"
)
_one_form = Discriminator(
    _form_of, custom_error_type="mood_form", custom_error_message=f"The mood {_MOOD_HINT}"
)
PersonMood = Annotated[
    Annotated[EmotionInput, Tag("=emotion")]
    | Annotated[PointInput, Tag("=point")]
    | Annotated[MoodInput, Tag("=mood")],
    _one_form,
]
AnyMood = Annotated[
    Annotated[EmotionInput, Tag("=emotion")]
    | Annotated[PointInput, Tag("=point")]
    | Annotated[MoodInput, Tag("=mood")]
    | Annotated[list[PersonMood], Field(min_length=1, max_length=50), Tag("=several")],
    _one_form,
]


class FiltersInput(Strict):
    """What the items must be; empty means no limit."""

    genres: list[Word] = Field(default=[], max_length=50)
    years: Annotated[list[Year], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="first and last year, both included"
    )
    creators: list[Word] = Field(
        default=[], max_length=20, description="parts of names of makers or actors"
    )

    @field_validator("years")
    @classmethod
    def _in_order(cls, value: list[int] | None) -> list[int] | None:
        if value is not None and value[0] > value[1]:
            raise ValueError("the first year must not be after the last")
        return value


class RecommendationRequest(Strict):
    """A mood (or those of several people) and what to find for it."""

    mood: AnyMood
    kind: KindWord
    goal: AnyGoalWord | None = Field(default=None, description="null: the usual goal for the mood")
    languages: list[Language] = Field(default=[], max_length=20)
    filters: FiltersInput = FiltersInput()
    limit: Annotated[int, Field(strict=True, ge=1, le=100)] = 10
    seed: Annotated[int, Field(strict=True, ge=0, lt=2**53)] | None = Field(
        default=None, description="the same one repeats the list; null: it changes from day to day"
    )
    exclude: list[Word] = Field(default=[], max_length=1000, description="ids not to pick")


class HintQuery(Strict):
    """Where the faces were in the frame before."""

    hint: str | None = Field(
        default=None,
        max_length=2000,
        description="boxes of the previous frame in this picture's pixels: x1,y1,x2,y2;…",
        examples=["100,80,220,240"],
    )


class ItemPath(Strict):
    """The id of an item."""

    item_id: Annotated[str, StringConstraints(max_length=200)]


class SimilarQuery(Strict):
    """How many."""

    limit: int = Field(default=10, ge=1, le=100)
