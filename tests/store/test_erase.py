"""Erased means gone from the bytes of every file."""

from __future__ import annotations

import sqlite3

import pytest

from mien.core.diary import MoodTiming
from mien.core.errors import StoreLockedError
from mien.core.feedback import Action
from mien.core.mood import mood_from_point
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.store.backup import back_up, backups_of
from mien.store.engine import Database
from mien.store.store import open_store
from tests.factories.imported import make_imported

ME = DEFAULT_PROFILE_ID
MARK = "planted-marker"


def _files_with(folder, word: str) -> list[str]:
    return [path.name for path in folder.iterdir() if word.encode() in path.read_bytes()]


def _fill(store) -> None:
    moods = {MoodTiming.BEFORE: mood_from_point(-0.123456, 0.5)}
    for n in range(200):
        store.feedback.record(ME, f"music-{MARK}-{n}", list(Action)[n % 5], moods)
    store.plays.add(ME, f"movie-{MARK}")
    store.settings.put(ME, "note", f"setting {MARK}")
    store.items.add(
        ME, f"{MARK}.csv", "csv", (make_imported(n, title=f"Title {MARK} {n}") for n in range(500))
    )


def test_after_erasing_no_byte_is_left_in_any_file(store, file):
    _fill(store)
    database = Database(file)
    for number in range(3):
        back_up(database, f"{number:04}")
    database.close()
    assert len(backups_of(file)) == 2
    assert len(_files_with(file.parent, MARK)) >= 3

    store.erase(ME)

    assert _files_with(file.parent, MARK) == []
    assert _files_with(file.parent, "-0.123456") == []
    assert backups_of(file) == []
    assert list(store.feedback.stream(ME)) == list(store.items.stream(ME)) == []
    assert store.settings.all(ME) == {}


def test_one_can_go_on_after_erasing_and_erase_again(store, file):
    _fill(store)
    store.erase(ME)
    store.feedback.record(ME, "music-a", Action.LIKE)
    assert [event.item_id for event in store.feedback.stream(ME)] == ["music-a"]
    store.erase(ME)
    store.erase(ME)
    assert _files_with(file.parent, "music-a") == []


def test_only_the_one_who_asks_is_erased(store, file):
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO profile (id, name, created_at) VALUES (2, 'Other', 0)")
    connection.close()
    store.feedback.record(2, "music-theirs", Action.LIKE)
    store.feedback.record(ME, "music-mine", Action.LIKE)
    store.erase(ME)
    assert [event.item_id for event in store.feedback.stream(2)] == ["music-theirs"]
    store.erase(2)
    assert store.profiles.get(2) is None
    assert store.profiles.get(ME) is not None


def test_a_reader_that_keeps_traces_in_the_log_is_named_and_erasing_again_finishes(store, file):
    _fill(store)
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM feedback").fetchone()
    with pytest.raises(StoreLockedError, match=r"traces|holds"):
        store.erase(ME)
    reader.close()
    store.erase(ME)
    assert _files_with(file.parent, MARK) == []


def test_the_files_are_for_their_owner_alone(store, file):
    store.feedback.record(ME, "music-a", Action.LIKE)
    database = Database(file)
    back_up(database, "0001")
    database.close()
    assert {path.stat().st_mode & 0o077 for path in file.parent.iterdir()} == {0}
    again = open_store(file)
    assert list(again.feedback.stream(ME))
    again.close()
