"""Imported items: all of an import or nothing, and back out again."""

from __future__ import annotations

import sqlite3

import pytest

from mien.core.errors import NotFoundError, StoreError
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.store.repositories.items import CHUNK
from mien.store.store import open_store
from tests.factories.imported import make_imported

ME = DEFAULT_PROFILE_ID


def test_items_come_back_as_they_were_given(store, file):
    items = [make_imported(0), make_imported(1, tempo=None, cast=(), public_ids={}, work="")]
    batch = store.items.add(ME, "songs.csv", "csv", items)
    assert (batch.source, batch.format, batch.added) == ("songs.csv", "csv", 2)
    again = open_store(file)
    assert list(again.items.stream(ME)) == items
    assert again.items.batches(ME) == [batch]
    again.close()


def test_importing_twice_adds_nothing_and_changes_nothing(store):
    store.items.add(ME, "a.csv", "csv", [make_imported(0)])
    second = store.items.add(
        ME, "b.csv", "csv", [make_imported(0, title="Other"), make_imported(1)]
    )
    assert second.added == 1
    assert [item.title for item in store.items.stream(ME)] == [make_imported().title] * 2


def test_an_import_can_be_taken_back_alone(store):
    first = store.items.add(ME, "a.csv", "csv", [make_imported(0)])
    second = store.items.add(ME, "b.csv", "csv", [make_imported(1)])
    assert store.items.remove(ME, first.id) == first
    assert [item.id for item in store.items.stream(ME)] == [make_imported(1).id]
    assert [item.id for item in store.items.stream(ME, second.id)] == [make_imported(1).id]
    with pytest.raises(NotFoundError):
        store.items.remove(ME, first.id)


@pytest.mark.parametrize("rows", [0, 3, CHUNK + 3])
@pytest.mark.parametrize("interruption", [ValueError, KeyboardInterrupt])
def test_an_import_that_breaks_off_at_any_row_leaves_nothing(store, rows, interruption):
    def breaking():
        yield from (make_imported(n) for n in range(rows))
        raise interruption

    with pytest.raises(interruption):
        store.items.add(ME, "a.csv", "csv", breaking())
    assert list(store.items.stream(ME)) == []
    assert store.items.batches(ME) == []
    assert store.items.add(ME, "a.csv", "csv", [make_imported(0)]).added == 1


def test_nobody_sees_an_import_before_it_is_whole_and_others_can_write_meanwhile(store):
    seen = []

    def looking():
        for n in range(CHUNK + 1):
            yield make_imported(n)
        seen.append(list(store.items.stream(ME)))
        store.plays.add(ME, "music-a")

    store.items.add(ME, "a.csv", "csv", looking())
    assert seen == [[]]
    assert sum(1 for _ in store.items.stream(ME)) == CHUNK + 1


def test_of_two_imports_at_a_time_the_later_one_stays(store, file):
    def overtaken():
        yield make_imported(0)
        other = open_store(file)
        other.items.add(ME, "other.csv", "csv", [make_imported(7)])
        other.close()
        yield make_imported(1)

    with pytest.raises(StoreError, match="Another import began"):
        store.items.add(ME, "a.csv", "csv", overtaken())
    assert [item.id for item in store.items.stream(ME)] == [make_imported(7).id]


def test_what_a_killed_import_left_is_not_seen_and_gone_with_the_next_one(store, file):
    store.items.add(ME, "a.csv", "csv", [make_imported(0, title="left over")])
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE import_batch SET complete = 0")
    connection.close()
    assert store.items.batches(ME) == list(store.items.stream(ME)) == []
    store.items.add(ME, "a.csv", "csv", [make_imported(0), make_imported(1)])
    assert [item.title for item in store.items.stream(ME)] == [make_imported().title] * 2
