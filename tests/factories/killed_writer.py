"""A process that writes into a store and is killed at a random moment, and what that left behind.

The child runs this file: python -P killed_writer.py DATABASE WRITES
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mien.core.feedback import Action
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.store.store import open_store


@dataclass(frozen=True, slots=True)
class Round:
    """How one killed process left its database.

    Attributes:
        acknowledged: writes that the child said were kept.
        lost: how many of these are not there.
        sound: the database passes its integrity check.
    """

    acknowledged: int
    lost: int
    sound: bool


def kill_while_writing(file: Path, writes: int, chance: random.Random) -> Round:
    """Let a child write into `file`, kill it between its first and last write, and look."""
    child = subprocess.Popen(
        # -P: its neighbours here must not stand in for modules of the same name.
        [sys.executable, "-P", __file__, str(file), str(writes)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(chance.randrange(1, writes))]
    time.sleep(chance.uniform(0.0, 0.01))
    child.kill()
    rest, _ = child.communicate()
    acknowledged = {int(line) for line in [*said, *rest.splitlines(keepends=True)] if "\n" in line}
    store = open_store(file)
    kept = {event.id for event in store.feedback.stream(DEFAULT_PROFILE_ID)}
    store.close()
    with closing(sqlite3.connect(file)) as connection:
        (finding,) = connection.execute("PRAGMA integrity_check").fetchone()
    return Round(len(acknowledged), len(acknowledged - kept), finding == "ok")


def _write(file: Path, writes: int) -> None:
    """Write events, and print the id of each once it is kept."""
    store = open_store(file)
    for number in range(writes):
        event = store.feedback.record(DEFAULT_PROFILE_ID, f"music-{number}", Action.LIKE)
        print(event.id, flush=True)


if __name__ == "__main__":
    _write(Path(sys.argv[1]), int(sys.argv[2]))
