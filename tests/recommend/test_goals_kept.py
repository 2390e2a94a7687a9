"""Sitting with a mood, several people, questions."""

from __future__ import annotations

import pytest

from mien.catalog.load import load_items
from mien.core.emotions import EMOTIONS
from mien.core.goals import Goal
from mien.core.mood import mood_from_emotion, mood_from_probabilities
from mien.services.recommendations.recommender import Recommender
from tests.factories.events import NOW, event, likes
from tests.factories.items import spread_items

ITEMS = spread_items(600)


@pytest.fixture(scope="module")
def recommender():
    return Recommender(ITEMS)


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_sitting_with_a_mood_never_gives_anything_darker_or_lively(emotion):
    mood = mood_from_emotion(emotion)
    for kind in ("music", "movie", "video"):
        found = Recommender(load_items()).recommend(emotion, kind, "sit-with").picks
        assert found
        for pick in found:
            assert pick.item.mood.valence >= min(0.8, mood.valence) - 1e-6
            assert pick.item.mood.arousal <= max(0.0, mood.arousal)


def test_a_turn_is_offered_after_sitting_with_it_for_a_while(recommender):
    just_now = [event(n, ITEMS[n], "finish", days_ago=0.01) for n in range(5)]
    asked = {"mood": "sad", "kind": "music", "now": NOW}
    question = recommender.recommend(goal="sit-with", history=just_now, **asked).question
    assert question is not None
    assert {choice.goal for choice in question.choices} == {Goal.SIT_WITH, Goal.LIFT, Goal.CALM}
    long_ago = [event(n, ITEMS[n], "finish", days_ago=1) for n in range(5)]
    assert recommender.recommend(goal="sit-with", history=long_ago, **asked).question is None
    assert recommender.recommend(goal="lift", history=just_now, **asked).question is None


@pytest.mark.parametrize(
    "actions", [["skip"] * 6, ["dislike"] * 6, ["hide"] * 6, ["like", "finish"] * 3]
)
def test_no_turn_is_offered_for_what_was_turned_down_or_counted_twice(recommender, actions):
    done = [event(n, ITEMS[n // 2], each, days_ago=0.01) for n, each in enumerate(actions)]
    asked = {"mood": "sad", "kind": "music", "goal": "sit-with", "now": NOW}
    assert recommender.recommend(history=done, **asked).question is None


def test_a_surprise_is_asked_about_as_it_may_be_good_or_bad(recommender):
    question = recommender.recommend("surprise", "music").question
    assert question is not None
    assert [choice.emotion for choice in question.choices] == ["happy", "fear"]


def test_several_people_are_not_asked_whose_mood_it_is(recommender):
    torn = mood_from_probabilities([0, 0, 0, 0.45, 0.4, 0, 0.15])
    assert recommender.recommend([torn, "happy"], "music").question is None


def test_for_several_people_the_least_suited_is_suited_better_than_by_the_mean(recommender):
    from mien.recommend.steer import fit, target_of

    people = [mood_from_emotion("happy"), mood_from_emotion("sad")]
    together = recommender.recommend(people, "music", "match")
    mean = recommender.recommend(together.mood, "music", "match")

    def least(picks):
        table = recommender.ranker.table
        rows = [table.find(pick.item.id) for pick in picks]
        fits = [
            fit(target_of(p, Goal.MATCH), table.valence[rows], table.arousal[rows]) for p in people
        ]
        return min(float(each.mean()) for each in fits)

    assert least(together.picks) >= least(mean.picks) - 0.02


def test_the_compromise_is_explained_with_what_it_costs_each(recommender):
    (source,) = recommender.recommend(["happy", "sad"], "music").sources
    assert source.message.startswith("For 2 people")
    assert "happy" in source.message
    assert "sad" in source.message
    agreed = recommender.recommend(["happy", "happy"], "music").sources[0].message
    assert agreed.count("100 %") == 2
    assert recommender.recommend("happy", "music").sources[0].message == ""


def test_nobody_gets_a_hidden_part_in_a_list_for_one(recommender):
    alone = recommender.recommend(["sad"], "music", "lift", seed=3)
    assert alone.picks == recommender.recommend("sad", "music", "lift", seed=3).picks
    assert recommender.recommend("sad", "music", history=likes(ITEMS[:3]), now=NOW).picks
