"""A database that can't be used: a sentence that says why, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from mien.core.errors import (
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreReadOnlyError,
)
from mien.core.feedback import Action
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.store.store import open_store, store_exists

ME = DEFAULT_PROFILE_ID
NOBODY = 65534


@contextmanager
def _without_privileges():
    """Act as a user to whom file permissions apply."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """A folder that every user can look into."""
    folder = Path(tempfile.mkdtemp(prefix="mien-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_may_not_be_written_to(open_folder):
    open_folder.chmod(0o555)
    file = open_folder / "inner" / "mien.sqlite3"
    with _without_privileges(), pytest.raises(StoreReadOnlyError) as caught:
        open_store(file)
    assert str(file) in caught.value.detail
    assert "MIEN_DATA_DIR" in caught.value.hint


def test_a_file_that_may_not_be_written_to_keeps_what_it_has(open_folder):
    file = open_folder / "mien.sqlite3"
    store = open_store(file)
    store.feedback.record(ME, "music-a", Action.LIKE)
    store.close()
    file.chmod(0o444)
    open_folder.chmod(0o555)
    with _without_privileges(), pytest.raises(StoreReadOnlyError):
        open_store(file).feedback.record(ME, "music-b", Action.LIKE)
    open_folder.chmod(0o755)
    file.chmod(0o644)
    again = open_store(file)
    assert [event.item_id for event in again.feedback.stream(ME)] == ["music-a"]
    again.close()


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreReadOnlyError):
        open_store(tmp_path / "file" / "mien.sqlite3")


def test_another_program_that_writes_is_waited_for_and_then_named(store, file):
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError) as caught:
            store.feedback.record(ME, "music-a", Action.LIKE)
        assert str(file) in caught.value.detail
        assert store.feedback.left_out(ME) == frozenset()
        other.execute("ROLLBACK")
    store.feedback.record(ME, "music-a", Action.LIKE)


@pytest.mark.parametrize("content", [b"not a database, but some text" * 400, os.urandom(9000)])
def test_a_file_that_is_no_database_stays_as_it_is(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(StoreDamagedError) as caught:
        open_store(file)
    assert "Nothing was changed" in caught.value.hint
    assert file.read_bytes() == content


def test_a_damaged_page_is_found_by_the_check_and_named_when_read(store, file):
    with sqlite3.connect(file) as connection:
        connection.executemany(
            "INSERT INTO feedback (profile_id, item_id, action, at) VALUES (1, ?, 'like', 0)",
            ((f"music-{n}",) for n in range(5000)),
        )
    connection.close()
    store.close()
    whole = bytearray(file.read_bytes())
    middle = len(whole) // 2 // 4096 * 4096
    whole[middle : middle + 40 * 4096] = b"\xff" * (40 * 4096)
    file.write_bytes(whole)
    broken = open_store(file)
    with pytest.raises(StoreDamagedError):
        broken.check()
    with pytest.raises(StoreDamagedError):
        list(broken.feedback.stream(ME))
    broken.close()


def test_a_sound_database_passes_the_check(store):
    store.feedback.record(ME, "music-a", Action.LIKE)
    store.check()


def test_the_database_of_another_program_is_left_alone(file):
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(StoreDamagedError, match="another program"):
        open_store(file)


@pytest.mark.parametrize(
    "url", ["nonsense", "sqlite://", "sqlite:///:memory:", "nosuch://host/name"]
)
def test_an_address_that_is_not_understood(url):
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert caught.value.hint


def test_asking_whether_there_is_a_store_makes_none(file):
    assert not store_exists(file)
    assert not file.parent.exists()
    open_store(file).close()
    assert store_exists(file)
    assert store_exists(f"sqlite:///{file}")
