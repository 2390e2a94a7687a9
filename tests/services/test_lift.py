"""What went together with feeling better: said when clear, not when it is chance or habit."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from mien.core.diary import MoodChange, MoodEntry, MoodTiming
from mien.core.errors import ItemNotFoundError
from mien.core.goals import Goal
from mien.core.mood import mood_from_emotion, mood_from_point
from mien.services.diary.effects import LEAST_PAIRS, Measure, Pair, Topic, pairs_of, what_lifts
from tests.factories.items import make_item

JAZZ, ROCK = (Topic.GENRE, "jazz"), (Topic.GENRE, "rock")


def pair(before, after, *groups, day=0, energy=(0.0, 0.0)):
    clipped = [float(np.clip(value, -1, 1)) for value in (before, after)]
    return Pair(
        mood_from_point(clipped[0], energy[0]),
        mood_from_point(clipped[1], energy[1]),
        frozenset(groups),
        date(2026, 1, 1) + timedelta(days=day),
    )


def person(seed, count, effect=0.0, *, start=0.0):
    """Return pairs of somebody whose mood after hardly depends on that before.

    They play jazz when they feel `start` worse than else, and feel better by `effect` after it.
    """
    rng = np.random.default_rng(seed)
    pairs = []
    for n in range(count):
        jazz = n % 2 == 0
        before = rng.normal(start if jazz else 0.0, 0.3)
        after = 0.2 * before + rng.normal(effect if jazz else 0.0, 0.3)
        pairs.append(pair(before, after, JAZZ if jazz else ROCK, day=n))
    return pairs


def test_a_real_difference_is_found_with_its_size_and_an_interval_around_it():
    (jazz,) = [lift for lift in what_lifts(person(1, 80, 0.5)).lifts if lift.word == "jazz"]
    assert (jazz.topic, jazz.measure, jazz.pairs) == (Topic.GENRE, Measure.VALENCE, 40)
    assert jazz.low < 0.5 < jazz.high
    assert 0 < jazz.low < jazz.beyond < jazz.high


def test_feeling_better_again_after_a_low_is_not_credited_to_what_was_played():
    claims = 0
    for seed in range(40):
        pairs = person(seed, 60, start=-0.6)
        change = [p.after.valence - p.before.valence for p in pairs if JAZZ in p.groups]
        assert np.mean(change) > 0.3
        claims += bool(what_lifts(pairs).lifts)
    assert claims <= 6


def test_without_any_difference_something_is_said_in_few_cases_of_a_hundred():
    claims = sum(bool(what_lifts(person(seed, 40)).lifts) for seed in range(100))
    assert claims <= 10


def test_too_few_pairs_say_nothing_however_clear_they_look():
    few = [pair(-0.8, 0.9, JAZZ, day=n) for n in range(LEAST_PAIRS - 1)]
    rest = [pair(-0.8, -0.8, ROCK, day=n) for n in range(20)]
    report = what_lifts([*few, *rest])
    assert report.lifts == ()
    assert report.enough == 0
    assert report.fullest == (ROCK, 20)


def test_pairs_without_others_to_compare_with_say_nothing():
    report = what_lifts([pair(-0.8, 0.9, JAZZ, day=n) for n in range(50)])
    assert (report.pairs, report.enough, report.lifts) == (50, 0, ())


def test_one_evening_is_not_enough():
    evening = [pair(-0.8, 0.9, JAZZ) for _ in range(12)]
    rest = [pair(-0.8, -0.8, ROCK, day=n) for n in range(12)]
    words = {lift.word for lift in what_lifts([*evening, *rest]).lifts}
    assert "jazz" not in words


def test_nothing_told_is_a_report_too():
    report = what_lifts([])
    assert (report.pairs, report.enough, report.fullest, report.lifts) == (0, 0, None, ())


def test_calmer_is_found_as_well():
    rng = np.random.default_rng(0)
    pairs = [
        pair(0, 0, JAZZ if n % 2 else ROCK, day=n, energy=(0.3, 0.3 - 0.6 * (n % 2) + noise))
        for n, noise in enumerate(rng.normal(0, 0.1, 40))
    ]
    found = {(lift.word, lift.measure): lift.beyond for lift in what_lifts(pairs).lifts}
    assert found["jazz", Measure.AROUSAL] == pytest.approx(-0.6, abs=0.1)
    assert ("jazz", Measure.VALENCE) not in found


def test_pairs_carry_what_their_items_are_and_the_goal():
    item = make_item(1, genres=("jazz", "pop"), creators=("Ella",))

    def find(item_id):
        if item_id != item.id:
            raise ItemNotFoundError("gone", "")
        return item

    now = datetime.now(UTC)
    sad, happy = mood_from_emotion("sad"), mood_from_emotion("happy")
    before = MoodEntry(1, now, sad, MoodTiming.BEFORE, 1, None, Goal.LIFT)
    after = MoodEntry(2, now, happy, MoodTiming.AFTER, 1, None, Goal.LIFT)
    told, gone = pairs_of(
        [
            MoodChange(item.id, before, after),
            MoodChange(item.id, before),
            MoodChange("gone", before, after),
        ],
        find,
    )
    assert told.groups == {
        (Topic.GENRE, "jazz"),
        (Topic.GENRE, "pop"),
        (Topic.CREATOR, "Ella"),
        (Topic.GOAL, "lift"),
    }
    assert (told.before, told.after) == (sad, happy)
    assert gone.groups == {(Topic.GOAL, "lift")}
