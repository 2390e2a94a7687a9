"""The store, opened when it is first needed."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mien.core.errors import StoreError, StoreReadOnlyError

if TYPE_CHECKING:
    from mien.store.store import Store

FILE_NAME: Final = "mien.sqlite3"
"""Name of the database in the data folder."""

RETRY_AFTER: Final = 10.0
"""Seconds until a store that could not be opened is tried again."""

_logger = logging.getLogger(__name__)


class Memory:
    """What is remembered at this installation; safe to share between threads.

    Nothing is written, not even an empty database, until there is something to remember.
    """

    def __init__(self, place: Path | str) -> None:
        """Remember in an SQLite file, or in the database at an SQLAlchemy URL."""
        self._place = place
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._failure: StoreError | None = None
        self._retry_at = 0.0

    def open(self) -> Store:
        """Return the store; make it when it is not there yet.

        Raises:
            StoreError: it can't be used. Asked again within `RETRY_AFTER` seconds, the same is
                raised at once, so that a broken store slows nothing down.
        """
        with self._lock:
            if self._store is None:
                self._store = self._opened()
            return self._store

    def if_any(self) -> Store | None:
        """Return the store, or None while nothing has been remembered yet.

        Raises:
            StoreError: there is one, but it can't be used.
        """
        from mien.store.store import store_exists

        if self._store is None and not store_exists(self._place):
            return None
        return self.open()

    def warm_up(self) -> None:
        """Open what is there and bring its schema up to date; log what is the matter otherwise."""
        try:
            self.if_any()
        except StoreError as error:
            _logger.warning("%s %s Mien goes on without memory.", error.detail, error.hint)

    def examine(self) -> str:
        """Read through the whole database, if there is one, and return a sentence about it.

        Raises:
            StoreError: it can't be used, or parts of it are broken.
        """
        from mien.store.engine import sqlite_file

        store = self.if_any()
        file = sqlite_file(self._place)
        if store is not None:
            store.check()
            return f"Kept in {store.location}"
        folder = next(path for path in (file or Path()).absolute().parents if path.exists())
        if not os.access(folder, os.W_OK):
            raise StoreReadOnlyError(
                f"Nothing can be remembered in {file}: {folder} may not be written to.",
                "Give this user write access, or name another folder in MIEN_DATA_DIR.",
            )
        return f"Nothing is remembered yet; it will be kept in {file}"

    def close(self) -> None:
        """Let go of the database; it is opened again when needed."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = self._failure = None

    def _opened(self) -> Store:
        from mien.store.store import open_store

        if self._failure is not None and time.monotonic() < self._retry_at:
            # A new one each time: an error that is raised again would gather tracebacks.
            raise type(self._failure)(self._failure.detail, self._failure.hint)
        try:
            return open_store(self._place)
        except StoreError as error:
            self._failure, self._retry_at = error, time.monotonic() + RETRY_AFTER
            raise
