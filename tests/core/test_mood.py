"""A mood is a distribution with a place and a spread."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mien.core.emotions import AFFECT, EMOTIONS, require_emotion
from mien.core.errors import UnknownEmotionError, UsageError
from mien.core.mood import (
    combine_moods,
    mood_from_emotion,
    mood_from_point,
    mood_from_probabilities,
)

weights = st.lists(st.floats(0, 1), min_size=7, max_size=7).filter(lambda ws: sum(ws) > 1e-6)
coordinates = st.floats(-1, 1)


def test_the_order_of_the_emotions_is_that_of_fer2013():
    assert EMOTIONS == ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")


@pytest.mark.parametrize(
    ("emotion", "valence", "arousal"),
    [
        ("angry", -0.65, 0.50),
        ("disgust", -0.75, 0.25),
        ("fear", -0.55, 0.55),
        ("happy", 0.90, 0.40),
        ("sad", -0.65, -0.35),
        ("surprise", 0.20, 0.65),
        ("neutral", 0.00, -0.10),
    ],
)
def test_a_named_emotion_lies_at_its_published_place(emotion, valence, arousal):
    mood = mood_from_emotion(emotion)
    assert (mood.label, mood.confidence) == (emotion, 1.0)
    assert (mood.valence, mood.arousal) == pytest.approx((valence, arousal))
    assert mood.emotions[emotion] == 1.0


def test_the_valence_of_surprise_is_less_certain_than_that_of_any_other():
    spreads = {e: mood_from_emotion(e).spread.valence for e in EMOTIONS}
    assert max(spreads, key=spreads.get) == "surprise"


@given(weights)
def test_valence_and_arousal_are_the_weighted_means(ws):
    mood = mood_from_probabilities(ws)
    total = sum(ws)
    assert sum(mood.emotions.values()) == pytest.approx(1)
    expected = sum(w * AFFECT[e].valence for w, e in zip(ws, EMOTIONS, strict=True)) / total
    assert mood.valence == pytest.approx(expected, abs=1e-9)
    assert -1 <= mood.arousal <= 1
    assert mood.spread.valence >= 0.25 - 1e-9


def test_disagreeing_emotions_widen_the_spread():
    torn = mood_from_probabilities([0, 0, 0, 0.5, 0.5, 0, 0])
    # Two points of spread .25, each .775 from their mean: sqrt(.25² + .775²).
    assert torn.spread.valence == pytest.approx(math.sqrt(0.25**2 + 0.775**2))


def test_weak_evidence_gets_no_label():
    mood = mood_from_probabilities([0.3, 0, 0, 0.3, 0.2, 0, 0.2])
    assert mood.label is None
    assert mood.confidence == pytest.approx(0.3)
    assert mood_from_probabilities([0.3, 0, 0, 0.3, 0.2, 0, 0.2], unsure_below=0.2).label == "angry"


def test_top_three_come_best_first():
    mood = mood_from_probabilities([0.1, 0, 0.2, 0.6, 0, 0.05, 0.05])
    assert [name for name, _ in mood.top(3)] == ["happy", "fear", "angry"]


@pytest.mark.parametrize(
    "bad",
    [
        [],
        [1.0] * 6,
        [1.0] * 8,
        [0.0] * 7,
        [math.nan, 0, 0, 0, 0, 0, 1],
        [math.inf, 0, 0, 0, 0, 0, 1],
        [-0.1, 0, 0, 0, 0, 0, 1],
    ],
)
def test_probabilities_that_are_none_are_refused(bad):
    with pytest.raises(UsageError):
        mood_from_probabilities(bad)


@pytest.mark.parametrize("word", ["", "joy", "happy!", "HAPPY SAD", "None"])
def test_other_words_are_no_emotion(word):
    with pytest.raises(UnknownEmotionError) as caught:
        mood_from_emotion(word)
    assert "neutral" in caught.value.hint


def test_case_and_space_around_a_word_do_not_matter():
    assert require_emotion("  Happy ") == "happy"


@given(coordinates, coordinates)
def test_a_point_keeps_its_place(valence, arousal):
    mood = mood_from_point(valence, arousal)
    assert (mood.valence, mood.arousal) == (valence, arousal)
    assert sum(mood.emotions.values()) == pytest.approx(1)


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_a_point_on_an_emotion_is_mostly_that_emotion(emotion):
    place = AFFECT[emotion]
    assert mood_from_point(place.valence, place.arousal).top(1)[0][0] == emotion


@pytest.mark.parametrize("bad", [1.01, -1.01, math.nan, math.inf])
def test_a_point_outside_the_map_is_refused(bad):
    with pytest.raises(UsageError, match="valence"):
        mood_from_point(bad, 0)
    with pytest.raises(UsageError, match="arousal"):
        mood_from_point(0, bad)


def test_one_mood_combined_is_itself():
    mood = mood_from_emotion("sad")
    assert combine_moods([mood]) is mood


def test_two_people_meet_in_the_middle_with_a_wider_spread():
    happy, sad = mood_from_emotion("happy"), mood_from_emotion("sad")
    both = combine_moods([happy, sad])
    assert both.valence == pytest.approx((happy.valence + sad.valence) / 2)
    assert both.emotions["happy"] == pytest.approx(0.5)
    assert both.spread.valence > happy.spread.valence


def test_nobody_has_no_mood():
    with pytest.raises(UsageError):
        combine_moods([])
