"""Runs the installed command as a person or a script would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Return standard output as JSON; fails when anything else was printed there."""
        return json.loads(self.out)


@pytest.fixture
def mien() -> Callable[..., Ran]:
    """Return a function that runs `mien` with arguments in a process of its own."""

    def run(*arguments: str, stdin: str = "", extra_env: Sequence[tuple[str, str]] = ()) -> Ran:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("MIEN_")}
        done = subprocess.run(
            [sys.executable, "-m", "mien", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            env=environment | dict(extra_env),
        )
        assert "Traceback" not in done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
