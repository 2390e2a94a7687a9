"""Everything can be taken along, and everything can be erased."""

from __future__ import annotations

import json

import pytest

from mien.core.diary import MoodTiming
from mien.core.feedback import Action
from mien.core.mood import mood_from_emotion
from mien.services.diary.diary import Diary
from mien.services.profiles.memory import Memory
from mien.services.profiles.privacy import EXPORT_FORMAT, EXPORT_VERSION, Privacy
from mien.services.sources.switches import RememberedSwitches
from tests.factories.imported import make_imported


@pytest.fixture
def memory(tmp_path):
    remembered = Memory(tmp_path / "mien.sqlite3")
    yield remembered
    remembered.close()


def _export(memory):
    return json.loads("".join(Privacy(memory).export()))


def test_an_empty_memory_is_exported_and_erased_without_making_one(memory, tmp_path):
    document = _export(memory)
    assert (document["format"], document["version"]) == (EXPORT_FORMAT, EXPORT_VERSION)
    Privacy(memory).erase()
    assert list(tmp_path.iterdir()) == []


def test_the_export_has_everything(memory):
    store = memory.open()
    sad = mood_from_emotion("sad")
    event = store.feedback.record(1, "music-a", Action.LIKE, {MoodTiming.BEFORE: sad})
    store.feedback.undo(1, "music-a")
    store.feedback.record(1, "music-“b”", Action.HIDE)
    store.plays.add(1, "movie-c")
    Privacy(memory).keep_diary(True)
    store.items.add(1, "songs.csv", "csv", [make_imported(0), make_imported(1)])

    document = _export(memory)

    assert [(e["item_id"], e["action"]) for e in document["feedback"]] == [
        ("music-a", "like"),
        ("music-“b”", "hide"),
    ]
    assert document["feedback"][0]["undone_at"].endswith("Z")
    assert [play["item_id"] for play in document["plays"]] == ["movie-c"]
    (entry,) = document["diary"]
    assert (entry["moment"], entry["event_id"]) == ("before", event.id)
    assert entry["mood"]["label"] == "sad"
    assert document["settings"] == {"diary": True}
    assert [batch["source"] for batch in document["imports"]] == ["songs.csv"]
    assert [item["title"] for item in document["imported_items"]] == [make_imported().title] * 2
    assert document["imported_items"][0]["public_ids"] == {"youtube": "abcdefghijk"}


def test_the_export_of_much_comes_in_parts(memory):
    store = memory.open()
    store.items.add(1, "songs.csv", "csv", (make_imported(n) for n in range(3000)))
    parts = Privacy(memory).export()
    assert max(len(part) for part in parts) < 2000


def test_after_erasing_nothing_is_left_to_export(memory):
    store = memory.open()
    store.feedback.record(1, "music-a", Action.LIKE)
    Privacy(memory).keep_diary(True)
    Privacy(memory).erase()
    document = _export(memory)
    assert document["feedback"] == document["imported_items"] == []
    assert document["settings"] == {}
    assert not Diary(memory).is_on()


def test_what_was_chosen_for_all_stays_and_is_nobodys_data(memory):
    """Which sources are on lies with the first person, in databases of any age."""
    RememberedSwitches(memory).turn(["deezer", "itunes"], on=True)
    Privacy(memory).keep_diary(True)
    assert _export(memory)["settings"] == {"diary": True}
    assert memory.open().counts(1)["setting"] == 1
    Privacy(memory).erase()
    assert RememberedSwitches(memory).turned_on() == {"deezer", "itunes"}
    assert not Diary(memory).is_on()
    assert _export(memory)["settings"] == {}
    assert set(memory.open().counts(1).values()) == {0}
