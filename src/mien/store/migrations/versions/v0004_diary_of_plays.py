"""A mood of the diary may belong to a play, and says what the list was for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the two columns; SQLite gets the table written anew, for the foreign key."""
    with op.batch_alter_table("mood_entry") as table:
        table.add_column(sa.Column("play_id", _ROW_ID))
        table.add_column(sa.Column("goal", sa.String(20)))
        table.create_foreign_key(
            "fk_mood_entry_play_id", "play", ["play_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index("ix_mood_entry_play_id", "mood_entry", ["play_id"])
