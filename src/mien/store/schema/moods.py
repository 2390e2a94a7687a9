"""The diary."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Float, ForeignKey, Index, String, Table, Text

from mien.store.schema.base import METADATA, RowId, UtcTime, profile_key

MOOD_ENTRY: Final = Table(
    "mood_entry",
    METADATA,
    Column("id", RowId, primary_key=True),
    profile_key(),
    Column("at", UtcTime, nullable=False),
    Column("moment", String(20)),
    Column("event_id", RowId, ForeignKey("feedback.id", ondelete="CASCADE")),
    Column("play_id", RowId, ForeignKey("play.id", ondelete="CASCADE")),
    Column("goal", String(20)),
    Column("emotions", Text, nullable=False, comment="JSON, emotion to probability"),
    Column("label", String(20)),
    Column("valence", Float, nullable=False),
    Column("arousal", Float, nullable=False),
    Column("valence_spread", Float, nullable=False),
    Column("arousal_spread", Float, nullable=False),
)

Index("ix_mood_entry_profile_id_id", MOOD_ENTRY.c.profile_id, MOOD_ENTRY.c.id)
Index("ix_mood_entry_event_id", MOOD_ENTRY.c.event_id)
Index("ix_mood_entry_play_id", MOOD_ENTRY.c.play_id)
