"""Brings a database to the schema of this program, or says why it can't."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text

from mien.core.errors import StoreDamagedError, StoreTooNewError
from mien.core.phrases import Phrase
from mien.store.backup import back_up
from mien.store.engine import Database
from mien.store.migrations import HEAD

if TYPE_CHECKING:
    from alembic.config import Config

_VERSION_TABLE: Final = "alembic_version"


def upgrade(database: Database) -> None:
    """Run the migrations that `database` lacks, all or none, after a copy of what it holds.

    Raises:
        StoreTooNewError: a newer program made its schema.
        StoreDamagedError: it holds something else than Mien's tables.
        StoreError: it can't be read, copied or changed; it stays as it was.
    """
    revision = revision_of(database)
    if revision == HEAD:
        return
    if revision is not None:
        _check_known(revision, database.location)
        back_up(database, revision)
    _run(database)


def revision_of(database: Database) -> str | None:
    """Return the revision of the schema, or None for a database that is still empty.

    Raises:
        StoreDamagedError: it has tables, but not those of Mien.
        StoreError: it can't be read.
    """
    with database.reading() as connection:
        tables = inspect(connection).get_table_names()
        if _VERSION_TABLE in tables:
            revision: str | None = connection.scalar(
                text(f"SELECT version_num FROM {_VERSION_TABLE}")  # noqa: S608 - a constant
            )
            return revision
    if tables:
        raise StoreDamagedError(
            Phrase(
                "The database %(location)s belongs to another program.", location=database.location
            ),
            Phrase("Nothing was changed. Name another one in MIEN_DATABASE_URL or MIEN_DATA_DIR."),
        )
    return None


def _check_known(revision: str, location: str) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if revision not in known:
        raise StoreTooNewError(
            Phrase(
                "The database %(location)s was made by a newer version of Mien.", location=location
            ),
            Phrase(
                "Nothing was changed. Install that version or a later one, or name "
                "another folder in MIEN_DATA_DIR."
            ),
        )


def _run(database: Database) -> None:
    from alembic import command

    config = _config()
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "mien.store:migrations")
    return config
