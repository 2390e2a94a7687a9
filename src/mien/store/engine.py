"""The connection to the database: SQLite with full durability, or PostgreSQL by URL."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from mien.core.errors import StoreError, StoreLockedError
from mien.core.phrases import Phrase
from mien.store.errors import translated

BUSY_TIMEOUT: Final = 5.0
"""How long, in seconds, to wait for another program that writes."""

_BACKENDS: Final = ("sqlite", "postgresql")

Place = Path | str
"""An SQLite file, or an SQLAlchemy URL such as `postgresql+psycopg://user@host/name`."""

_BEGIN: Final = "mien_begin"

_WRITER_LOCK: Final = 0x6D69656E
"""Number by which writers of Mien wait for each other on PostgreSQL; SQLite has one lock anyway."""


class Database:
    """One database; safe to share between threads.

    Attributes:
        location: the file's path, or the URL without its password.
        file: the SQLite file, or None for another database.
    """

    def __init__(self, place: Place, *, busy_timeout: float = BUSY_TIMEOUT) -> None:
        """Prepare to connect; a missing SQLite file is made, for this user only.

        Raises:
            StoreError: the URL is not understood, or its driver is not installed.
            StoreReadOnlyError: the file can't be made.
        """
        url = _url(place)
        self.file = sqlite_file(place)
        self.location = str(self.file or url.render_as_string(hide_password=True))
        with translated(self.location):
            if self.file:
                _make_private(self.file)
            self._engine = _engine(url, busy_timeout)
        self._writer = self._engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection that sees one state of the database.

        Raises:
            StoreError: the database does not answer.
        """
        with translated(self.location), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection whose changes are kept, on the disk, when the block ends well.

        It is the only writer from its beginning, so what it reads stays true until it writes.

        Raises:
            StoreError: the database does not answer; nothing was changed.
        """
        with translated(self.location), self._writer.begin() as connection:
            if self.file is None:
                connection.execute(select(func.pg_advisory_xact_lock(_WRITER_LOCK)))
            yield connection

    @contextmanager
    def raw_sqlite(self) -> Iterator[sqlite3.Connection]:
        """Lend the driver's connection outside of any transaction (SQLite only).

        Raises:
            StoreError: the database does not answer.
        """
        with translated(self.location):
            lent = self._engine.raw_connection()
            try:
                driver: Any = lent.driver_connection
                yield driver
            finally:
                lent.close()

    def scrub(self) -> None:
        """Leave no byte of removed rows in the SQLite file or its write-ahead log.

        `secure_delete` has zeroed the rows in the file; the log still holds earlier versions of
        its pages until it is emptied, and freed pages until the file is written anew.

        Raises:
            StoreLockedError: another program reads an old state, so the log can't be emptied.
        """
        if self.file is None:
            return
        with self.raw_sqlite() as connection:
            self._empty_log(connection)
            connection.execute("VACUUM")
            self._empty_log(connection)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def _empty_log(self, connection: sqlite3.Connection) -> None:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreLockedError(
                Phrase(
                    "Another program reads the database %(location)s, so traces may be left in it.",
                    location=self.location,
                ),
                Phrase("Close the other program and erase again."),
            )


def sqlite_file(place: Place) -> Path | None:
    """Return the file of an SQLite database, or None for another database.

    Raises:
        StoreError: the URL is not understood, or names no file.
    """
    url = _url(place)
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise StoreError(
            "The database URL names no file.", "Write it as sqlite:////path/to/mien.sqlite3."
        )
    return Path(url.database)


def _url(place: Place) -> URL:
    if isinstance(place, Path):
        return URL.create("sqlite", database=str(place))
    hint = "Write it as sqlite:////path/to/file or postgresql+psycopg://user@host/name."
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise StoreError("MIEN_DATABASE_URL is not a database URL.", hint) from error
    if url.get_backend_name() not in _BACKENDS:
        raise StoreError(f"Mien can't keep its memory in {url.get_backend_name()}.", hint)
    return url


def _make_private(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def _engine(url: URL, busy_timeout: float) -> Engine:
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(
                url,
                hide_parameters=True,
                pool_pre_ping=True,
                connect_args={"connect_timeout": round(busy_timeout)},
            )
        except ModuleNotFoundError as error:
            raise StoreError(
                f"The driver of {url.drivername} is not installed.",
                'For PostgreSQL: pip install "mien[postgres]".',
            ) from error
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": busy_timeout})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would open transactions by itself, late and never before a change of schema.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "cache_size = -32000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))
