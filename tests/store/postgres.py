"""A PostgreSQL server that lives as long as a test module, reached over a socket."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# PostgreSQL refuses to run as root; Debian's package brings this user.
_UNPRIVILEGED = "postgres"


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server in a temporary folder and yield the address of its empty database."""
    programs = _programs()
    user = _UNPRIVILEGED if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="mien-postgres-"))
    if user:
        shutil.chown(folder, user)

    def run(*command: str | Path) -> None:
        done = subprocess.run(
            list(map(str, command)),
            user=user,
            cwd=folder,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr

    data = folder / "data"
    run(programs / "initdb", "-D", data, "--auth=trust", "--no-sync", "-U", "mien")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    # What the server prints goes to a file: a pipe would stay open as long as it runs.
    run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql+psycopg://mien@/postgres?host={folder}"
    finally:
        run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _programs() -> Path:
    """Return the folder of the newest server; Debian keeps it out of the search path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    pytest.fail("PostgreSQL is not installed: run the tests with `make test`, which installs it.")
