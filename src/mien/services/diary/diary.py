"""A person's diary: moods they wanted kept, and how they felt before and after what they played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from mien.core.diary import MoodChange, MoodEntry, MoodTiming, Play
from mien.core.errors import DiaryOffError, EntryNotFoundError
from mien.core.mood import Mood
from mien.core.phrases import Phrase
from mien.services.profiles.current import current_profile
from mien.services.profiles.diary_switch import diary_is_on
from mien.services.profiles.memory import Memory

if TYPE_CHECKING:
    from mien.store.repositories.moods import ItemMoodEntry
    from mien.store.store import Store
from collections.abc import Callable

from mien.core.goals import Goal
from mien.core.media import Item

ASKED_FOR: Final = timedelta(days=3)
"""How long after something was taken up the diary asks how it is now."""

LOOKED_AT: Final = 4_000
"""Newest moods with an item that are read for what came before and after."""


@dataclass(frozen=True, slots=True)
class PlayRecord:
    """A play, with the moods before and after it where they were told."""

    play: Play
    before: MoodEntry | None
    after: MoodEntry | None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A part of the entries, newest first; `next_before` is None when nothing is older."""

    entries: tuple[MoodEntry, ...]
    next_before: int | None


class Diary:
    """Reads and writes the diary of the acting profile; nothing is written while it is off."""

    def __init__(self, memory: Memory) -> None:
        """Use `memory`."""
        self._memory = memory

    def is_on(self, profile_id: int | None = None) -> bool:
        """Say whether moods and plays are kept.

        Raises:
            StoreError: the memory can't be read.
        """
        store = self._memory.if_any()
        return store is not None and diary_is_on(store, current_profile(profile_id))

    def is_empty(self, profile_id: int | None = None) -> bool:
        """Say whether there is neither a mood nor a play."""
        store = self._memory.if_any()
        if store is None:
            return True
        profile_id = current_profile(profile_id)
        return not store.moods.any(profile_id) and not store.plays.newest(profile_id, 1)

    def tell(self, mood: Mood, profile_id: int | None = None) -> MoodEntry:
        """Keep how the person feels now.

        Raises:
            DiaryOffError: the diary is off.
            StoreError: it was not kept.
        """
        profile_id = current_profile(profile_id)
        return self._writable(profile_id).moods.add(profile_id, mood)

    def tell_after(
        self,
        mood: Mood | None,
        *,
        event_id: int | None = None,
        play_id: int | None = None,
        entry_id: int | None = None,
        profile_id: int | None = None,
    ) -> MoodEntry:
        """Keep how the person feels after something they liked, finished or played.

        Args:
            mood: how it is now; None says the same as before.
            event_id: the feedback that is meant; or
            play_id: the play; or
            entry_id: the entry of the mood before it.
            profile_id: whose diary; the acting profile's if not given.

        Raises:
            DiaryOffError: the diary is off.
            EntryNotFoundError: the diary has no mood of before for it.
            StoreError: it was not kept.
        """
        profile_id = current_profile(profile_id)
        store = self._writable(profile_id)
        before = next(
            (
                each.entry
                for each in store.moods.attached(profile_id, LOOKED_AT)
                if each.entry.moment is MoodTiming.BEFORE
                and (
                    (entry_id is not None and each.entry.id == entry_id)
                    or (event_id is not None and each.entry.event_id == event_id)
                    or (play_id is not None and each.entry.play_id == play_id)
                )
            ),
            None,
        )
        if before is None:
            raise EntryNotFoundError(
                Phrase("The diary has no mood from before that."),
                Phrase("It is kept when you like, finish or play something on a list for a mood."),
            )
        return store.moods.add_after(before, profile_id, mood or before.mood)

    def felt(self, profile_id: int | None = None) -> tuple[MoodChange, ...]:
        """Return the moods before items with those after them, newest first."""
        store = self._memory.if_any()
        if store is None:
            return ()
        return pair_up(store.moods.attached(current_profile(profile_id), LOOKED_AT))

    def waiting(
        self, most: int, *, now: datetime | None = None, profile_id: int | None = None
    ) -> tuple[MoodChange, ...]:
        """Return what was taken up lately and not told of since, newest first, each item once."""
        since = (now or datetime.now(UTC)) - ASKED_FOR
        found: dict[str, MoodChange] = {}
        settled: set[str] = set()
        for felt in self.felt(profile_id):
            if felt.after is not None:
                settled.add(felt.item_id)
            elif felt.item_id not in settled and felt.before.at >= since:
                found.setdefault(felt.item_id, felt)
        return tuple(found.values())[:most]

    def entries(
        self, limit: int, before: int | None = None, profile_id: int | None = None
    ) -> EntryPage:
        """Return up to `limit` entries with ids under `before`, newest first."""
        store = self._memory.if_any()
        if store is None:
            return EntryPage((), None)
        found = store.moods.newest(current_profile(profile_id), limit + 1, before)
        entries = tuple(found[:limit])
        return EntryPage(entries, entries[-1].id if len(found) > limit else None)

    def since(
        self, days: int | None, *, now: datetime | None = None, profile_id: int | None = None
    ) -> list[MoodEntry]:
        """Return the entries of the last `days` days (None: all), today's among them."""
        store = self._memory.if_any()
        if store is None:
            return []
        start = None
        if days is not None:
            today = (now or datetime.now(UTC)).astimezone().date()
            start = midnight(today - timedelta(days=days - 1))
        return store.moods.since(current_profile(profile_id), start)

    def plays(self, limit: int, profile_id: int | None = None) -> list[PlayRecord]:
        """Return the newest plays with their moods."""
        store = self._memory.if_any()
        if store is None:
            return []
        profile_id = current_profile(profile_id)
        plays = store.plays.newest(profile_id, limit)
        moods = {
            (entry.play_id, entry.moment): entry
            for entry in store.moods.of_plays(profile_id, [play.id for play in plays])
        }
        return [
            PlayRecord(
                play,
                moods.get((play.id, MoodTiming.BEFORE)),
                moods.get((play.id, MoodTiming.AFTER)),
            )
            for play in plays
        ]

    def forget_entry(self, entry_id: int, profile_id: int | None = None) -> None:
        """Remove one entry.

        Raises:
            EntryNotFoundError: the diary has none of that number.
        """
        store = self._memory.if_any()
        if store is None or not store.moods.remove(current_profile(profile_id), entry_id):
            raise EntryNotFoundError(
                Phrase("The diary has no such entry."), Phrase("It may have been removed before.")
            )

    def forget_play(self, play_id: int, profile_id: int | None = None) -> None:
        """Remove one play with its moods.

        Raises:
            EntryNotFoundError: there is none of that number.
        """
        store = self._memory.if_any()
        if store is None or not store.plays.remove(current_profile(profile_id), play_id):
            raise EntryNotFoundError(
                Phrase("There is no such play."), Phrase("It may have been removed before.")
            )

    def forget_day(self, day: date, profile_id: int | None = None) -> int:
        """Remove all entries of a day; return how many there were."""
        store = self._memory.if_any()
        if store is None:
            return 0
        return store.moods.remove_between(
            current_profile(profile_id), midnight(day), midnight(day + timedelta(days=1))
        )

    def _writable(self, profile_id: int) -> Store:
        store = self._memory.if_any()
        if store is None or not diary_is_on(store, profile_id):
            raise DiaryOffError(
                Phrase("The diary is off, so nothing was kept."), Phrase("Turn it on first.")
            )
        return store


