"""The diary: what is kept while it is on, before and after, days and weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from mien.core.diary import MoodEntry, MoodTiming
from mien.core.errors import DiaryOffError, EntryNotFoundError, ItemNotFoundError
from mien.core.goals import Goal
from mien.core.mood import mood_from_emotion, mood_from_point
from mien.services.diary.days import days_of, weeks_of
from mien.services.diary.diary import ASKED_FOR, Diary, Plays, midnight
from mien.services.profiles.feedback import Feedback
from mien.services.profiles.memory import Memory
from mien.services.profiles.privacy import Privacy
from mien.services.recommendations.recommender import Recommender
from tests.factories.items import spread_items

SAD, HAPPY, CALM = (mood_from_emotion(word) for word in ("sad", "happy", "neutral"))
SONG, OTHER = "music-song-1-1990", "music-song-2-1990"


@pytest.fixture
def memory(tmp_path):
    remembered = Memory(tmp_path / "mien.sqlite3")
    yield remembered
    remembered.close()


@pytest.fixture
def find():
    return Recommender(spread_items(5)).item


@pytest.fixture
def plays(memory, find):
    return Plays(memory, find)


@pytest.fixture
def feedback(memory, find):
    return Feedback(memory, find)


@pytest.fixture
def diary(memory):
    return Diary(memory)


@pytest.fixture
def switched_on(memory):
    Privacy(memory).keep_diary(True)


def test_while_the_diary_is_off_nothing_is_kept_or_made(plays, diary, tmp_path):
    assert plays.note(SONG, mood=SAD) is None
    assert diary.is_empty()
    assert not diary.is_on()
    with pytest.raises(DiaryOffError):
        diary.tell(SAD)
    with pytest.raises(EntryNotFoundError):
        diary.forget_entry(1)
    assert diary.forget_day(datetime.now(UTC).date()) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_pause_keeps_what_is_there_and_takes_nothing_new(
    memory, plays, feedback, diary, switched_on
):
    plays.note(SONG, mood=SAD)
    Privacy(memory).keep_diary(False)
    assert plays.note(OTHER, mood=SAD) is None
    assert not feedback.give(OTHER, "like", mood=SAD).asks_after
    assert [played.play.item_id for played in diary.plays(5)] == [SONG]
    assert len(diary.since(None)) == 1


def test_a_play_of_an_unknown_item_is_refused(plays, switched_on):
    with pytest.raises(ItemNotFoundError):
        plays.note("music-nowhere")


def test_a_play_has_its_mood_before_and_after_and_its_goal(plays, diary, switched_on):
    play = plays.note(SONG, mood=SAD, goal=Goal.LIFT)
    diary.tell_after(HAPPY, play_id=play.id)
    (played,) = diary.plays(5)
    assert (played.before.mood, played.after.mood) == (SAD, HAPPY)
    assert (played.before.goal, played.after.moment) == (Goal.LIFT, MoodTiming.AFTER)
    (felt,) = diary.felt()
    assert (felt.item_id, felt.before.mood, felt.after.mood) == (SONG, SAD, HAPPY)


def test_what_is_told_after_replaces_what_was_told_before_it(feedback, diary, switched_on):
    noted = feedback.give(SONG, "like", mood=SAD, goal=Goal.CALM)
    assert noted.asks_after
    diary.tell_after(HAPPY, event_id=noted.event.id)
    diary.tell_after(None, event_id=noted.event.id)
    (felt,) = diary.felt()
    assert felt.after.mood == SAD
    assert len(diary.since(None)) == 2


@pytest.mark.parametrize(("action", "asked"), [("like", True), ("finish", True), ("hide", False)])
def test_only_what_was_taken_up_is_asked_after(feedback, action, asked, switched_on):
    assert feedback.give(SONG, action, mood=SAD).asks_after is asked
    assert not feedback.give(OTHER, action).asks_after


def test_there_is_nothing_to_tell_after_without_a_mood_before(plays, diary, switched_on):
    play = plays.note(SONG)
    for about in ({"play_id": play.id}, {"event_id": 1}, {"entry_id": 1}, {}):
        with pytest.raises(EntryNotFoundError):
            diary.tell_after(HAPPY, **about)


def test_the_diary_asks_about_each_item_once_until_told_and_for_some_days(
    plays, feedback, diary, switched_on
):
    feedback.give(SONG, "like", mood=SAD)
    plays.note(SONG, mood=SAD)
    plays.note(OTHER, mood=CALM)
    waiting = diary.waiting(5)
    assert [felt.item_id for felt in waiting] == [OTHER, SONG]
    assert len(diary.waiting(1)) == 1
    diary.tell_after(HAPPY, entry_id=waiting[1].before.id)
    assert [felt.item_id for felt in diary.waiting(5)] == [OTHER]
    later = datetime.now(UTC) + ASKED_FOR + timedelta(minutes=1)
    assert diary.waiting(5, now=later) == ()


def test_what_was_undone_is_no_before_and_after(feedback, diary, switched_on):
    noted = feedback.give(SONG, "like", mood=SAD, mood_after=HAPPY)
    assert len(diary.felt()) == 1
    feedback.give(SONG, "undo")
    assert diary.felt() == ()
    assert noted.event.id


def test_an_entry_a_play_and_a_day_are_removed(plays, diary, switched_on):
    play = plays.note(SONG, mood=SAD)
    entry = diary.tell(HAPPY)
    diary.forget_entry(entry.id)
    with pytest.raises(EntryNotFoundError):
        diary.forget_entry(entry.id)
    diary.forget_play(play.id)
    assert diary.is_empty()
    diary.tell(HAPPY)
    diary.tell(SAD)
    today = datetime.now(UTC).astimezone().date()
    assert diary.forget_day(today - timedelta(days=1)) == 0
    assert diary.forget_day(today) == 2


def test_nobody_reads_or_removes_what_is_in_the_diary_of_another(memory, diary, switched_on):
    entry = diary.tell(SAD)
    other = 2
    assert diary.since(None, profile_id=other) == []
    assert not diary.is_on(other)
    with pytest.raises(EntryNotFoundError):
        diary.forget_entry(entry.id, other)
    assert len(diary.since(None)) == 1


def test_entries_come_in_pages_newest_first(diary, switched_on):
    ids = [diary.tell(SAD).id for _ in range(5)]
    first = diary.entries(3)
    second = diary.entries(3, first.next_before)
    assert [entry.id for entry in first.entries + second.entries] == ids[::-1]
    assert second.next_before is None


def test_the_last_days_begin_at_midnight(diary, switched_on):
    diary.tell(SAD)
    now = datetime.now(UTC)
    assert len(diary.since(1, now=now)) == 1
    assert diary.since(1, now=now + timedelta(days=1)) == []
    assert len(diary.since(2, now=now + timedelta(days=1))) == 1


def entry(number, at, mood):
    return MoodEntry(number, at, mood)


def test_a_day_is_the_mixture_of_its_entries_and_a_week_counts_them():
    monday = midnight(date(2026, 3, 2))
    at = [monday + timedelta(hours=hours) for hours in (1, 20, 30, 24 * 7)]
    told = [SAD, HAPPY, HAPPY, SAD]
    entries = [entry(n, a, m) for n, (a, m) in enumerate(zip(at, told, strict=True))]
    days = days_of(entries)
    assert [len(day.entries) for day in days] == [2, 1, 1]
    assert days[0].mood.valence == pytest.approx((SAD.valence + HAPPY.valence) / 2)
    # Two moods far apart make a wider band than each alone.
    assert days[0].mood.spread.valence > 2 * days[1].mood.spread.valence
    later, first = weeks_of(entries)
    assert first.counts == (("happy", 2), ("sad", 1))
    assert (later.total, later.start) == (1, date(2026, 3, 9))


def test_an_unsure_mood_counts_as_such():
    unsure = mood_from_point(0.1, 0.3)
    assert unsure.label is None
    (week,) = weeks_of([entry(1, datetime.now(UTC), unsure)])
    assert week.counts == ((None, 1),)
