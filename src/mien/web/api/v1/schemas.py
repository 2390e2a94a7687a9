"""What goes in and out of the API, as Pydantic models; the OpenAPI document is made from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetPydanticSchema,
    StringConstraints,
    Tag,
    field_validator,
)
from pydantic_core import core_schema

from mien.core.emotions import EMOTIONS, require_emotion
from mien.core.goals import GOAL_WORDS, Goal
from mien.core.media import Evidence, Kind
from mien.core.recommendation import SourceStatus

Probability = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
Coordinate = Annotated[float, Field(strict=True, ge=-1, le=1, allow_inf_nan=False)]
Deviation = Annotated[float, Field(strict=True, ge=0, le=2, allow_inf_nan=False)]
Year = Annotated[int, Field(strict=True, ge=1000, le=9999)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Language = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, min_length=2, max_length=3),
    Field(description="ISO 639-1 code, or zxx for music without words", examples=["en"]),
]
EmotionName = Annotated[
    str, AfterValidator(require_emotion), Field(json_schema_extra={"enum": list(EMOTIONS)})
]


def one_of(words: Iterable[str]) -> GetPydanticSchema:
    """Return what makes a field take these words and no others, as a Literal of them would."""
    taken = core_schema.literal_schema([str(word) for word in words])
    return GetPydanticSchema(lambda _source, _handler: taken)


KindWord = Annotated[str, one_of(Kind)]
GoalWord = Annotated[str, one_of(Goal)]
AnyGoalWord = Annotated[str, one_of(GOAL_WORDS)]


class Strict(BaseModel):
    """Refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid")


class SpreadBody(Strict):
    """Standard deviations of valence and arousal."""

    valence: Deviation
    arousal: Deviation


class EmotionInput(Strict):
    """The mood of someone who says which emotion it is."""

    emotion: EmotionName


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


class ReadingBody(Strict):
    """All faces, largest first, and the mood of the whole."""

    faces: list[FaceBody] = Field(min_length=1)
    mood: MoodBody


class ItemMoodBody(Strict):
    """An item's place among the items of its language, and where the values come from."""

    valence: Coordinate
    arousal: Coordinate
    evidence: Evidence


class PlayerBody(Strict):
    """How a page can play it."""

    type: str
    url: str


class ItemBody(Strict):
    """A song, film or video; `score` and `reason` are null outside a list of picks."""

    id: str
    kind: Kind
    title: str
    creators: list[str] = Field(min_length=1)
    year: int
    language: str
    genres: list[str]
    mood: ItemMoodBody
    score: float | None
    reason: str | None
    links: dict[str, str]
    player: PlayerBody | None
    artwork: str | None


class ItemsBody(Strict):
    """A list of items, best first."""

    items: list[ItemBody]


class SourceBody(Strict):
    """A source of items and how it did."""

    name: str
    status: SourceStatus
    count: int = Field(ge=0)
    message: str


class ChoiceBody(Strict):
    """One answer to the question: a goal to follow, or a mood to assume."""

    label: str
    goal: Goal | None = None
    mood: EmotionInput | None = None


class QuestionBody(Strict):
    """Asked only when its answer would change the list."""

    text: str
    choices: list[ChoiceBody]


class RecommendationsBody(Strict):
    """What was understood, the picks, and how each source did."""

    mood: MoodBody
    goal: Goal
    items: list[ItemBody]
    sources: list[SourceBody]
    question: QuestionBody | None
