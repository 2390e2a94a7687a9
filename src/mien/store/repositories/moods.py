"""The diary: moods that a person wanted kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, literal, select

from mien.core.diary import MoodEntry, MoodTiming
from mien.core.goals import Goal
from mien.core.mood import Mood, Spread
from mien.store.engine import Database
from mien.store.repositories.pages import newest, oldest_first
from mien.store.schema import FEEDBACK, MOOD_ENTRY, PLAY
from mien.store.schema.base import utc_now


@dataclass(frozen=True, slots=True)
class About:
    """What a mood belongs to: a moment of a feedback or of a play; nothing when given alone.

    Its fields are columns of the table.
    """

    moment: MoodTiming | None = None
    event_id: int | None = None
    play_id: int | None = None
    goal: Goal | None = None


_ALONE: Final = About()


@dataclass(frozen=True, slots=True)
class ItemMoodEntry:
    """A mood that came with an item, and that item's id."""

    item_id: str
    entry: MoodEntry


class MoodRepository:
    """Moods in the order of time. Whether they may be kept at all is the caller's to ask."""

    def __init__(self, database: Database) -> None:
        """Read and write in `database`."""
        self._database = database

    def add(self, profile_id: int, mood: Mood) -> MoodEntry:
        """Keep a mood that belongs to no item.

        Raises:
            StoreError: it was not kept.
        """
        with self._database.writing() as connection:
            return insert_mood(connection, profile_id, mood, utc_now())

    def add_after(self, before: MoodEntry, profile_id: int, mood: Mood) -> MoodEntry:
        """Keep the mood after what `before` came with, in place of one told earlier.

        Raises:
            StoreError: it was not kept.
        """
        about = About(MoodTiming.AFTER, before.event_id, before.play_id, before.goal)
        same = (
            MOOD_ENTRY.c.event_id.is_not_distinct_from(before.event_id),
            MOOD_ENTRY.c.play_id.is_not_distinct_from(before.play_id),
        )
        with self._database.writing() as connection:
            connection.execute(
                delete(MOOD_ENTRY).where(
                    MOOD_ENTRY.c.profile_id == profile_id,
                    MOOD_ENTRY.c.moment == MoodTiming.AFTER,
                    *same,
                )
            )
            return insert_mood(connection, profile_id, mood, utc_now(), about)

    def remove(self, profile_id: int, entry_id: int) -> bool:
        """Remove one entry; False when the profile has none of that id."""
        with self._database.writing() as connection:
            gone = connection.execute(
                delete(MOOD_ENTRY).where(
                    MOOD_ENTRY.c.profile_id == profile_id, MOOD_ENTRY.c.id == entry_id
                )
            )
        return gone.rowcount > 0

    def remove_between(self, profile_id: int, start: datetime, end: datetime) -> int:
        """Remove all entries from `start` on and before `end`; return how many there were."""
        with self._database.writing() as connection:
            gone = connection.execute(
                delete(MOOD_ENTRY).where(
                    MOOD_ENTRY.c.profile_id == profile_id,
                    MOOD_ENTRY.c.at >= start,
                    MOOD_ENTRY.c.at < end,
                )
            )
        return gone.rowcount

    def newest(self, profile_id: int, limit: int, before: int | None = None) -> list[MoodEntry]:
        """Return up to `limit` entries with ids under `before`, newest first."""
        rows = newest(self._database, MOOD_ENTRY, profile_id, limit, before)
        return [_entry(row) for row in rows]

    def since(self, profile_id: int, start: datetime | None) -> list[MoodEntry]:
        """Return all entries from `start` on (None: from the first), oldest first."""
        query = select(MOOD_ENTRY).where(MOOD_ENTRY.c.profile_id == profile_id)
        if start is not None:
            query = query.where(MOOD_ENTRY.c.at >= start)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(MOOD_ENTRY.c.at, MOOD_ENTRY.c.id))
            return [_entry(row) for row in rows]

    def attached(self, profile_id: int, limit: int) -> list[ItemMoodEntry]:
        """Return up to `limit` moods that came with an item, newest first.

        Those of feedback that was undone are left out.
        """
        query = (
            select(MOOD_ENTRY, func.coalesce(FEEDBACK.c.item_id, PLAY.c.item_id).label("item_id"))
            .outerjoin(FEEDBACK, FEEDBACK.c.id == MOOD_ENTRY.c.event_id)
            .outerjoin(PLAY, PLAY.c.id == MOOD_ENTRY.c.play_id)
            .where(MOOD_ENTRY.c.profile_id == profile_id, MOOD_ENTRY.c.moment.is_not(None))
            .where(func.coalesce(FEEDBACK.c.item_id, PLAY.c.item_id).is_not(None))
            .where(FEEDBACK.c.undone_at.is_(None))
            .order_by(MOOD_ENTRY.c.id.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [ItemMoodEntry(row.item_id, _entry(row)) for row in connection.execute(query)]

    def of_plays(self, profile_id: int, play_ids: Sequence[int]) -> list[MoodEntry]:
        """Return the moods that came with some plays."""
        query = select(MOOD_ENTRY).where(
            MOOD_ENTRY.c.profile_id == profile_id, MOOD_ENTRY.c.play_id.in_(play_ids)
        )
        with self._database.reading() as connection:
            return [_entry(row) for row in connection.execute(query)]

    def any(self, profile_id: int) -> bool:
        """Say whether there is an entry at all."""
        query = select(literal(1)).where(MOOD_ENTRY.c.profile_id == profile_id).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(query) is not None

    def stream(self, profile_id: int) -> Iterator[MoodEntry]:
        """Yield all entries, oldest first."""
        return map(_entry, oldest_first(self._database, MOOD_ENTRY, profile_id))


def insert_mood(
    connection: Connection,
    profile_id: int,
    mood: Mood,
    at: datetime,
    about: About = _ALONE,
) -> MoodEntry:
    """Keep a mood in the transaction of `connection`."""
    row = connection.execute(
        insert(MOOD_ENTRY)
        .values(
            profile_id=profile_id,
            at=at,
            **asdict(about),
            emotions=json.dumps(dict(mood.emotions)),
            label=mood.label,
            valence=mood.valence,
            arousal=mood.arousal,
            valence_spread=mood.spread.valence,
            arousal_spread=mood.spread.arousal,
        )
        .returning(MOOD_ENTRY)
    ).one()
    return _entry(row)


def _entry(row: Row[Any]) -> MoodEntry:
    emotions: dict[str, float] = json.loads(row.emotions)
    mood = Mood(
        emotions=emotions,
        label=row.label,
        confidence=max(emotions.values()),
        valence=row.valence,
        arousal=row.arousal,
        spread=Spread(row.valence_spread, row.arousal_spread),
    )
    return MoodEntry(
        id=row.id,
        at=row.at,
        mood=mood,
        moment=row.moment and MoodTiming(row.moment),
        event_id=row.event_id,
        play_id=row.play_id,
        goal=row.goal and Goal(row.goal),
    )
