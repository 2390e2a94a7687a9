"""Runs the installed command as a person or a script would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
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


@pytest.fixture(scope="session")
def xvfb(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """A display without a monitor, and the file that holds its picture."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.fail("The tests of the window need Xvfb. Run `make test`.")
    folder = tmp_path_factory.mktemp("screen")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            *(program, "-displayfd", str(writing), "-screen", "0", "1024x600x24"),
            *("-fbdir", str(folder)),
        ],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as file:
        number = file.readline().strip()
    yield f":{number}", folder / "Xvfb_screen0"
    server.terminate()
    server.wait()
