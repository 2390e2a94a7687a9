"""The same store on PostgreSQL: a throw-away server, or an empty database that may be filled:

MIEN_TEST_DATABASE_URL=postgresql+psycopg://user@host/name python -m pytest tests/store
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from mien.core.diary import MoodTiming
from mien.core.errors import StoreError
from mien.core.feedback import Action, Opinion
from mien.core.goals import Goal
from mien.core.mood import mood_from_emotion, mood_from_point
from mien.core.profiles import DEFAULT_PROFILE_ID, Colour
from mien.store.engine import Database
from mien.store.schema import METADATA
from mien.store.store import open_store
from tests.factories.imported import make_imported
from tests.store.sharing import assert_sharing_is_counted_without_names

ME = DEFAULT_PROFILE_ID


@pytest.fixture
def store(postgresql):
    opened = open_store(postgresql)
    yield opened
    opened.erase(ME)
    opened.close()


def test_feedback_and_imports_are_kept_and_erased(store):
    store.feedback.record(ME, "music-a", Action.LIKE)
    store.feedback.record(ME, "music-a", Action.DISLIKE)
    assert store.feedback.left_out(ME) == {"music-a"}
    assert store.feedback.undo(ME, "music-a").action is Action.DISLIKE
    assert store.feedback.opinion(ME, "music-a") == Opinion("music-a", Action.LIKE)
    items = [make_imported(0), make_imported(1)]
    batch = store.items.add(ME, "a.csv", "csv", items)
    assert list(store.items.stream(ME)) == items
    store.items.remove(ME, batch.id)
    store.settings.put(ME, "sources", ["itunes"])
    store.settings.put(ME, "diary", True)
    store.erase(ME)
    assert list(store.feedback.stream(ME)) == []
    assert store.settings.own(ME) == {}
    assert store.settings.get(ME, "sources") == ["itunes"]
    assert set(store.counts(ME).values()) == {0}


def test_people_are_numbered_after_the_first_and_go_with_all_that_is_theirs(store):
    anna = store.profiles.add("Anna", Colour.ROSE)
    ben = store.profiles.add("Ben", Colour.BLUE)
    assert [each.id for each in store.profiles.all()] == [ME, anna.id, ben.id]
    store.feedback.record(anna.id, "music-a", Action.LIKE)
    store.profiles.put_pin(anna.id, "a hash", "a key")
    now = datetime.now(UTC)
    for _ in range(2):
        store.profiles.begin_attempt(anna.id, now, lambda failures: timedelta(failures == 2))
    attempt = store.profiles.begin_attempt(anna.id, now, lambda _: timedelta())
    assert attempt.wait_until - now == timedelta(days=1)
    assert (store.profiles.key_or(anna.id, "x"), store.profiles.key_or(ben.id, "y")) == (
        "a key",
        "y",
    )
    store.erase(anna.id)
    store.erase(ben.id)
    assert [each.id for each in store.profiles.all()] == [ME]
    assert store.counts(anna.id)["feedback"] == 0


def test_what_is_too_old_is_removed(store):
    mood = mood_from_point(0.1, 0.2)
    store.feedback.record(ME, "music-a", Action.HIDE, {MoodTiming.BEFORE: mood})
    store.plays.add(ME, "music-a")
    store.moods.add(ME, mood)
    assert store.expire(ME, datetime.now(UTC) - timedelta(days=1)) == 0
    assert store.expire(ME, datetime.now(UTC) + timedelta(days=1)) == 4
    assert store.feedback.left_out(ME) == frozenset()
    store.tidy(copies_before=datetime.now(UTC), removed=True)
    assert store.copies() == 0


def test_a_diary_is_kept_with_plays_and_what_came_after_and_parts_of_it_are_removed(store):
    sad, happy = mood_from_emotion("sad"), mood_from_emotion("happy")
    play = store.plays.add(ME, "music-a", sad, Goal.LIFT)
    event = store.feedback.record(ME, "music-b", Action.LIKE, {MoodTiming.BEFORE: sad}, Goal.CALM)
    of_event, of_play = (each.entry for each in store.moods.attached(ME, 10))
    assert (of_event.event_id, of_play.play_id) == (event.id, play.id)
    store.moods.add_after(of_play, ME, sad)
    store.moods.add_after(of_play, ME, happy)
    kept = store.moods.of_plays(ME, [play.id])
    moods = [(entry.moment, entry.mood, entry.goal) for entry in kept]
    assert sorted(moods, key=lambda mood: mood[0]) == [
        (MoodTiming.AFTER, happy, Goal.LIFT),
        (MoodTiming.BEFORE, sad, Goal.LIFT),
    ]
    assert store.plays.remove(ME, play.id)
    assert store.feedback.forget(ME, event.id).item_id == "music-b"
    assert not store.moods.any(ME)
    lone = store.moods.add(ME, sad)
    assert store.moods.remove_between(ME, lone.at, lone.at + timedelta(seconds=1)) == 1


def test_what_several_share_is_counted_and_told_without_names(store):
    assert_sharing_is_counted_without_names(store)
    for person in store.profiles.all():
        if person.id != ME:
            store.erase(person.id)


def test_writers_at_the_same_time_agree_on_the_opinion(store):
    actions = [Action.LIKE, Action.DISLIKE] * 50
    with ThreadPoolExecutor(8) as pool:
        events = list(
            pool.map(lambda action: store.feedback.record(ME, "music-a", action), actions)
        )
    newest = max(events, key=lambda event: event.id)
    assert store.feedback.opinion(ME, "music-a").liking is newest.action


def test_the_migrations_lead_to_the_schema_that_the_code_has(postgresql, store):
    database = Database(postgresql)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    database.close()


def test_a_password_is_not_shown():
    url = "postgresql+psycopg://someone:very-secret@127.0.0.1:1/nothing"
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert "very-secret" not in caught.value.detail + caught.value.hint
