"""Copies of an SQLite database, made before it is changed to a new schema."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from mien.store.engine import Database

KEPT: Final = 2
"""How many copies are kept; older ones are removed."""

_MARK: Final = ".backup-"
_UNFINISHED: Final = ".unfinished"


def back_up(database: Database, revision: str) -> Path | None:
    """Copy the whole database into a private file beside it; None where it is not SQLite.

    Raises:
        StoreError: it can't be copied.
    """
    file = database.file
    if file is None:
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    copy = file.with_name(f"{file.name}{_MARK}{stamp}-{revision}")
    unfinished = copy.with_name(copy.name + _UNFINISHED)
    with database.raw_sqlite() as source:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        unfinished.rename(copy)
    for old in backups_of(file)[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy


def backups_of(file: Path) -> list[Path]:
    """Return the finished copies of a database file, oldest first."""
    return sorted(path for path in _all_copies(file) if not path.name.endswith(_UNFINISHED))


def erase_backups(file: Path, before: datetime | None = None) -> None:
    """Remove every copy of a database file, finished or not, or those made before a time.

    Raises:
        OSError: a copy can't be removed.
    """
    for path in _all_copies(file):
        if before is None or path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)


def _all_copies(file: Path) -> list[Path]:
    return [p for p in file.parent.iterdir() if p.name.startswith(f"{file.name}{_MARK}")]
