"""A store in a folder of its own."""

from __future__ import annotations

import pytest

from mien.store.store import open_store


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
