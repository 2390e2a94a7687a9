"""Where each goal leads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mien.core.emotions import EMOTIONS
from mien.core.goals import Goal
from mien.core.mood import mood_from_emotion, mood_from_point, mood_from_probabilities
from mien.recommend.steer import REACH, fit, target_of

emotions = pytest.mark.parametrize("emotion", EMOTIONS)
point = st.tuples(st.floats(-1, 1), st.floats(-1, 1))


@emotions
def test_match_stays_where_the_mood_is(emotion):
    mood = mood_from_emotion(emotion)
    target = target_of(mood, Goal.MATCH)
    assert target.valence == pytest.approx(min(REACH, mood.valence))
    assert target.arousal == pytest.approx(mood.arousal)


@given(point)
def test_each_goal_moves_the_way_it_says(place):
    valence, arousal = place
    mood = mood_from_point(valence, arousal)
    stay = target_of(mood, Goal.MATCH)
    lift, calm = target_of(mood, Goal.LIFT), target_of(mood, Goal.CALM)
    energize, vent = target_of(mood, Goal.ENERGIZE), target_of(mood, Goal.VENT)
    sit = target_of(mood, Goal.SIT_WITH)
    assert lift.valence >= stay.valence - 1e-9
    assert calm.arousal <= max(stay.arousal, -0.7) + 1e-9
    assert energize.arousal >= stay.arousal - 1e-9
    assert vent.arousal >= stay.arousal - 1e-9
    assert sit.valence >= stay.valence - 1e-9  # never darker than the mood
    assert sit.arousal <= max(stay.arousal, -0.6) + 1e-9


@given(point, st.sampled_from(list(Goal)))
def test_no_target_lies_out_of_reach(place, goal):
    target = target_of(mood_from_point(*place), goal)
    assert abs(target.valence) <= REACH
    assert abs(target.arousal) <= REACH


def test_an_uncertain_mood_has_a_wider_target():
    sure = target_of(mood_from_emotion("happy"), Goal.MATCH)
    torn = target_of(mood_from_probabilities([0, 0, 0, 0.5, 0.5, 0, 0]), Goal.MATCH)
    assert torn.valence_width > sure.valence_width


def test_the_whole_distribution_moves_the_target_not_the_peak_alone():
    some_fear = mood_from_probabilities([0, 0, 0.4, 0.6, 0, 0, 0])
    some_calm = mood_from_probabilities([0, 0, 0, 0.6, 0, 0, 0.4])
    assert target_of(some_fear, Goal.MATCH).valence < target_of(some_calm, Goal.MATCH).valence


def test_fit_is_one_on_the_target_and_falls_with_distance():
    target = target_of(mood_from_emotion("sad"), Goal.LIFT)
    steps = np.array([0.0, 0.2, 0.4])
    nearness = fit(target, target.valence + steps, np.full(3, target.arousal))
    assert nearness[0] == pytest.approx(1.0)
    assert nearness[0] > nearness[1] > nearness[2] > 0
