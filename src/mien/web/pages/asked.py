"""What a form of the picks page asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from mien.core.emotions import require_emotion
from mien.core.errors import UsageError
from mien.core.mood import Mood, mood_from_emotion
from mien.web import problems
from mien.web.api.v1.convert import mood_from_input
from mien.web.api.v1.schemas import MoodInput

PAGE_SIZE: Final = 12
_LONGEST_LIST: Final = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """The mood and the controls, as read from a form.

    Attributes:
        mood: what the picks are for.
        emotion: the word the person chose, or None when the mood is a reading.
        goal: None until the person chose one.
        seed: the same seed shows the same list.
    """

    mood: Mood
    emotion: str | None
    kind: str
    goal: str | None
    languages: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    by: str = ""
    seed: int = 0

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year, an open end filled in; None without a limit."""
        if self.year_from is None and self.year_to is None:
            return None
        return (self.year_from or 1000, self.year_to or 9999)

    @property
    def narrowed(self) -> bool:
        """Whether anything but kind and goal limits the list."""
        return bool(self.languages or self.genres or self.years or self.by)


def read_asked(values: MultiDict[str, str]) -> Asked:
    """Read the fields of a form; where a field comes twice, a pressed button wins (it comes last).

    Raises:
        UsageError: a field has a value that no control of the page gives.
    """
    emotion = _last(values, "emotion")
    return Asked(
        mood=mood_from_emotion(emotion) if emotion else _reading(_last(values, "mood")),
        emotion=require_emotion(emotion) if emotion else None,
        kind=_last(values, "kind") or "music",
        goal=_last(values, "goal") or None,
        languages=_several(values, "language"),
        genres=_several(values, "genre"),
        year_from=_whole(values, "year_from", 1000, 9999),
        year_to=_whole(values, "year_to", 1000, 9999),
        by=_last(values, "by")[:100],
        seed=_whole(values, "seed", 0, 2**53) or 0,
    )


def _reading(text: str) -> Mood:
    if not text:
        raise UsageError("No mood was given.", "Pick one of the seven, or start at the home page.")
    try:
        return mood_from_input(MoodInput.model_validate_json(text))
    except ValidationError as error:
        problems.refuse_invalid(error)
        raise


def _last(values: MultiDict[str, str], name: str) -> str:
    return (values.getlist(name) or [""])[-1].strip()


def _several(values: MultiDict[str, str], name: str) -> tuple[str, ...]:
    words = [word.strip().lower() for word in values.getlist(name) if word.strip()]
    if len(words) > _LONGEST_LIST:
        raise UsageError(f"There are {len(words)} values of {name}.", "Choose fewer.")
    return tuple(dict.fromkeys(words))


def _whole(values: MultiDict[str, str], name: str, least: int, most: int) -> int | None:
    text = _last(values, name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 17 and least <= int(text) <= most):
        raise UsageError(
            f"{name} is {text[:40]!r}.", f"Give a whole number from {least} to {most}."
        )
    return int(text)
