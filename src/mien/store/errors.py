"""From what the database driver says to a sentence a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from mien.core.errors import (
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreReadOnlyError,
)
from mien.core.phrases import Phrase

_PRIMARY_CODE: Final = 0xFF
_LOCKED: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_READ_ONLY: Final = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


@contextmanager
def translated(location: str) -> Iterator[None]:
    """Turn errors of the driver into errors of Mien; `location` names the database.

    Raises:
        StoreError: or the subclass that says what is the matter.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise _store_error(error, location) from error


def _store_error(error: Exception, location: str) -> StoreError:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    code = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code in _LOCKED:
        return StoreLockedError(
            Phrase("Another program holds the database %(location)s.", location=location),
            Phrase("Nothing was changed. Close the other program, or try again in a moment."),
        )
    if code in _DAMAGED:
        return StoreDamagedError(
            Phrase(
                "The database %(location)s is damaged, or is not a database.", location=location
            ),
            Phrase(
                "Nothing was changed. Move the file away and start again with an empty "
                "memory, or put one of the copies beside it, named …backup…, in its "
                "place."
            ),
        )
    if code in _READ_ONLY or isinstance(cause, OSError):
        return StoreReadOnlyError(
            Phrase("The database %(location)s can't be opened or written to.", location=location),
            Phrase(
                "Nothing was changed. Give this user write access to the folder and the"
                " file, or name another folder in MIEN_DATA_DIR."
            ),
        )
    return StoreError(
        Phrase(
            "The database %(location)s did not do what was asked (%(value)s).",
            location=location,
            value=_first_line(cause),
        ),
        Phrase("Nothing was changed. Try again; `mien doctor` looks at the database."),
    )


def _first_line(cause: BaseException) -> str:
    """Return what the driver says, without a second line where it may quote values."""
    return (str(cause).splitlines() or [type(cause).__name__])[0]
