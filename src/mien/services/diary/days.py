"""A diary summed up: each day as one mood, each week by its most frequent ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from mien.core.diary import MoodEntry
from mien.core.mood import Mood, combine_moods


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of a day, oldest first, and the even mixture of their moods.

    The spread of the mixture says both how sure each entry was and how far they lie apart.
    """

    date: date
    entries: tuple[MoodEntry, ...]
    mood: Mood


@dataclass(frozen=True, slots=True)
class Week:
    """How often each emotion was told in a week, most often first; None counts the unsure."""

    start: date
    counts: tuple[tuple[str | None, int], ...]

    @property
    def total(self) -> int:
        """Entries of the week."""
        return sum(count for _, count in self.counts)


def day_of(entry: MoodEntry) -> date:
    """Return the day of an entry on this computer's clock."""
    return entry.at.astimezone().date()


def days_of(entries: Sequence[MoodEntry]) -> list[Day]:
    """Sum up entries, given oldest first, by day; days without an entry are left out."""
    days = []
    for day, group in groupby(entries, key=day_of):
        inside = tuple(group)
        days.append(Day(day, inside, combine_moods([entry.mood for entry in inside])))
    return days


def weeks_of(entries: Sequence[MoodEntry]) -> list[Week]:
    """Sum up entries by week, which begins on Monday, newest week first."""
    found: dict[date, Counter[str | None]] = {}
    for entry in entries:
        day = day_of(entry)
        found.setdefault(day - timedelta(days=day.weekday()), Counter())[entry.mood.label] += 1
    return [
        Week(start, tuple(counts.most_common()))
        for start, counts in sorted(found.items(), reverse=True)
    ]
