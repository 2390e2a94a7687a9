"""Items that people brought in."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from mien.store.schema.base import METADATA, RowId, UtcTime, profile_key

IMPORT_BATCH: Final = Table(
    "import_batch",
    METADATA,
    Column("id", RowId, primary_key=True),
    profile_key(),
    Column("source", Text, nullable=False),
    Column("format", String(50), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("added", Integer, nullable=False),
    Column("complete", Boolean, nullable=False),
    # The id of an import that was taken back is never given to another one.
    sqlite_autoincrement=True,
)
"""Items of a batch that is not complete are not shown to anyone."""

Index("ix_import_batch_profile_id", IMPORT_BATCH.c.profile_id)

IMPORTED_ITEM: Final = Table(
    "imported_item",
    METADATA,
    profile_key(primary_key=True),
    Column("id", String(200), primary_key=True),
    Column("batch_id", RowId, ForeignKey("import_batch.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("language", String(3), nullable=False),
    Column("valence", Float, nullable=False),
    Column("energy", Float, nullable=False),
    Column("appreciation", Float, nullable=False),
    Column("evidence", String(20), nullable=False),
    Column("work", Text, nullable=False),
    Column("tempo", Integer),
    Column("search", Text, nullable=False),
    Column("details", Text, nullable=False, comment="JSON: creators, genres, tags, cast, ids"),
)

Index("ix_imported_item_batch_id", IMPORTED_ITEM.c.batch_id)