def pair_up(attached: Sequence[ItemMoodEntry]) -> tuple[MoodChange, ...]:
    """Join the moods before items with those after them, in the order given (of before)."""
    after = {
        (each.entry.event_id, each.entry.play_id): each.entry
        for each in attached
        if each.entry.moment is MoodTiming.AFTER
    }
    alone = [
        MoodChange(each.item_id, each.entry)
        for each in attached
        if each.entry.moment is MoodTiming.BEFORE
    ]
    return tuple(
        replace(felt, after=after.get((felt.before.event_id, felt.before.play_id)))
        for felt in alone
    )


def midnight(day: date) -> datetime:
    """Return when a day begins on this computer's clock."""
    return datetime.combine(day, time()).astimezone()


class Plays:
    """Takes note of plays while the person's diary is on.

    Playing something tells Mien nothing that was meant for it, as a like does; so it is kept only
    for whoever wants a diary.
    """

    def __init__(self, memory: Memory, find: Callable[[str], Item]) -> None:
        """Remember in `memory`; `find` returns an item by its id, or raises ItemNotFoundError."""
        self._memory = memory
        self._find = find

    def note(
        self,
        item_id: str,
        *,
        mood: Mood | None = None,
        goal: Goal | None = None,
        profile_id: int | None = None,
    ) -> Play | None:
        """Keep that an item is played now; None when the diary is off, and nothing was kept.

        Args:
            item_id: the item.
            mood: how the person felt before it, where that is known.
            goal: what the list was for.
            profile_id: who plays it; the acting profile if not given.

        Raises:
            ItemNotFoundError: there is no such item.
            StoreError: it could not be kept.
        """
        profile_id = current_profile(profile_id)
        self._find(item_id)
        store = self._memory.if_any()
        if store is None or not diary_is_on(store, profile_id):
            return None
        return store.plays.add(profile_id, item_id, mood, goal)
