"""What Mien believes of a person's taste, and why; and what they say to that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from mien.core.errors import EntryNotFoundError, UsageError
from mien.core.feedback import FeedbackEvent
from mien.core.names import folded
from mien.core.phrases import Phrase
from mien.core.taste import (
    MOST_STATED,
    TASTE_SETTING,
    Preferences,
    Stance,
    Trait,
    TraitKind,
    preferences_document,
    preferences_from,
)
from mien.recommend.item_table import column_of
from mien.recommend.learned_preferences import LearnedPreference
from mien.services.profiles.current import current_profile
from mien.services.profiles.memory import Memory
from mien.services.recommendations.recommender import Recommender

WORK: Final = "work: "
"""How the ranker writes a film or album among the creators."""


@dataclass(frozen=True, slots=True)
class TasteView:
    """A person's taste, as far as it is known.

    Attributes:
        actions: how many standing actions it was learned from.
        learned: what weighs in their lists, strongest first.
        preferences: what they said themselves.
    """

    actions: int
    learned: tuple[LearnedPreference, ...]
    preferences: Preferences


class TasteBook:
    """Shows and changes the taste of the acting profile."""

    def __init__(self, memory: Memory, recommender: Recommender) -> None:
        """Read what `recommender` recalls, and write to `memory`."""
        self._memory = memory
        self._recommender = recommender

    def view(self, now: datetime | None = None) -> TasteView:
        """Return what is learned by now, by the same weights that rank the lists."""
        recall = self._recommender.recall()
        return TasteView(
            actions=len(recall.history),
            learned=self._recommender.ranker.learned_preferences(
                recall.history, now or datetime.now(UTC), recall.preferences.not_true
            ),
            preferences=recall.preferences,
        )

    def trait(self, kind: str, word: str) -> Trait:
        """Return the trait that a form or request names; a creator's name is taken as written.

        Raises:
            UsageError: nothing in the catalogue has it.
        """
        try:
            known = TraitKind(kind)
        except ValueError:
            kinds = ", ".join(TraitKind)
            raise UsageError(
                Phrase("%(kind)r is no kind of trait.", kind=kind),
                Phrase("Use one of: %(kinds)s.", kinds=kinds),
            ) from None
        named = folded(word.strip()) if known is TraitKind.CREATOR else word.strip()
        column = column_of(self._recommender.ranker.table, known)
        if column is not None and column.number(named) is None:
            raise UsageError(
                Phrase("Nothing here is known as “%(word)s”.", word=word.strip()[:80]),
                Phrase("Write it as it stands on a card."),
            )
        return Trait(known, named)

    def say(self, trait: Trait, stance: Stance | str | None, profile_id: int | None = None) -> None:
        """Keep what the person says of a trait; None takes back what they said.

        Raises:
            UsageError: the stance is unknown, or too much was said already.
            StoreError: it could not be kept.
        """
        chosen = None if stance is None else _to_stance(stance)
        profile_id = current_profile(profile_id)
        store = self._memory.open()
        told = preferences_from(store.settings.get(profile_id, TASTE_SETTING))
        new = told.saying(trait, chosen)
        if new.count > MOST_STATED:
            raise UsageError(
                Phrase("You said something of %(most)s things already.", most=MOST_STATED),
                Phrase("Take some of them back."),
            )
        store.settings.put(profile_id, TASTE_SETTING, preferences_document(new))

    def forget(self, event_id: int, profile_id: int | None = None) -> FeedbackEvent:
        """Remove an action as if it had never been.

        Raises:
            EntryNotFoundError: the person has no such action.
            StoreError: it could not be removed.
        """
        store = self._memory.if_any()
        event = (
            None if store is None else store.feedback.forget(current_profile(profile_id), event_id)
        )
        if event is None:
            raise EntryNotFoundError(
                Phrase("There is no such action of yours."),
                Phrase("It may have been forgotten before."),
            )
        return event

    def names(self, creators: Iterable[str]) -> dict[str, str]:
        """Return how creators (or `work: …`) in the ranker's writing write themselves."""
        table = self._recommender.ranker.table
        wanted = {word: table.creators.number(word) for word in creators}
        found = {}
        for word, number in wanted.items():
            row = None if number is None else table.creators.first_with(number)
            names = () if row is None else (*table.items[row].creators, table.items[row].work)
            bare = word.removeprefix(WORK)
            found[word] = next((name for name in names if folded(name) == bare), bare)
        return found


def _to_stance(stance: Stance | str) -> Stance:
    try:
        return Stance(stance)
    except ValueError:
        known = ", ".join(Stance)
        raise UsageError(
            Phrase("%(stance)r is no stance.", stance=stance),
            Phrase("Use one of: %(known)s.", known=known),
        ) from None
