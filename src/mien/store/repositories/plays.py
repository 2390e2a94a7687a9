"""What people played."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, insert

from mien.core.feedback import Play
from mien.store.engine import Database
from mien.store.repositories.pages import newest, oldest_first
from mien.store.schema import PLAY
from mien.store.schema.base import utc_now


class PlayRepository:
    """Items that were played, in the order of time."""

    def __init__(self, database: Database) -> None:
        """Read and write in `database`."""
        self._database = database

    def add(self, profile_id: int, item_id: str) -> Play:
        """Keep that an item is played now.

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
        return Play(play_id, item_id, now)

    def newest(self, profile_id: int, limit: int, before: int | None = None) -> list[Play]:
        """Return up to `limit` plays with ids under `before`, newest first."""
        return [_play(row) for row in newest(self._database, PLAY, profile_id, limit, before)]

    def stream(self, profile_id: int) -> Iterator[Play]:
        """Yield all plays, oldest first."""
        return map(_play, oldest_first(self._database, PLAY, profile_id))


def _play(row: Row[Any]) -> Play:
    return Play(row.id, row.item_id, row.at)
