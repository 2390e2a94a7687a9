"""What goes in and out of the routes about people, as Pydantic models."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from mien.core.profiles import LONGEST_PIN, Colour
from mien.services.documents.form import Strict


class ProfileBody(Strict):
    """One person; the name of the first one may be empty."""

    id: int
    name: str
    colour: Colour
    has_pin: bool


class ProfilesBody(Strict):
    """Everybody, the first person first; `current` is null when you have to choose."""

    profiles: list[ProfileBody]
    current: int | None


class ChoiceRequest(Strict):
    """For whom to act; the PIN where they have one."""

    id: int = Field(ge=1, lt=2**53, examples=[2])
    pin: Annotated[str, StringConstraints(max_length=LONGEST_PIN)] = ""
