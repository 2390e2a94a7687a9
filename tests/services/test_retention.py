"""What becomes too old goes; what must stay stays."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from mien.core.diary import MoodTiming
from mien.core.errors import UsageError
from mien.core.feedback import Action
from mien.core.mood import mood_from_emotion, mood_from_point
from mien.core.profiles import Colour
from mien.services.profiles.memory import Memory
from mien.services.profiles.retention import Retention
from mien.store.backup import back_up, backups_of
from mien.store.engine import Database
from tests.factories.imported import make_imported

ME = 1
SAD = mood_from_emotion("sad")


@pytest.fixture
def memory(tmp_path):
    remembered = Memory(tmp_path / "mien.sqlite3")
    yield remembered
    remembered.close()


def _in(days: float, memory: Memory) -> Retention:
    """Return the service as it is in so many days."""
    return Retention(memory, now=lambda: datetime.now(UTC) + timedelta(days=days))


def _fill(memory, profile_id: int = ME, mark: str = "old") -> None:
    store = memory.open()
    store.feedback.record(profile_id, f"music-{mark}", Action.HIDE, {MoodTiming.BEFORE: SAD})
    store.plays.add(profile_id, f"movie-{mark}")
    store.moods.add(profile_id, SAD)


def _rows(memory, profile_id: int = ME) -> list[int]:
    store = memory.open()
    sections = (store.feedback, store.plays, store.moods)
    return [len(list(section.stream(profile_id))) for section in sections]


def test_until_it_is_chosen_nothing_goes_and_looking_makes_no_file(memory, tmp_path):
    assert Retention(memory).days() is None
    assert Retention(memory).apply() == 0
    assert list(tmp_path.iterdir()) == []
    _fill(memory)
    assert _in(4000, memory).apply() == 0
    assert _rows(memory) == [1, 1, 2]


def test_what_is_older_goes_at_once_and_what_is_younger_stays(memory):
    _fill(memory)
    assert _in(29, memory).choose(30) == 0
    assert _rows(memory) == [1, 1, 2]
    assert _in(31, memory).apply() == 4
    assert _rows(memory) == [0, 0, 0]
    assert Retention(memory).days() == 30


def test_choosing_a_shorter_time_removes_at_once(memory):
    _fill(memory)
    later = _in(100, memory)
    assert later.choose(365) == 0
    assert later.choose(30) == 4
    assert later.choose(None) == 0
    assert later.days() is None


def test_opinions_then_rest_on_what_is_left(memory):
    store = memory.open()
    store.feedback.record(ME, "music-a", Action.HIDE)
    assert store.feedback.left_out(ME) == {"music-a"}
    _in(31, memory).choose(30)
    assert store.feedback.left_out(ME) == frozenset()
    assert store.counts(ME)["opinion"] == 0
    for item in ("music-a", "music-b"):
        store.feedback.record(ME, item, Action.LIKE)
    store.expire(ME, datetime.now(UTC) - timedelta(days=1))
    assert [opinion.item_id for opinion in store.feedback.opinions(ME)] == ["music-a", "music-b"]


def test_many_old_items_go_in_several_steps(memory):
    store = memory.open()
    for number in range(450):
        store.feedback.record(ME, f"music-{number}", list(Action)[number % 5])
    assert _in(31, memory).choose(30) == 450
    assert store.counts(ME)["feedback"] == store.counts(ME)["opinion"] == 0


def test_imports_and_settings_stay_and_so_does_everything_of_others(memory):
    store = memory.open()
    other = store.profiles.add("Anna", Colour.ROSE).id
    store.items.add(ME, "songs.csv", "csv", [make_imported(0)])
    _fill(memory)
    _fill(memory, other)
    _in(31, memory).choose(30)
    assert store.counts(ME)["imported_item"] == 1
    assert store.settings.all(ME) == {"retention_days": 30}
    assert _rows(memory, other) == [1, 1, 2]


def test_the_bytes_go_too_and_old_copies_with_them(memory, tmp_path):
    store = memory.open()
    store.feedback.record(
        ME, "music-planted", Action.LIKE, {MoodTiming.AFTER: mood_from_point(0.1, 0)}
    )
    database = Database(tmp_path / "mien.sqlite3")
    back_up(database, "0001")
    database.close()
    assert len(backups_of(tmp_path / "mien.sqlite3")) == 1
    assert _in(31, memory).choose(30) == 2
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"music-planted" not in held
    assert backups_of(tmp_path / "mien.sqlite3") == []


def test_a_copy_of_this_week_stays(memory, tmp_path):
    _fill(memory)
    database = Database(tmp_path / "mien.sqlite3")
    back_up(database, "0001")
    database.close()
    Retention(memory).choose(30)
    assert len(backups_of(tmp_path / "mien.sqlite3")) == 1


@pytest.mark.parametrize("days", [0, 29, -30, 31, 366])
def test_other_times_are_refused_and_make_no_file(memory, tmp_path, days):
    with pytest.raises(UsageError):
        Retention(memory).choose(days)
    assert list(tmp_path.iterdir()) == []


def test_a_running_program_looks_at_its_start_and_stops_when_told(memory):
    _fill(memory)
    Retention(memory).choose(30)
    stopped = threading.Event()
    stopped.set()
    _in(31, memory).keep_applying(stopped)
    assert _rows(memory) == [0, 0, 0]
