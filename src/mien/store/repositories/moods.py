"""The diary: moods that a person wanted kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert

from mien.core.feedback import Moment, MoodEntry
from mien.core.mood import Mood, Spread
from mien.store.engine import Database
from mien.store.repositories.pages import newest, oldest_first
from mien.store.schema import MOOD_ENTRY
from mien.store.schema.base import utc_now


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
        now = utc_now()
        with self._database.writing() as connection:
            return insert_mood(connection, profile_id, mood, now)

    def newest(self, profile_id: int, limit: int, before: int | None = None) -> list[MoodEntry]:
        """Return up to `limit` entries with ids under `before`, newest first."""
        rows = newest(self._database, MOOD_ENTRY, profile_id, limit, before)
        return [_entry(row) for row in rows]

    def stream(self, profile_id: int) -> Iterator[MoodEntry]:
        """Yield all entries, oldest first."""
        return map(_entry, oldest_first(self._database, MOOD_ENTRY, profile_id))


def insert_mood(
    connection: Connection,
    profile_id: int,
    mood: Mood,
    at: datetime,
    *,
    moment: Moment | None = None,
    event_id: int | None = None,
) -> MoodEntry:
    """Keep a mood in the transaction of `connection`."""
    entry_id = connection.execute(
        insert(MOOD_ENTRY)
        .values(
            profile_id=profile_id,
            at=at,
            moment=moment,
            event_id=event_id,
            emotions=json.dumps(dict(mood.emotions)),
            label=mood.label,
            valence=mood.valence,
            arousal=mood.arousal,
            valence_spread=mood.spread.valence,
            arousal_spread=mood.spread.arousal,
        )
        .returning(MOOD_ENTRY.c.id)
    ).scalar_one()
    return MoodEntry(entry_id, at, mood, moment, event_id)


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
    return MoodEntry(row.id, row.at, mood, row.moment and Moment(row.moment), row.event_id)
