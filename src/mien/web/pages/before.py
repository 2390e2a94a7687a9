"""The mood that a list was for, and its goal, as the address of the list says them."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlsplit

from werkzeug.datastructures import MultiDict

from mien.core.errors import UsageError
from mien.core.goals import Goal, resolve_goal
from mien.core.mood import Mood
from mien.web.pages.asked import read_asked

_PICKS: Final = "/picks"


def mood_of_list(address: str) -> tuple[Mood | None, Goal | None]:
    """Return what the list at an address of this site is for; a pair of None when it is none."""
    parts = urlsplit(address)
    if parts.path != _PICKS:
        return None, None
    try:
        asked = read_asked(MultiDict(parse_qsl(parts.query)))
        return asked.mood, resolve_goal(asked.goal, asked.mood)
    except UsageError:
        return None, None
