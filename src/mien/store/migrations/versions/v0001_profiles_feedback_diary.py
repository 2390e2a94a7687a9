"""Profiles with their settings, feedback and what it comes to, plays, and the diary."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STANDING = sa.text("undone_at IS NULL")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "profile",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_profile"),
    )
    op.create_table(
        "setting",
        sa.Column("profile_id", _ROW_ID, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False, comment="JSON"),
        sa.PrimaryKeyConstraint("profile_id", "name", name="pk_setting"),
        _of_profile("setting"),
    )
    _add_feedback()
    _add_plays()
    _add_diary()


def _add_feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("profile_id", _ROW_ID, nullable=False),
        sa.Column("item_id", sa.String(200), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        _of_profile("feedback"),
    )
    op.create_index("ix_feedback_profile_id_id", "feedback", ["profile_id", "id"])
    op.create_index(
        "ix_feedback_standing",
        "feedback",
        ["profile_id", "item_id", "action", "id"],
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    )
    op.create_table(
        "opinion",
        sa.Column("profile_id", _ROW_ID, nullable=False),
        sa.Column("item_id", sa.String(200), nullable=False),
        sa.Column("liking", sa.String(20)),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("profile_id", "item_id", name="pk_opinion"),
        _of_profile("opinion"),
    )


def _add_plays() -> None:
    op.create_table(
        "play",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("profile_id", _ROW_ID, nullable=False),
        sa.Column("item_id", sa.String(200), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_play"),
        _of_profile("play"),
    )
    op.create_index("ix_play_profile_id_id", "play", ["profile_id", "id"])


def _add_diary() -> None:
    op.create_table(
        "mood_entry",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("profile_id", _ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("moment", sa.String(20)),
        sa.Column("event_id", _ROW_ID),
        sa.Column("emotions", sa.Text(), nullable=False, comment="JSON, emotion to probability"),
        sa.Column("label", sa.String(20)),
        sa.Column("valence", sa.Float(), nullable=False),
        sa.Column("arousal", sa.Float(), nullable=False),
        sa.Column("valence_spread", sa.Float(), nullable=False),
        sa.Column("arousal_spread", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mood_entry"),
        _of_profile("mood_entry"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["feedback.id"], name="fk_mood_entry_event_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_mood_entry_profile_id_id", "mood_entry", ["profile_id", "id"])
    op.create_index("ix_mood_entry_event_id", "mood_entry", ["event_id"])


def _of_profile(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["profile_id"], ["profile.id"], name=f"fk_{table}_profile_id", ondelete="CASCADE"
    )
