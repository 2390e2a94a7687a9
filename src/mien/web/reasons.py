"""The one thing of a reason that a card has room for."""

from __future__ import annotations

from typing import Final

from mien.core.phrases import Phrase

_OF_ALL: Final = "widely loved"
"""Says least of a pick, and stands last where there is more to say."""


def one_reason(reason: str) -> str:
    """Return what says most in a reason: what the person did or asked for, else the item's place.

    Args:
        reason: as the recommender gives it; one of another form is returned as it is.
    """
    match getattr(reason, "values", {}):
        case {"reason": Phrase() as inside}:
            return one_reason(inside)
        case {"more": more, "place": Phrase() as place, "purpose": Phrase() as purpose}:
            first = _first(more)
            if first == _OF_ALL:
                return Phrase("%(place)s, %(purpose)s.", place=place, purpose=purpose).opening()
            return Phrase("%(reason)s.", reason=first).opening()
        case _:
            return reason


def _first(more: object) -> str:
    """Return the first of several that were joined."""
    match getattr(more, "values", {}):
        case {"first": first, "second": _}:
            return _first(first)
        case _:
            return more if isinstance(more, Phrase) else str(more)
