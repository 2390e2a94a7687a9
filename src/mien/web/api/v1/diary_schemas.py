"""What goes in and out of the routes about plays, the diary and the taste, as Pydantic models."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from mien.core.taste import Stance, TraitKind
from mien.services.documents.form import GoalWord, Strict
from mien.services.documents.memory import PlayedBody
from mien.web.api.v1.schemas import PersonMood

_Id = Annotated[int, Field(ge=1, lt=2**53)]


class PlayRequest(Strict):
    """What is played or opened, how the person felt before it, and what the list was for."""

    item_id: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(
        examples=["music-la-bamba-1958"]
    )
    mood: PersonMood | None = Field(default=None, examples=[{"emotion": "sad"}])
    goal: GoalWord | None = None


class PlayBody(Strict):
    """The play that was kept; null while the diary is off, as nothing is kept then."""

    play: PlayedBody | None
    asks_after: bool = Field(description="the diary would take the mood after it")


class AfterInput(Strict):
    """What a mood came after: one of the two."""

    event_id: _Id | None = None
    play_id: _Id | None = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Self:
        if (self.event_id is None) == (self.play_id is None):
            raise ValueError("give either event_id or play_id")
        return self


class DiaryRequest(Strict):
    """How the person feels now; with `after`, how they feel after something they took up."""

    mood: PersonMood | None = Field(
        default=None,
        description="null: the same as before, which only makes sense with `after`",
        examples=[{"emotion": "happy"}],
    )
    after: AfterInput | None = Field(default=None, examples=[{"play_id": 12}])

    @model_validator(mode="after")
    def _mood_or_after(self) -> Self:
        if self.mood is None and self.after is None:
            raise ValueError("give a mood, or what it came after")
        return self


class EntryPath(Strict):
    """Which entry."""

    entry_id: _Id


class TraitBody(Strict):
    """Something that items have in common; makers in lower case without accents."""

    kind: TraitKind
    word: str


class BeliefBody(TraitBody):
    """One trait that weighs in the person's lists, and the feedback that speaks for and against."""

    weight: float
    speaking_for: list[int]
    speaking_against: list[int]


class TasteBody(Strict):
    """What is believed of the person's taste, strongest first, and what they said themselves."""

    actions: int
    beliefs: list[BeliefBody]
    more: list[TraitBody]
    less: list[TraitBody]
    not_true: list[TraitBody]


class TasteRequest(Strict):
    """What the person says of a trait; null takes back what they said."""

    kind: TraitKind
    word: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(examples=["jazz"])
    stance: Stance | None
