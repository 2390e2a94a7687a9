"""People and what they chose."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, String, Table, Text

from mien.store.schema.base import METADATA, RowId, UtcTime, profile_key

PROFILE: Final = Table(
    "profile",
    METADATA,
    Column("id", RowId, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("colour", String(20), nullable=False, server_default="teal"),
    Column("key", Text),
    Column("pin", Text, comment="scrypt with its salt and parameters"),
    Column("pin_failures", Integer, nullable=False, server_default="0"),
    Column("pin_wait_until", UtcTime),
)
"""`key` is what a browser shows that may act for the profile; a new one shuts all others out."""

SETTING: Final = Table(
    "setting",
    METADATA,
    profile_key(primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("value", Text, nullable=False, comment="JSON"),
)
