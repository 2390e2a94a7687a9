"""What is asked of the recommender, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mien.core.feedback import FeedbackEvent
from mien.core.goals import Goal
from mien.core.media import Item, Kind
from mien.core.mood import Mood
from mien.core.taste import NOTHING_SAID, Preferences


@dataclass(frozen=True, slots=True)
class Filters:
    """What an item must be. Empty means no limit; words match without regard to case.

    Attributes:
        genres: at least one of these.
        years: first and last year, both included.
        creators: part of a name of a creator (singer, director, channel) or actor.
    """

    genres: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    creators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """One request for picks, checked.

    Attributes:
        mood: of the person, or of all people together.
        languages: ISO 639-1 codes; empty means any.
        limit: how many picks, 1 to 100.
        seed: the same seed gives the same list; another one varies it.
        exclude: ids not to show.
        people: the mood of each, when the list is for several people; else empty.
        history: what the person did with items, in any order.
        now: when the list is made (UTC), which says how old the history is; None forgets nothing.
        preferences: what the person said of their taste.
    """

    mood: Mood
    kind: Kind
    goal: Goal
    languages: tuple[str, ...] = ()
    filters: Filters = Filters()
    limit: int = 10
    seed: int = 0
    exclude: frozenset[str] = frozenset()
    people: tuple[Mood, ...] = ()
    history: tuple[FeedbackEvent, ...] = ()
    now: datetime | None = None
    preferences: Preferences = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Pick:
    """An item that was chosen.

    Attributes:
        score: how well it fits, 0 to 1.
        reason: why, in true words.
        different: it was taken to try something the person has not met yet.
        drops_out_for: a goal for which the same query would not pick it, or None when unknown.
    """

    item: Item
    score: float
    reason: str
    different: bool = False
    drops_out_for: Goal | None = None


class SourceStatus(StrEnum):
    """How a source of items did for one request."""

    OK = "ok"
    PENDING = "pending"
    EMPTY = "empty"
    QUOTA = "quota"
    AUTH = "auth"
    UNREACHABLE = "unreachable"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Source:
    """One source and how it did; `message` says so in words where there is something to say."""

    name: str
    status: SourceStatus
    count: int
    message: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: a goal to follow or an emotion to assume."""

    label: str
    goal: Goal | None = None
    emotion: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Asked only when the answer would change the list."""

    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Recommendations:
    """The answer: what was understood, the picks, and how each source did.

    Attributes:
        compromise: how well a list for several people suits each; empty when it is for one.
    """

    mood: Mood
    goal: Goal
    picks: tuple[Pick, ...]
    sources: tuple[Source, ...]
    question: Question | None = None
    compromise: str = ""
