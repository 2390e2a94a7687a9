"""Feedback taken in and taken back, and what it does to the next list."""

from __future__ import annotations

import pytest

from mien.core.diary import MoodTiming
from mien.core.errors import ItemNotFoundError, NothingToUndoError, UsageError
from mien.core.feedback import Action
from mien.core.mood import mood_from_emotion
from mien.core.recommendation import SourceStatus
from mien.services.diary.diary import Diary
from mien.services.profiles.feedback import Feedback, History
from mien.services.profiles.memory import Memory
from mien.services.profiles.privacy import Privacy
from mien.services.recommendations.recommender import MEMORY
from tests.factories.items import spread_items
from tests.factories.recommenders import personal_recommender

SAD = mood_from_emotion("sad")
HAPPY = mood_from_emotion("happy")


@pytest.fixture
def memory(tmp_path):
    remembered = Memory(tmp_path / "mien.sqlite3")
    yield remembered
    remembered.close()


@pytest.fixture
def recommender(memory):
    return personal_recommender(memory, spread_items(60))


@pytest.fixture
def feedback(memory, recommender):
    return Feedback(memory, find=recommender.item)


def _ids(recommender) -> list[str]:
    return [pick.item.id for pick in recommender.recommend("sad", "music", limit=10).picks]


@pytest.mark.parametrize("action", ["hide", "dislike"])
def test_what_is_hidden_or_disliked_leaves_the_list_until_undone(recommender, feedback, action):
    unwanted = _ids(recommender)[0]
    noted = feedback.give(unwanted, action)
    assert noted.opinion.left_out
    without = _ids(recommender)
    assert unwanted not in without
    assert len(without) == 10
    assert not feedback.give(unwanted, "undo").opinion.left_out
    assert unwanted not in recommender.recall().left_out


def test_it_leaves_the_similar_items_too_and_others_take_its_place(recommender, feedback):
    item = _ids(recommender)[0]
    before = [pick.item.id for pick in recommender.similar(item, 5)]
    feedback.give(before[0], "dislike")
    after = [pick.item.id for pick in recommender.similar(item, 5)]
    assert before[0] not in after
    assert len(after) == 5


def test_what_a_caller_excludes_stays_excluded(recommender, feedback):
    first, second = _ids(recommender)[:2]
    feedback.give(first, "hide")
    picks = recommender.recommend("sad", "music", limit=10, exclude=[second]).picks
    assert {first, second}.isdisjoint(pick.item.id for pick in picks)


def test_the_history_is_recalled_without_what_was_undone(recommender, feedback):
    a, b = _ids(recommender)[:2]
    feedback.give(a, "like")
    feedback.give(b, Action.FINISH)
    feedback.give(a, "undo")
    assert [(e.item_id, e.action) for e in recommender.recall().history] == [(b, Action.FINISH)]


def test_unknown_items_and_actions_are_refused_and_nothing_is_made(feedback, tmp_path):
    with pytest.raises(ItemNotFoundError):
        feedback.give("music-nowhere", "like")
    with pytest.raises(ItemNotFoundError):
        feedback.give("music-nowhere", "undo")
    with pytest.raises(UsageError, match="applaud"):
        feedback.give("music-song-1-1990", "applaud")
    assert list(tmp_path.iterdir()) == []


def test_undo_without_anything_to_undo_is_said(feedback):
    with pytest.raises(NothingToUndoError):
        feedback.give("music-song-1-1990", "undo")
    feedback.give("music-song-1-1990", "like")
    feedback.give("music-song-1-1990", "undo")
    with pytest.raises(NothingToUndoError):
        feedback.give("music-song-1-1990", "undo")


def test_an_item_that_left_the_catalogue_can_still_be_undone(feedback, memory):
    memory.open().feedback.record(1, "music-gone-1980", Action.HIDE)
    assert not feedback.give("music-gone-1980", "undo").opinion.hidden


def test_moods_are_dropped_unless_the_diary_is_on(feedback, memory, tmp_path):
    privacy = Privacy(memory)
    assert not Diary(memory).is_on()
    feedback.give("music-song-1-1990", "finish", mood=SAD, mood_after=HAPPY)
    assert list(memory.open().moods.stream(1)) == []
    privacy.keep_diary(True)
    assert Diary(memory).is_on()
    event = feedback.give("music-song-2-1990", "finish", mood=SAD, mood_after=HAPPY).event
    kept = [(e.moment, e.mood, e.event_id) for e in memory.open().moods.stream(1)]
    assert kept == [(MoodTiming.BEFORE, SAD, event.id), (MoodTiming.AFTER, HAPPY, event.id)]
    privacy.keep_diary(False)
    feedback.give("music-song-3-1990", "finish", mood=SAD)
    assert len(list(memory.open().moods.stream(1))) == 2


def test_history_comes_in_pages(feedback, memory):
    history = History(memory)
    assert history.page().events == ()
    for n in range(5):
        feedback.give(f"music-song-{n}-1990", "like")
    first = history.page(limit=3)
    second = history.page(limit=3, before=first.next_before)
    assert [e.item_id for e in first.events + second.events] == [
        f"music-song-{n}-1990" for n in (4, 3, 2, 1, 0)
    ]
    assert second.next_before is None
    assert history.page(limit=5).next_before is None
    with pytest.raises(UsageError):
        history.page(limit=0)


def test_without_a_usable_memory_there_is_a_list_that_says_so(tmp_path):
    (tmp_path / "mien.sqlite3").write_bytes(b"no database at all" * 100)
    recommender = personal_recommender(Memory(tmp_path / "mien.sqlite3"), spread_items(60))
    answer = recommender.recommend("sad", "music", limit=5)
    assert len(answer.picks) == 5
    (source,) = [source for source in answer.sources if source.name == MEMORY]
    assert source.status is SourceStatus.UNREACHABLE
    assert source.message
    assert len(recommender.similar(answer.picks[0].item.id, 5)) == 5
