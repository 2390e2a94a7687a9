"""Journeys, as a program plans them."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mien.catalog.load import load_items
from mien.core.emotions import EMOTIONS
from mien.core.errors import (
    ItemNotFoundError,
    UnknownEmotionError,
    UnknownLanguageError,
    UsageError,
)
from mien.core.goals import Goal
from mien.core.mood import mood_from_emotion
from mien.services.recommendations.journeys import JourneyPlanner, JourneyWish
from mien.services.recommendations.recommender import Recommender
from tests.factories.items import make_item, spread_items

CATALOGUE = [
    replace(item, tempo=70 + 7 * n % 90, language="en" if n % 2 else "hi")
    for n, item in enumerate(spread_items(1500))
]


@pytest.fixture(scope="module")
def planner():
    return JourneyPlanner(Recommender(CATALOGUE))


def place(item):
    return (1 + item.mood.valence) / 2, (1 + item.mood.arousal) / 2


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(EMOTIONS),
    st.sampled_from([*EMOTIONS, *Goal, "counteract"]),
    st.integers(5, 12),
    st.integers(0, 50),
)
def test_a_walk_arrives_in_bounded_steps_with_no_maker_twice(planner, start, to, length, seed):
    journey = planner.plan(JourneyWish(start, to, length=length, seed=seed))
    items = [stop.item for stop in journey.stops]
    assert len(items) == len(journey.path) == length
    assert len({item.creators for item in items}) == length
    assert journey.end_error <= 0.06
    away = math.dist(
        *[[(1 + side) / 2 for side in end] for end in (journey.path[0], journey.path[-1])]
    )
    assert journey.max_step <= away / (length - 1) + 0.1
    steps = [math.dist(place(a), place(b)) for a, b in itertools.pairwise(items)]
    assert journey.max_step == pytest.approx(max(steps), abs=1e-6)


def test_on_the_bundled_songs_it_is_smooth_and_arrives():
    planner = JourneyPlanner(Recommender(load_items()))
    for start, to in (("sad", "happy"), ("angry", "calm"), ("fear", "calm"), ("disgust", "lift")):
        journey = planner.plan(JourneyWish(start, to))
        assert journey.end_error <= 0.03
        assert journey.max_step <= 0.13
        assert journey.tempo_jump is not None
        assert journey.tempo_jump <= 10


def test_it_starts_at_the_mood_and_ends_at_the_goal(planner):
    journey = planner.plan(JourneyWish("sad", "happy"))
    sad, happy = mood_from_emotion("sad"), mood_from_emotion("happy")
    assert journey.path[0] == pytest.approx((sad.valence, sad.arousal), abs=1e-3)
    assert journey.path[-1] == pytest.approx((0.8, happy.arousal), abs=1e-3)
    calm = planner.plan(JourneyWish("angry", "calm")).path
    assert calm[-1][1] < calm[0][1] - 0.5


def test_straight_there_puts_every_song_at_the_end(planner):
    journey = planner.plan(JourneyWish("sad", "happy", straight=True))
    assert len(set(journey.path)) == 1
    assert all(math.dist(place(s.item), (0.9, 0.7)) < 0.15 for s in journey.stops)


def test_languages_are_mixed_or_kept_apart_as_asked(planner):
    def languages(**wish):
        stops = planner.plan(JourneyWish("sad", "happy", **wish)).stops
        return {stop.item.language for stop in stops}

    assert languages() == {"en", "hi"}
    assert len(languages(mixed=False)) == 1
    assert languages(languages=("hi",)) == languages(languages="hi") == {"hi"}
    assert len(languages(languages=("hi", "en"), mixed=False)) == 1


def test_a_tempo_limit_is_kept_where_songs_allow_it(planner):
    limited = planner.plan(JourneyWish("sad", "happy", tempo_limit=8)).stops
    tempi = [stop.item.tempo for stop in limited]
    assert max(abs(a - b) for a, b in itertools.pairwise(tempi)) <= 8


def test_the_same_seed_repeats_and_another_varies(planner):
    first, again, other = (planner.plan(JourneyWish("sad", "calm", seed=s)) for s in (1, 1, 2))
    assert first == again
    assert first.stops != other.stops


def test_a_stop_can_be_swapped_and_the_rest_stays(planner):
    wish = JourneyWish("sad", "happy")
    before = planner.plan(wish)
    ids = [stop.item.id for stop in before.stops]
    after = planner.swap(wish, ids, 4)
    changed = [n for n, stop in enumerate(after.stops, 1) if stop.item.id not in ids]
    assert changed == [4]
    assert after.path == before.path
    assert len({stop.item.creators for stop in after.stops}) == 10
    assert after.max_step <= 0.25
    third = planner.swap(replace(wish, exclude=(ids[3],)), [s.item.id for s in after.stops], 4)
    assert third.stops[3].item.id not in {ids[3], after.stops[3].item.id}


def test_songs_without_a_tempo_can_be_walked():
    planner = JourneyPlanner(Recommender(spread_items(300)))
    assert planner.plan(JourneyWish("sad", "happy")).tempo_jump is None


def test_a_walk_ends_early_when_the_songs_run_out():
    few = [make_item(n) for n in range(3)]
    assert len(JourneyPlanner(Recommender(few)).plan(JourneyWish("sad", "happy")).stops) == 3


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (JourneyWish("sad", "happy", length=4), UsageError),
        (JourneyWish("sad", "happy", length=13), UsageError),
        (JourneyWish("sad", "polka"), UnknownEmotionError),
        (JourneyWish("polka", "happy"), UnknownEmotionError),
        (JourneyWish("sad", "happy", languages=("xx",)), UnknownLanguageError),
        (JourneyWish("sad", "happy", tempo_limit=0), UsageError),
        (JourneyWish("sad", "happy", seed=-1), UsageError),
        (JourneyWish("sad", "happy", exclude=tuple(i.id for i in CATALOGUE)), UsageError),
        (JourneyWish(None, "happy"), UsageError),
        (JourneyWish("sad", None), UsageError),
        (JourneyWish("sad", "happy", length="7"), UsageError),
        (JourneyWish("sad", "happy", length=7.5), UsageError),
        (JourneyWish("sad", "happy", seed="x"), UsageError),
        (JourneyWish("sad", "happy", tempo_limit="8"), UsageError),
    ],
)
def test_bad_wishes_are_refused_with_what_to_do(planner, wish, error):
    with pytest.raises(error) as caught:
        planner.plan(wish)
    assert caught.value.hint


def test_a_string_is_one_id_to_leave_out(planner):
    first = planner.plan(JourneyWish("sad", "happy")).stops[3].item.id
    left_out = planner.plan(JourneyWish("sad", "happy", exclude=first))
    assert first not in {stop.item.id for stop in left_out.stops}


@pytest.mark.parametrize("wrong", [{"languages": 7}, {"languages": None}, {"exclude": [7]}])
def test_a_wish_of_a_wrong_type_is_refused_when_it_is_made(wrong):
    with pytest.raises(UsageError) as caught:
        JourneyWish("sad", "happy", **wrong)
    assert caught.value.hint


def test_bad_swaps_are_refused(planner):
    wish = JourneyWish("sad", "happy", length=5)
    ids = [stop.item.id for stop in planner.plan(wish).stops]
    with pytest.raises(UsageError):
        planner.swap(wish, ids, 6)
    with pytest.raises(UsageError):
        planner.swap(wish, ids, "1")
    with pytest.raises(UsageError):
        planner.swap(wish, 7, 1)
    with pytest.raises(ItemNotFoundError):
        planner.swap(wish, [*ids[:4], "music-nothing-1900"], 1)
