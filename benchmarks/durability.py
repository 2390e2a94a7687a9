"""What survives a killed process: every acknowledged write, in a sound file.

A child process writes feedback and says so after each; it is killed (SIGKILL) at a random moment:

    python -m benchmarks.durability [--rounds 20] [--writes 1000] [--seed 0]
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import print_machine, print_table
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


def main() -> None:
    """Run the rounds and print the table; exit with 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--writes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write-into", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write_into:
        write(given.write_into, given.writes)
        return
    print_machine()
    chance = random.Random(given.seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        rounds = [
            kill_while_writing(Path(folder) / f"{n}.sqlite3", given.writes, chance)
            for n in range(given.rounds)
        ]
    print_table(
        ("rounds", "writes acknowledged", "acknowledged writes lost", "files unsound"),
        [
            (
                str(len(rounds)),
                str(sum(each.acknowledged for each in rounds)),
                str(sum(each.lost for each in rounds)),
                str(sum(not each.sound for each in rounds)),
            )
        ],
    )
    sys.exit(any(each.lost or not each.sound for each in rounds))


def write(file: Path, writes: int) -> None:
    """Write events, and print the id of each once it is kept."""
    store = open_store(file)
    for number in range(writes):
        event = store.feedback.record(DEFAULT_PROFILE_ID, f"music-{number}", Action.LIKE)
        print(event.id, flush=True)


def kill_while_writing(file: Path, writes: int, chance: random.Random) -> Round:
    """Let a child write into `file`, kill it between its first and last write, and look."""
    child = subprocess.Popen(
        [
            *(sys.executable, "-m", "benchmarks.durability"),
            *("--writes", str(writes), "--write-into", str(file)),
        ],
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


if __name__ == "__main__":
    main()
