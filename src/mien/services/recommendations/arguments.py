"""Checking what a program hands over, so that a wrong type gets a sentence and not a traceback."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from numbers import Real
from typing import TypeVar

from mien.core.errors import UsageError
from mien.core.feedback import FeedbackEvent

Words = str | Sequence[str]
"""One word, or several."""

_Value = TypeVar("_Value")


def words_of(name: str, value: Words) -> tuple[str, ...]:
    """Return the words given for the argument `name`.

    A string is one word, with whatever commas and spaces are in it: makers have them in their
    names.

    Raises:
        UsageError: it is neither a string nor several.
    """
    return (value,) if isinstance(value, str) else all_of(name, value, str, "a word or several")


def all_of(name: str, value: Iterable[_Value], kind: type[_Value], what: str) -> tuple[_Value, ...]:
    """Return the values given for the argument `name`, all of one kind; `what` names these.

    Raises:
        UsageError: it is no series of values, or one of them is of another kind.
    """
    if not isinstance(value, Iterable):
        raise _refused(name, value, what)
    values = tuple(value)
    for each in values:
        if not isinstance(each, kind):
            raise UsageError(f"{name} has {each!r} in it.", f"Give {what}.")
    return values


def one_of(name: str, value: _Value, kind: type[_Value], what: str) -> _Value:
    """Return the value given for the argument `name`; `what` says what it should be.

    Raises:
        UsageError: it is of another kind.
    """
    if not isinstance(value, kind):
        raise _refused(name, value, what)
    return value


def whole_number(name: str, value: int) -> int:
    """Return the whole number given for the argument `name`.

    Raises:
        UsageError: it is none.
    """
    try:
        return operator.index(value)
    except TypeError:
        raise _refused(name, value, "a whole number") from None


def number_of(name: str, value: object) -> float:
    """Return the number given for the argument `name`.

    Raises:
        UsageError: it is none.
    """
    if not isinstance(value, Real):
        raise _refused(name, value, "a number")
    return float(value)


def events_of(name: str, value: Iterable[FeedbackEvent]) -> tuple[FeedbackEvent, ...]:
    """Return the events given for the argument `name`.

    Raises:
        UsageError: it is no series of events.
    """
    return all_of(name, value, FeedbackEvent, "a list of FeedbackEvent")


def moment(name: str, value: datetime) -> datetime:
    """Return the time given for the argument `name`; one without a zone is in UTC.

    Raises:
        UsageError: it is none.
    """
    given = one_of(name, value, datetime, "a datetime, such as datetime.now(UTC)")
    return given if given.tzinfo is not None else given.replace(tzinfo=UTC)


def _refused(name: str, value: object, what: str) -> UsageError:
    return UsageError(f"{name} is {value!r}.", f"Give {what}.")
