"""What people did with items, and what it comes to."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Index, String, Table, or_

from mien.store.schema.base import METADATA, RowId, UtcTime, profile_key

FEEDBACK: Final = Table(
    "feedback",
    METADATA,
    Column("id", RowId, primary_key=True),
    profile_key(),
    Column("item_id", String(200), nullable=False),
    Column("action", String(20), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("undone_at", UtcTime),
)
"""Rows are added and marked as undone, never changed; one is removed when the person forgets it."""

Index("ix_feedback_profile_id_id", FEEDBACK.c.profile_id, FEEDBACK.c.id)
# Finds the newest standing action of each sort in one step, however many there are.
Index(
    "ix_feedback_standing",
    FEEDBACK.c.profile_id,
    FEEDBACK.c.item_id,
    FEEDBACK.c.action,
    FEEDBACK.c.id,
    sqlite_where=FEEDBACK.c.undone_at.is_(None),
    postgresql_where=FEEDBACK.c.undone_at.is_(None),
)

OPINION: Final = Table(
    "opinion",
    METADATA,
    profile_key(primary_key=True),
    Column("item_id", String(200), primary_key=True),
    Column("liking", String(20)),
    Column("hidden", Boolean, nullable=False),
)
"""What the standing feedback on each item comes to; written together with it."""

LEFT_OUT: Final = or_(OPINION.c.hidden.is_(True), OPINION.c.liking == "dislike")
"""The opinions that keep an item out of recommendations."""

PLAY: Final = Table(
    "play",
    METADATA,
    Column("id", RowId, primary_key=True),
    profile_key(),
    Column("item_id", String(200), nullable=False),
    Column("at", UtcTime, nullable=False),
)

Index("ix_play_profile_id_id", PLAY.c.profile_id, PLAY.c.id)
