"""Goals: what a word stands for in a mood."""

from __future__ import annotations

import pytest

from mien.core.errors import UnknownGoalError
from mien.core.goals import GOAL_TEXTS, Goal, resolve_goal
from mien.core.mood import mood_from_emotion, mood_from_probabilities


@pytest.mark.parametrize(
    ("emotion", "goal"),
    [
        ("angry", Goal.CALM),
        ("fear", Goal.CALM),
        ("happy", Goal.CALM),
        ("surprise", Goal.CALM),
        ("sad", Goal.LIFT),
        ("disgust", Goal.LIFT),
        ("neutral", Goal.LIFT),
    ],
)
def test_counteract_opposes_the_mood(emotion, goal):
    assert resolve_goal("counteract", mood_from_emotion(emotion)) is goal


def test_counteract_goes_by_the_whole_distribution_and_not_by_its_peak():
    # The peak is sad (lift), but anger and fear together outweigh it.
    mood = mood_from_probabilities([0.3, 0, 0.3, 0, 0.4, 0, 0])
    assert resolve_goal("counteract", mood) is Goal.CALM


@pytest.mark.parametrize("goal", list(Goal))
def test_every_goal_is_known_by_its_word(goal):
    assert resolve_goal(f" {goal.value.upper()} ", mood_from_emotion("sad")) is goal


def test_every_goal_is_told_of_in_texts_of_its_own():
    assert list(GOAL_TEXTS) == list(Goal)
    texts = [text for each in GOAL_TEXTS.values() for text in (each.label, each.effect)]
    assert len(set(texts)) == 2 * len(Goal)


def test_without_a_word_a_happy_mood_is_matched_and_a_sad_one_lifted():
    assert resolve_goal(None, mood_from_emotion("happy")) is Goal.MATCH
    assert resolve_goal(None, mood_from_emotion("sad")) is Goal.LIFT


def test_another_word_names_the_choices():
    with pytest.raises(UnknownGoalError) as caught:
        resolve_goal("cheer", mood_from_emotion("sad"))
    assert "sit-with" in caught.value.hint
    assert "counteract" in caught.value.hint
