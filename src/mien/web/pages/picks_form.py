"""What a form of the picks page asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Final
from urllib.parse import parse_qsl, urlsplit

from pydantic import Field, TypeAdapter, ValidationError
from werkzeug.datastructures import MultiDict

from mien.core.emotions import require_emotion
from mien.core.errors import UsageError
from mien.core.goals import Goal, resolve_goal
from mien.core.mood import Mood, combine_moods, mood_from_emotion, mood_from_point
from mien.core.phrases import Phrase
from mien.web import problems
from mien.web.api.v1.convert import mood_from_input
from mien.web.api.v1.schemas import MoodInput
from mien.web.pages.form_fields import decimal, last, several, whole

PAGE_SIZE: Final = 12
LIVELIEST: Final = 2
"""Steps that the dial goes to either side of the middle."""

MOST_PEOPLE: Final = 50
"""People whose moods are kept apart; of a larger crowd only the mixture is looked at."""

_AROUSAL_A_STEP: Final = 0.5
_PEOPLE: Final = TypeAdapter(
    Annotated[list[MoodInput], Field(min_length=2, max_length=MOST_PEOPLE)]
)


@dataclass(frozen=True, slots=True)
class PicksForm:
    """The mood and the controls, as read from a form.

    Attributes:
        mood: what the picks are for; of several people, theirs together.
        emotion: the word the person chose, or None when the mood is a point or a reading.
        point: the place on the mood map that the person chose, as valence and arousal in [-1, 1].
        goal: None until the person chose one.
        seed: the same seed shows the same list.
        energy: steps of the dial, steadier -2 to livelier 2.
        people: the mood of each, when several were read; else empty.
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
    energy: int = 0
    point: tuple[float, float] | None = None
    people: tuple[Mood, ...] = ()

    @property
    def chosen(self) -> bool:
        """Whether the person said the mood; else it was read from a face."""
        return self.emotion is not None or self.point is not None

    @property
    def steered(self) -> tuple[Mood, ...]:
        """The mood of each with its arousal moved by the dial; the feeling stays."""
        return tuple(self._steer(mood) for mood in self.people or (self.mood,))

    def _steer(self, mood: Mood) -> Mood:
        arousal = mood.arousal + self.energy * _AROUSAL_A_STEP
        return replace(mood, arousal=max(-1.0, min(1.0, arousal)))

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year, an open end filled in; None without a limit."""
        if self.year_from is None and self.year_to is None:
            return None
        return (self.year_from or 1000, self.year_to or 9999)

    @property
    def limits(self) -> int:
        """How many things besides kind, goal and dial limit the list."""
        chosen = len(self.languages) + len(self.genres)
        return chosen + (self.years is not None) + bool(self.by)

    @property
    def narrowed(self) -> bool:
        """Whether anything but kind, goal and dial limits the list."""
        return self.limits > 0


def read_picks_form(values: MultiDict[str, str]) -> PicksForm:
    """Read the fields of a form.

    Raises:
        UsageError: a field has a value that no control of the page gives.
    """
    emotion = last(values, "emotion")
    point = None if emotion else _point(values)
    people = () if emotion or point else _people(last(values, "people"))
    seed = whole(values, "seed", 0, 2**53)
    return PicksForm(
        mood=combine_moods(people) if people else _mood(values, emotion, point),
        emotion=require_emotion(emotion) if emotion else None,
        kind=last(values, "kind") or "music",
        goal=last(values, "goal") or None,
        languages=several(values, "language"),
        genres=several(values, "genre"),
        year_from=whole(values, "year_from", 1000, 9999),
        year_to=whole(values, "year_to", 1000, 9999),
        by=last(values, "by")[:100],
        seed=_today() if seed is None else seed,
        energy=whole(values, "energy", -LIVELIEST, LIVELIEST) or 0,
        point=point,
        people=people,
    )


def _mood(values: MultiDict[str, str], emotion: str, point: tuple[float, float] | None) -> Mood:
    if emotion:
        return mood_from_emotion(emotion)
    return mood_from_point(*point) if point else _reading(last(values, "mood"))


def _point(values: MultiDict[str, str]) -> tuple[float, float] | None:
    valence = decimal(values, "valence", -1, 1)
    arousal = decimal(values, "arousal", -1, 1)
    if valence is None and arousal is None:
        return None
    return (valence or 0.0, arousal or 0.0)


def _today() -> int:
    """Number of the day: the list is another one each day, and stays the same within it."""
    return datetime.now(UTC).astimezone().toordinal()


def _reading(text: str) -> Mood:
    if not text:
        raise UsageError(
            Phrase("No mood was given."),
            Phrase("Pick one of the seven, or start at the home page."),
        )
    try:
        return mood_from_input(MoodInput.model_validate_json(text))
    except ValidationError as error:
        problems.refuse_invalid(error)
        raise


def _people(text: str) -> tuple[Mood, ...]:
    if not text:
        return ()
    try:
        return tuple(mood_from_input(each) for each in _PEOPLE.validate_json(text))
    except ValidationError as error:
        problems.refuse_invalid(error)
        raise


_PICKS: Final = "/picks"


def mood_of_list(address: str) -> tuple[Mood | None, Goal | None]:
    """Return what the list at an address of this site is for; a pair of None when it is none."""
    parts = urlsplit(address)
    if parts.path != _PICKS:
        return None, None
    try:
        asked = read_picks_form(MultiDict(parse_qsl(parts.query)))
        return asked.mood, resolve_goal(asked.goal, asked.mood)
    except UsageError:
        return None, None
