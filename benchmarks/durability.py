"""What survives a killed process: every acknowledged write, in a sound file.

A child process writes feedback and says so after each; it is killed (SIGKILL) at a random moment:

    python -m benchmarks.durability [--rounds 20] [--writes 1000] [--seed 0]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from benchmarks.report import print_machine, print_table
from tests.factories.killed_writer import kill_while_writing


def main() -> None:
    """Run the rounds and print the table; exit with 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--writes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
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


if __name__ == "__main__":
    main()
