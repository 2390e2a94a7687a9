"""What a list should know of the person it is for."""

from __future__ import annotations

import logging
from typing import Final, Protocol

from mien.core.errors import StoreError
from mien.core.feedback import Recall
from mien.core.phrases import Phrase
from mien.core.taste import TASTE_SETTING, preferences_from
from mien.services.profiles.current import current_profile
from mien.services.profiles.memory import Memory

RECALLED: Final = 1_000
"""Newest actions that a list of recommendations looks at."""

_logger = logging.getLogger(__name__)


class PersonContext(Protocol):
    """Knows the person that lists are for."""

    def recall(self, profile_id: int | None = None) -> Recall:
        """Return what a list should know of a person, the current one if not named."""
        ...


class Stranger:
    """Nobody that is known: lists are the same for all."""

    def recall(self, profile_id: int | None = None) -> Recall:  # noqa: ARG002 - same for all
        """Return nothing."""
        return Recall()


class RememberedPerson:
    """The current person, by what memory holds of them; lists go on without it when it fails."""

    def __init__(self, memory: Memory) -> None:
        """Ask `memory` for each list."""
        self._memory = memory

    def recall(self, profile_id: int | None = None) -> Recall:
        """Return what a list should know of a person; says so when the memory fails."""
        try:
            store = self._memory.if_any()
            if store is None:
                return Recall()
            profile_id = current_profile(profile_id)
            return Recall(
                left_out=store.feedback.left_out(profile_id),
                history=tuple(store.feedback.standing(profile_id, RECALLED)),
                preferences=preferences_from(store.settings.get(profile_id, TASTE_SETTING)),
            )
        except StoreError as error:
            _logger.warning("recommending without memory: %s", error.detail)
            return Recall(
                missing=Phrase(
                    "%(trouble)s: what you liked or hid is not looked at now.", trouble=error.title
                )
            )
