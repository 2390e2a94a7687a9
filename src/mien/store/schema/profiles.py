"""People and what they chose."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, String, Table, Text

from mien.store.schema.base import METADATA, RowId, UtcTime, profile_key

PROFILE: Final = Table(
    "profile",
    METADATA,
    Column("id", RowId, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

SETTING: Final = Table(
    "setting",
    METADATA,
    profile_key(primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("value", Text, nullable=False, comment="JSON"),
)
