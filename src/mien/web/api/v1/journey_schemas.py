"""What goes in and out of the routes about journeys, as Pydantic models."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from mien.services.documents.form import AnyGoalWord, Language, Strict, Word
from mien.services.recommendations.journeys import LONGEST, SHORTEST
from mien.web.api.v1.schemas import AnyMood


class SwapInput(Strict):
    """Another song is wanted at one stop; the rest of the journey stays."""

    stops: list[Word] = Field(min_length=SHORTEST, max_length=LONGEST, description="ids, in order")
    number: int = Field(strict=True, ge=1, le=LONGEST, description="the stop to swap, from 1")


class JourneyRequest(Strict):
    """Where a journey goes and what it keeps to."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    start: AnyMood = Field(alias="from")
    to: AnyGoalWord | AnyMood = Field(description="a goal, or a mood in any form")
    length: Annotated[int, Field(strict=True, ge=SHORTEST, le=LONGEST)] = 10
    languages: list[Language] = Field(default=[], max_length=20)
    mixed: bool = Field(default=True, description="songs of different languages may follow")
    straight: bool = Field(default=False, description="go there at once, not step by step")
    one_per_creator: bool = True
    tempo_limit: Annotated[float, Field(strict=True, gt=0, le=300, allow_inf_nan=False)] | None = (
        Field(default=None, description="largest jump between two songs, beats a minute")
    )
    seed: Annotated[int, Field(strict=True, ge=0, lt=2**53)] = 0
    exclude: list[Word] = Field(default=[], max_length=1000, description="ids not to play")
    swap: SwapInput | None = None
