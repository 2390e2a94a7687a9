"""What was asked of each source and which are stopped, kept across restarts.

Holds names of sources and times only; never what was asked.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mien.core.phrases import Phrase

_KEPT_S: Final = 40 * 86_400.0
_FILE: Final = "usage.db"
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS call (source TEXT NOT NULL, budget TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS call_at ON call (source, budget, at);
CREATE TABLE IF NOT EXISTS stop (
    source TEXT NOT NULL, budget TEXT NOT NULL, until REAL NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (source, budget)
);
"""


@dataclass(frozen=True, slots=True)
class StoredPause:
    """A pause that a source asked for: until when (seconds since the epoch), and its words."""

    until: float
    reason: str


class UsageLog:
    """Counts calls in a small SQLite file; safe between threads and processes."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep the file in `folder` (made when first used), or in memory only."""
        self._folder = folder
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def record(self, source: str, budget: str, at: float) -> None:
        """Note one call."""
        with self._lock, self._open() as connection:
            connection.execute("INSERT INTO call VALUES (?, ?, ?)", (source, budget, at))

    def count(self, source: str, budget: str, since: float) -> tuple[int, float]:
        """Return the number of calls after `since` and the time of the first (0 when none)."""
        with self._lock:
            row = self._open().execute(
                "SELECT count(*), min(at) FROM call WHERE source = ? AND budget = ? AND at > ?",
                (source, budget, since),
            )
            number, first = row.fetchone()
        return int(number), float(first or 0.0)

    def calls(self) -> dict[tuple[str, str], int]:
        """Return all counted calls by source and budget."""
        with self._lock:
            rows = self._open().execute(
                "SELECT source, budget, count(*) FROM call GROUP BY source, budget"
            )
            return {(source, budget): int(number) for source, budget, number in rows}

    def stop(self, source: str, budget: str, stop: StoredPause) -> None:
        """Keep a pause."""
        with self._lock, self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO stop VALUES (?, ?, ?, ?)",
                (source, budget, stop.until, _written(stop.reason)),
            )

    def stopped(self, source: str, budget: str, now: float) -> StoredPause | None:
        """Return the pause that holds at `now`, or None."""
        with self._lock:
            row = self._open().execute(
                "SELECT until, reason FROM stop WHERE source = ? AND budget = ? AND until > ?",
                (source, budget, now),
            )
            found = row.fetchone()
        return found and StoredPause(float(found[0]), _read(str(found[1])))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            place = ":memory:"
            if self._folder is not None:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                place = str(self._folder / _FILE)
            self._connection = sqlite3.connect(place, timeout=5.0, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode=WAL")
            # A lost count after a power cut costs nothing that a limit's margin does not cover.
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.executescript(_SCHEMA)
            with self._connection:
                self._connection.execute("DELETE FROM call WHERE at < ?", (time.time() - _KEPT_S,))
        return self._connection


def _written(reason: str) -> str:
    """Return a reason with what it was made of, so that it can still be said in any language."""
    if isinstance(reason, Phrase) and reason.several is None:
        return json.dumps([reason.message, dict(reason.values)])
    return json.dumps([reason.replace("%", "%%"), {}])


def _read(written: str) -> Phrase:
    try:
        message, values = json.loads(written)
        return Phrase(message, **values)
    except (ValueError, TypeError):  # the bare words of an earlier version
        return Phrase(written.replace("%", "%%"))
