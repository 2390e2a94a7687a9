"""What people played."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert

from mien.core.diary import MoodTiming, Play
from mien.core.goals import Goal
from mien.core.mood import Mood
from mien.store.engine import Database
from mien.store.repositories.moods import About, insert_mood
from mien.store.repositories.pages import newest, oldest_first
from mien.store.schema import PLAY
from mien.store.schema.base import utc_now


class PlayRepository:
    """Items that were played, in the order of time."""

    def __init__(self, database: Database) -> None:
        """Read and write in `database`."""
        self._database = database

    def add(
        self, profile_id: int, item_id: str, mood: Mood | None = None, goal: Goal | None = None
    ) -> Play:
        """Keep that an item is played now, with the mood before it where that is known.

        Raises:
            StoreError: it was not kept.
        """
        now = utc_now()
        with self._database.writing() as connection:
            play_id = connection.execute(
                insert(PLAY)
                .values(profile_id=profile_id, item_id=item_id, at=now)
                .returning(PLAY.c.id)
            ).scalar_one()
            if mood is not None:
                about = About(MoodTiming.BEFORE, play_id=play_id, goal=goal)
                insert_mood(connection, profile_id, mood, now, about)
        return Play(play_id, item_id, now)

    def remove(self, profile_id: int, play_id: int) -> bool:
        """Remove a play with its moods; False when the profile has none of that id."""
        with self._database.writing() as connection:
            gone = connection.execute(
                delete(PLAY).where(PLAY.c.profile_id == profile_id, PLAY.c.id == play_id)
            )
        return gone.rowcount > 0

    def remove_before(self, profile_id: int, time: datetime) -> int:
        """Remove all plays from before a time; return how many there were."""
        with self._database.writing() as connection:
            old = delete(PLAY).where(PLAY.c.profile_id == profile_id, PLAY.c.at < time)
            return connection.execute(old).rowcount

    def newest(self, profile_id: int, limit: int, before: int | None = None) -> list[Play]:
        """Return up to `limit` plays with ids under `before`, newest first."""
        return [_play(row) for row in newest(self._database, PLAY, profile_id, limit, before)]

    def stream(self, profile_id: int) -> Iterator[Play]:
        """Yield all plays, oldest first."""
        return map(_play, oldest_first(self._database, PLAY, profile_id))


def _play(row: Row[Any]) -> Play:
    return Play(row.id, row.item_id, row.at)
