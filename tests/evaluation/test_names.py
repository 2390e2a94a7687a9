"""The names of the tasks cost nothing: the command lists them without loading an experiment."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys
from mien.cli.evaluate import ranking
ranking.get_help(ranking.make_context("ranking", [], resilient_parsing=True))
heavy = ("mien.evaluation.", "mien.recommend", "numpy")
print(*sorted(name for name in sys.modules if name.startswith(heavy)))
"""


def test_the_help_of_the_command_loads_no_task():
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["mien.evaluation.names"]
