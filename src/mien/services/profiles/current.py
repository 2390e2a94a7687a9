"""Whom the services act for when a caller names nobody: the person at the browser or terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from mien.core.profiles import DEFAULT_PROFILE_ID

Who = Callable[[], int]
"""Returns the id of a profile, or raises when nobody may act yet."""

_who: Final[ContextVar[Who]] = ContextVar("who", default=lambda: DEFAULT_PROFILE_ID)


def current_profile(named: int | None = None) -> int:
    """Return the id of the profile to act for: the one named, else the one of this request.

    Every service asks here, so that no page can forget to say whose data it shows. Outside of a
    request (the command line, a thread of its own) it is the default profile.

    Raises:
        ProfileLockedError: the browser has not shown that it may act for its profile.
        StoreError: the profiles can't be read.
    """
    return _who.get()() if named is None else named


@contextmanager
def acting_for(who: Who) -> Iterator[None]:
    """Let the services act for `who()`; it is asked when something of the person is needed."""
    token = _who.set(who)
    try:
        yield
    finally:
        _who.reset(token)
