"""What goes in and out of the routes about playing, as Pydantic models."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from mien.core.playback import ListenWith, PlaybackEventKind
from mien.services.documents.form import GoalWord, Strict
from mien.services.documents.memory import EventBody, PlayedBody
from mien.services.playback.preferences import PLAYER_SERVICES
from mien.web.api.v1.schemas import PersonMood

_ItemId = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_Country = Annotated[str, StringConstraints(pattern="^[A-Za-z]{2}$")]
_Seconds = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


class PlaybackChoicesBody(Strict):
    """What the person chose about playing; null where they left it to a guess."""

    consented: list[str] = Field(description="services whose players they pressed play on")
    listen_with: ListenWith | None
    watch_in: str | None = Field(description="ISO 3166-1 code of the country, lower case")
    notes_plays: bool = Field(description="finished and skipped things become feedback")
    refused: list[str] = Field(description="players that could not play here, oldest first")
    guess: ListenWith = Field(description="the service that counts while `listen_with` is null")


class PlaybackChoicesRequest(Strict):
    """What to change; what is not given stays, null leaves it to a guess again."""

    consented: dict[str, bool] = Field(
        default={},
        max_length=len(PLAYER_SERVICES),
        description="service to whether its players may be contacted",
        examples=[{"youtube": True}],
    )
    listen_with: ListenWith | None = None
    watch_in: _Country | None = None
    notes_plays: bool | None = None


class PlaybackRequest(Strict):
    """What became of an item that was played."""

    item_id: _ItemId = Field(examples=["music-la-bamba-1958"])
    event: PlaybackEventKind
    player_url: Annotated[str, StringConstraints(max_length=500)] = Field(
        default="", description="the way it was played; needed for `refused`"
    )
    position_s: _Seconds | None = Field(default=None, description="seconds played of it")
    code: Annotated[str, StringConstraints(max_length=40)] | None = Field(
        default=None, description="why a player refused, in its own words"
    )
    mood: PersonMood | None = Field(default=None, description="before it; kept with the diary on")
    goal: GoalWord | None = None


class PlaybackBody(Strict):
    """What was kept: a play when it started, the feedback when it ended; null where nothing was."""

    play: PlayedBody | None
    event: EventBody | None
