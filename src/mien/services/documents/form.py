"""What all forms share: their base, and the words and numbers that stand in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetPydanticSchema,
    StringConstraints,
)
from pydantic_core import core_schema

from mien.core.emotions import EMOTIONS, require_emotion
from mien.core.goals import GOAL_WORDS, Goal
from mien.core.media import Kind

Document = dict[str, Any]
"""A form as plain dicts, lists, words and numbers."""

DIGITS: Final = 4
"""Decimal places of probabilities and places."""

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

    def document(self) -> Document:
        """Return the form as plain values, as `json.dumps` takes them."""
        return self.model_dump(mode="json")
