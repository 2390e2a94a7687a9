"""The whole memory: one database with its repositories."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import func, select, true

from mien.core.errors import StoreDamagedError
from mien.core.phrases import Phrase
from mien.store.backup import backups_of, erase_backups
from mien.store.engine import BUSY_TIMEOUT, Database, Place, sqlite_file
from mien.store.errors import translated
from mien.store.repositories.feedback import FeedbackRepository
from mien.store.repositories.items import ItemRepository
from mien.store.repositories.moods import MoodRepository
from mien.store.repositories.plays import PlayRepository
from mien.store.repositories.profiles import (
    IS_OWN_SETTING,
    ProfileRepository,
    SettingRepository,
)
from mien.store.schema import METADATA, SETTING
from mien.store.upgrade import upgrade

_EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Before anything that is kept."""


class Store:
    """What is remembered of everyone at this installation; safe to share between threads."""

    def __init__(self, database: Database) -> None:
        """Use a database whose schema is that of this program."""
        self._database = database
        self.location = database.location
        self.profiles = ProfileRepository(database)
        self.settings = SettingRepository(database)
        self.feedback = FeedbackRepository(database)
        self.plays = PlayRepository(database)
        self.moods = MoodRepository(database)
        self.items = ItemRepository(database)

    def erase(self, profile_id: int) -> None:
        """Erase everything remembered of a profile, down to the bytes of the files.

        What was chosen for the whole installation stays (`core.profiles.INSTALLATION_SETTINGS`).
        All copies made before changes of the schema go too, since they hold it as well. Calling it
        again does no harm and finishes what an error left undone.

        Raises:
            StoreLockedError: another program reads an old state; the rows are gone, but traces
                of them may be left in the files.
            StoreError: the database can't be written to.
        """
        self.profiles.erase(profile_id)
        if self._database.file is not None:
            with translated(self.location):
                erase_backups(self._database.file)
        self._database.scrub()

    def counts(self, profile_id: int) -> dict[str, int]:
        """Return how many rows of its own a profile has in each table, under the table's name."""
        tables = [table for table in METADATA.sorted_tables if "profile_id" in table.c]
        with self._database.reading() as connection:
            return {
                table.name: connection.scalar(
                    select(func.count())
                    .select_from(table)
                    .where(
                        table.c.profile_id == profile_id,
                        IS_OWN_SETTING if table is SETTING else true(),
                    )
                )
                or 0
                for table in tables
            }

    def expire(self, profile_id: int, before: datetime) -> int:
        """Remove the diary, the feedback and the plays of a profile from before a time.

        Returns how many rows there were; `tidy` then takes their bytes away.

        Raises:
            StoreError: not all were removed; calling again goes on.
        """
        return (
            self.moods.remove_between(profile_id, _EVER, before)
            + self.plays.remove_before(profile_id, before)
            + self.feedback.remove_before(profile_id, before)
        )

    def tidy(self, *, copies_before: datetime, removed: bool) -> None:
        """Remove copies made before a time and, after rows were `removed`, their last bytes.

        Raises:
            StoreLockedError: another program reads an old state, so traces may be left.
            StoreError: a copy can't be removed.
        """
        if self._database.file is None:
            return
        with translated(self.location):
            erase_backups(self._database.file, copies_before)
        if removed:
            self._database.scrub()

    def copies(self) -> int:
        """Return how many copies lie beside the database."""
        file = self._database.file
        if file is None:
            return 0
        with translated(self.location):
            return len(backups_of(file))

    def check(self) -> None:
        """Read through the whole database.

        Raises:
            StoreDamagedError: parts of it are broken.
            StoreError: it can't be read.
        """
        if self._database.file is None:
            return
        with self._database.raw_sqlite() as connection:
            (finding,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if finding != "ok":
            raise StoreDamagedError(
                Phrase(
                    "The database %(location)s is damaged: %(finding)s.",
                    location=self.location,
                    finding=finding,
                ),
                Phrase(
                    "Copy the file before anything else; a copy beside it, named …backup…, "
                    "may be sound."
                ),
            )

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def open_store(place: Place, *, busy_timeout: float = BUSY_TIMEOUT) -> Store:
    """Open a database, make it when missing, and bring its schema up to date.

    Args:
        place: an SQLite file, or an SQLAlchemy URL.
        busy_timeout: seconds to wait for another program that writes.

    Raises:
        StoreError: it can't be used; the subclass and the sentence say why. Nothing was changed.
    """
    database = Database(place, busy_timeout=busy_timeout)
    try:
        upgrade(database)
        return Store(database)
    except BaseException:
        database.close()
        raise


def store_exists(place: Place) -> bool:
    """Say whether anything may be remembered at `place`, without making or opening it.

    Raises:
        StoreError: the URL is not understood, or the folder may not be looked into.
    """
    file = sqlite_file(place)
    with translated(str(file)):
        return file is None or file.exists()
