"""A store in a folder of its own."""

from __future__ import annotations

import os

import pytest

from mien.store.store import open_store
from tests.store.postgres import running_server


@pytest.fixture
def file(tmp_path):
    """Where the database will be."""
    return tmp_path / "memory" / "mien.sqlite3"


@pytest.fixture
def store(file):
    """An empty store in `file`."""
    opened = open_store(file, busy_timeout=0.1)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgresql():
    """Address of an empty database; a server of its own is started unless one is named."""
    named = os.environ.get("MIEN_TEST_DATABASE_URL")
    if named:
        yield named
        return
    with running_server() as address:
        yield address
