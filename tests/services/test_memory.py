"""The store opened when needed, and never in the way."""

from __future__ import annotations

import pytest

from mien.core.errors import StoreDamagedError, StoreError, StoreReadOnlyError
from mien.core.feedback import Action
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.services.profiles import memory as memory_module
from mien.services.profiles.memory import Memory

ME = DEFAULT_PROFILE_ID


def test_nothing_is_made_before_there_is_something_to_remember(tmp_path):
    file = tmp_path / "data" / "mien.sqlite3"
    memory = Memory(file)
    assert memory.if_any() is None
    memory.warm_up()
    assert str(file) in memory.examine()
    assert list(tmp_path.iterdir()) == []
    memory.open().feedback.record(ME, "music-a", Action.LIKE)
    assert memory.if_any() is memory.open()
    assert str(file) in memory.examine()
    memory.close()


def test_a_broken_store_is_not_tried_again_at_once(tmp_path):
    file = tmp_path / "mien.sqlite3"
    file.write_bytes(b"no database at all" * 100)
    memory = Memory(file)
    memory.warm_up()
    with pytest.raises(StoreDamagedError):
        memory.open()
    file.unlink()
    with pytest.raises(StoreDamagedError):
        memory.open()
    memory.close()
    assert memory.open().feedback.left_out(ME) == frozenset()
    memory.close()


def test_examining_finds_a_folder_that_may_not_be_written_to(tmp_path, monkeypatch):
    monkeypatch.setattr(memory_module.os, "access", lambda *_: False)
    with pytest.raises(StoreReadOnlyError, match="may not be written to"):
        Memory(tmp_path / "mien.sqlite3").examine()


def test_an_address_of_a_database_that_is_not_understood_is_a_failed_store():
    with pytest.raises(StoreError, match="MIEN_DATABASE_URL"):
        Memory("what is this").if_any()
