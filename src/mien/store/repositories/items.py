"""Items that people brought in, by import."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from mien.core.catalog_entry import CatalogEntry, ImportBatch, ImportStamp
from mien.core.errors import NotFoundError, StoreError
from mien.core.media import Evidence, Kind
from mien.store.engine import Database
from mien.store.schema import IMPORT_BATCH, IMPORTED_ITEM
from mien.store.schema.base import utc_now
from mien.store.upsert import insert_into

CHUNK: Final = 10_000
"""Items written or read in one transaction: enough for speed, few enough to let others write."""


class ItemRepository:
    """Imported items. An import is seen by nobody until all of it is there."""

    def __init__(self, database: Database) -> None:
        """Read and write in `database`."""
        self._database = database

    def add(
        self, profile_id: int, source: str, file_format: str, items: Iterable[CatalogEntry]
    ) -> ImportBatch:
        """Keep all `items` as one import; those whose id is there already stay as they are.

        The items are taken one by one, so they may be more than memory holds. When taking them
        fails, or is interrupted, none is kept; what a killed process left behind is removed by the
        next import of the same profile. Only one import of a profile can run at a time.

        Raises:
            StoreError: none was kept.
        """
        batch_id = self._begin(profile_id, source, file_format)
        try:
            remaining = iter(items)
            while self._add_chunk(profile_id, batch_id, remaining) == CHUNK:
                pass
            return self._finish(batch_id)
        except BaseException:
            self._take_back(batch_id)
            raise

    def batches(self, profile_id: int) -> list[ImportBatch]:
        """Return the imports of a profile, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(IMPORT_BATCH)
                .where(IMPORT_BATCH.c.profile_id == profile_id, IMPORT_BATCH.c.complete)
                .order_by(IMPORT_BATCH.c.id)
            )
            return [_batch(row) for row in rows]

    def stamp(self, profile_id: int) -> ImportStamp | None:
        """Return what changes with every import and removal; None when there is no import."""
        query = select(func.max(IMPORT_BATCH.c.id), func.count()).where(
            IMPORT_BATCH.c.profile_id == profile_id, IMPORT_BATCH.c.complete
        )
        with self._database.reading() as connection:
            newest, count = connection.execute(query).one()
        return None if newest is None else ImportStamp(newest, count)

    def remove(self, profile_id: int, batch_id: int) -> ImportBatch:
        """Take one import back, and return what it was.

        Raises:
            NotFoundError: the profile has no such import.
            StoreError: nothing was removed.
        """
        found = [batch for batch in self.batches(profile_id) if batch.id == batch_id]
        if not found:
            raise NotFoundError(
                f"There is no import {batch_id}.", "Take the number from the list of imports."
            )
        self._take_back(batch_id)
        return found[0]

    def stream(self, profile_id: int, batch_id: int | None = None) -> Iterator[CatalogEntry]:
        """Yield the items of all imports of a profile, or of one, in the order of their ids."""
        query = (
            select(IMPORTED_ITEM)
            .join(IMPORT_BATCH, IMPORT_BATCH.c.id == IMPORTED_ITEM.c.batch_id)
            .where(IMPORTED_ITEM.c.profile_id == profile_id, IMPORT_BATCH.c.complete)
            .order_by(IMPORTED_ITEM.c.id)
        )
        if batch_id is not None:
            query = query.where(IMPORTED_ITEM.c.batch_id == batch_id)
        last = ""
        while True:
            with self._database.reading() as connection:
                part = query.where(IMPORTED_ITEM.c.id > last).limit(CHUNK)
                rows = connection.execute(part).all()
            yield from map(_item, rows)
            if len(rows) < CHUNK:
                return
            last = rows[-1].id

    def _begin(self, profile_id: int, source: str, file_format: str) -> int:
        with self._database.writing() as connection:
            left = connection.scalars(
                select(IMPORT_BATCH.c.id).where(
                    IMPORT_BATCH.c.profile_id == profile_id, ~IMPORT_BATCH.c.complete
                )
            ).all()
            for each in left:
                _delete_batch(connection, each)
            batch_id: int = connection.execute(
                insert(IMPORT_BATCH)
                .values(
                    profile_id=profile_id,
                    source=source,
                    format=file_format,
                    at=utc_now(),
                    added=0,
                    complete=False,
                )
                .returning(IMPORT_BATCH.c.id)
            ).scalar_one()
        return batch_id

    def _add_chunk(self, profile_id: int, batch_id: int, items: Iterator[CatalogEntry]) -> int:
        rows = [_row(profile_id, batch_id, item) for item in islice(items, CHUNK)]
        if rows:
            with self._database.writing() as connection:
                _check_not_taken_back(connection, batch_id)
                connection.execute(
                    insert_into(connection, IMPORTED_ITEM).on_conflict_do_nothing(), rows
                )
        return len(rows)

    def _finish(self, batch_id: int) -> ImportBatch:
        with self._database.writing() as connection:
            _check_not_taken_back(connection, batch_id)
            added = connection.scalar(
                select(func.count())
                .select_from(IMPORTED_ITEM)
                .where(IMPORTED_ITEM.c.batch_id == batch_id)
            )
            row = connection.execute(
                update(IMPORT_BATCH)
                .where(IMPORT_BATCH.c.id == batch_id)
                .values(added=added, at=utc_now(), complete=True)
                .returning(IMPORT_BATCH)
            ).one()
        return _batch(row)

    def _take_back(self, batch_id: int) -> None:
        with self._database.writing() as connection:
            _delete_batch(connection, batch_id)


def _check_not_taken_back(connection: Connection, batch_id: int) -> None:
    query = select(IMPORT_BATCH.c.id).where(IMPORT_BATCH.c.id == batch_id)
    if connection.scalar(query) is None:
        raise StoreError(
            "Another import began meanwhile, so this one was taken back.",
            "Run one import at a time.",
        )


def _delete_batch(connection: Connection, batch_id: int) -> None:
    connection.execute(delete(IMPORTED_ITEM).where(IMPORTED_ITEM.c.batch_id == batch_id))
    connection.execute(delete(IMPORT_BATCH).where(IMPORT_BATCH.c.id == batch_id))


def _row(profile_id: int, batch_id: int, item: CatalogEntry) -> dict[str, Any]:
    return {
        "profile_id": profile_id,
        "id": item.id,
        "batch_id": batch_id,
        "kind": item.kind.value,
        "title": item.title,
        "year": item.year,
        "language": item.language,
        "valence": item.valence,
        "energy": item.energy,
        "appreciation": item.appreciation,
        "evidence": item.evidence.value,
        "work": item.work,
        "tempo": item.tempo,
        "search": item.search,
        "details": json.dumps(
            [item.creators, item.genres, item.tags, item.cast, dict(item.public_ids)],
            ensure_ascii=False,
        ),
    }


def _item(row: Row[Any]) -> CatalogEntry:
    creators, genres, tags, cast, public_ids = json.loads(row.details)
    return CatalogEntry(
        id=row.id,
        kind=Kind(row.kind),
        title=row.title,
        creators=tuple(creators),
        year=row.year,
        language=row.language,
        genres=tuple(genres),
        tags=tuple(tags),
        valence=row.valence,
        energy=row.energy,
        appreciation=row.appreciation,
        evidence=Evidence(row.evidence),
        work=row.work,
        cast=tuple(cast),
        tempo=row.tempo,
        search=row.search,
        public_ids=public_ids,
    )


def _batch(row: Row[Any]) -> ImportBatch:
    return ImportBatch(row.id, row.source, row.format, row.at, row.added)
