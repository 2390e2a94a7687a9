"""Colour, key and PIN of each profile."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns."""
    for column in (
        sa.Column("colour", sa.String(20), nullable=False, server_default="teal"),
        sa.Column("key", sa.Text()),
        sa.Column("pin", sa.Text(), comment="scrypt with its salt and parameters"),
        sa.Column("pin_failures", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("pin_wait_until", sa.BigInteger()),
    ):
        op.add_column("profile", column)
