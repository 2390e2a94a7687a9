"""Feedback that is kept, taken back, and what it comes to."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from mien.core.diary import MoodTiming
from mien.core.feedback import Action, Opinion
from mien.core.mood import mood_from_emotion
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.store.store import open_store
from tests.store.sharing import assert_sharing_is_counted_without_names

ME = DEFAULT_PROFILE_ID


def test_an_event_is_there_after_opening_the_store_again(store, file):
    before = datetime.now(UTC)
    event = store.feedback.record(ME, "music-a", Action.LIKE)
    store.close()
    again = open_store(file)
    assert again.feedback.newest(ME, 10) == [event]
    assert again.feedback.opinion(ME, "music-a") == Opinion("music-a", Action.LIKE)
    assert timedelta() <= event.at - before < timedelta(minutes=1)
    again.close()


def test_of_like_and_dislike_the_newest_wins_and_undo_brings_the_other_back(store):
    store.feedback.record(ME, "music-a", Action.LIKE)
    store.feedback.record(ME, "music-a", Action.DISLIKE)
    assert store.feedback.left_out(ME) == {"music-a"}
    undone = store.feedback.undo(ME, "music-a")
    assert (undone.action, undone.undone_at is None) == (Action.DISLIKE, False)
    assert store.feedback.opinion(ME, "music-a").liking is Action.LIKE
    assert store.feedback.left_out(ME) == frozenset()


def test_liking_does_not_unhide_and_undo_of_hide_does(store):
    store.feedback.record(ME, "music-a", Action.HIDE)
    store.feedback.record(ME, "music-a", Action.LIKE)
    assert store.feedback.left_out(ME) == {"music-a"}
    store.feedback.undo(ME, "music-a")
    store.feedback.undo(ME, "music-a")
    assert store.feedback.left_out(ME) == frozenset()
    assert store.feedback.undo(ME, "music-a") is None
    assert store.feedback.opinions(ME) == []


def test_skips_and_finishes_are_no_opinion(store):
    store.feedback.record(ME, "music-a", Action.SKIP)
    store.feedback.record(ME, "music-a", Action.FINISH)
    assert store.feedback.opinions(ME) == []
    assert [event.action for event in store.feedback.standing(ME, 10)] == [
        Action.FINISH,
        Action.SKIP,
    ]


def test_what_was_undone_stays_in_the_history_but_does_not_stand(store):
    store.feedback.record(ME, "music-a", Action.LIKE)
    store.feedback.undo(ME, "music-a")
    (event,) = store.feedback.newest(ME, 10)
    assert event.undone_at >= event.at
    assert store.feedback.standing(ME, 10) == []


def test_pages_and_the_stream_give_every_event_once(store):
    ids = [store.feedback.record(ME, f"music-{n}", Action.SKIP).id for n in range(7)]
    first = store.feedback.newest(ME, 3)
    second = store.feedback.newest(ME, 10, before=first[-1].id)
    assert [event.id for event in first + second] == ids[::-1]
    assert [event.id for event in store.feedback.stream(ME)] == ids


def test_moods_are_kept_with_the_event_they_came_with(store):
    sad, happy = mood_from_emotion("sad"), mood_from_emotion("happy")
    event = store.feedback.record(
        ME, "music-a", Action.FINISH, {MoodTiming.BEFORE: sad, MoodTiming.AFTER: happy}
    )
    kept = list(store.moods.stream(ME))
    assert [(entry.moment, entry.mood, entry.event_id) for entry in kept] == [
        (MoodTiming.BEFORE, sad, event.id),
        (MoodTiming.AFTER, happy, event.id),
    ]


def test_plays_and_lone_moods_are_kept_in_order(store):
    plays = [store.plays.add(ME, "music-a"), store.plays.add(ME, "music-b")]
    assert list(store.plays.stream(ME)) == plays
    assert store.plays.newest(ME, 1) == plays[1:]
    entry = store.moods.add(ME, mood_from_emotion("fear"))
    assert store.moods.newest(ME, 5) == [entry]
    assert entry.event_id is None


def test_settings_are_any_json_and_the_last_one_put_counts(store):
    assert store.settings.get(ME, "diary") is None
    store.settings.put(ME, "diary", True)
    store.settings.put(ME, "diary", False)
    store.settings.put(ME, "sources", {"one": True})
    assert store.settings.all(ME) == {"diary": False, "sources": {"one": True}}


def test_one_hundred_thousand_events_of_one_person_are_answered(store, file):
    with sqlite3.connect(file) as connection:
        connection.executemany(
            "INSERT INTO feedback (profile_id, item_id, action, at) VALUES (?, ?, ?, ?)",
            ((ME, f"music-{n % 5000}", list(Action)[n % 5].value, n) for n in range(100_000)),
        )
    connection.close()
    store.feedback.record(ME, "music-1", Action.DISLIKE)
    assert store.feedback.left_out(ME) == {"music-1"}
    assert store.feedback.undo(ME, "music-1").action is Action.DISLIKE
    assert sum(1 for _ in store.feedback.stream(ME)) == 100_001


ITEMS = st.sampled_from(["music-a", "music-b"])
STEPS = st.lists(st.tuples(ITEMS, st.sampled_from([*Action, "undo"])), max_size=12)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_opinions_follow_from_the_standing_events_alone(steps):
    standing: list[tuple[str, Action]] = []
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "mien.sqlite3")
        for item, action in steps:
            if action == "undo":
                store.feedback.undo(ME, item)
                mine = [n for n, (other, _) in enumerate(standing) if other == item]
                if mine:
                    del standing[mine[-1]]
            else:
                store.feedback.record(ME, item, action)
                standing.append((item, action))
        for item in ("music-a", "music-b"):
            words = [a for i, a in standing if i == item and a in (Action.LIKE, Action.DISLIKE)]
            assert store.feedback.opinion(ME, item) == Opinion(
                item, words[-1] if words else None, (item, Action.HIDE) in standing
            )
        assert [(e.item_id, e.action) for e in store.feedback.standing(ME, 99)] == standing[::-1]
        store.close()


def test_what_several_share_is_told_without_names_and_only_what_enough_of_them_took_up(store):
    assert_sharing_is_counted_without_names(store)
