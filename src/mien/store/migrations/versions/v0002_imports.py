"""Imported items and the imports they came with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "import_batch",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("profile_id", _ROW_ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("format", sa.String(50), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
        _of_profile("import_batch"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_import_batch_profile_id", "import_batch", ["profile_id"])
    op.create_table(
        "imported_item",
        sa.Column("profile_id", _ROW_ID, nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("batch_id", _ROW_ID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column("valence", sa.Float(), nullable=False),
        sa.Column("energy", sa.Float(), nullable=False),
        sa.Column("appreciation", sa.Float(), nullable=False),
        sa.Column("evidence", sa.String(20), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("tempo", sa.Integer()),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column(
            "details", sa.Text(), nullable=False, comment="JSON: creators, genres, tags, cast, ids"
        ),
        sa.PrimaryKeyConstraint("profile_id", "id", name="pk_imported_item"),
        _of_profile("imported_item"),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name="fk_imported_item_batch_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_imported_item_batch_id", "imported_item", ["batch_id"])


def _of_profile(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["profile_id"], ["profile.id"], name=f"fk_{table}_profile_id", ondelete="CASCADE"
    )
