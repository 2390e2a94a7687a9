"""Runs the migrations on the connection, and inside the transaction, that `upgrade` gives."""

from __future__ import annotations

from alembic import context

from mien.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
