"""Reading a table of one profile in parts, so that no reader holds the database for long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Row, Table, select

from mien.store.engine import Database

STREAM_CHUNK: Final = 1_000
"""Rows read at a time while all are streamed."""


def newest(
    database: Database, table: Table, profile_id: int, limit: int, before: int | None
) -> list[Row[Any]]:
    """Return up to `limit` rows, newest first, with ids under `before` (None: from the newest)."""
    query = select(table).where(table.c.profile_id == profile_id)
    if before is not None:
        query = query.where(table.c.id < before)
    with database.reading() as connection:
        return list(connection.execute(query.order_by(table.c.id.desc()).limit(limit)))


def oldest_first(database: Database, table: Table, profile_id: int) -> Iterator[Row[Any]]:
    """Yield all rows in the order of their ids; rows added meanwhile may be among them."""
    query = select(table).where(table.c.profile_id == profile_id).order_by(table.c.id)
    last = None
    while True:
        part = query if last is None else query.where(table.c.id > last)
        with database.reading() as connection:
            rows = list(connection.execute(part.limit(STREAM_CHUNK)))
        yield from rows
        if len(rows) < STREAM_CHUNK:
            return
        last = rows[-1].id
