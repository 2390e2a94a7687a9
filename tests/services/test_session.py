"""What a session is summed up as."""

from __future__ import annotations

import pytest

from mien.core.mood import mood_from_emotion
from mien.services.sessions.session import Session


def session(*readings: tuple[float, str]) -> Session:
    made = Session()
    for at, emotion in readings:
        made.add(at, mood_from_emotion(emotion))
    return made


def test_frames_are_counted_and_time_is_weighed():
    # Three quick readings of one emotion, then two that last.
    summary = session(
        (0.0, "sad"), (0.1, "sad"), (0.2, "sad"), (0.3, "happy"), (1.8, "happy")
    ).summary()
    assert (summary.most_frequent, summary.most_frequent_count) == ("sad", 3)
    assert summary.readings == 5
    assert summary.mood.label == "happy"
    assert summary.mood.emotions["happy"] == pytest.approx(3.0 / 3.3)
    assert summary.seconds == pytest.approx(3.3)


def test_time_without_a_face_does_not_count():
    assert session((0.0, "sad"), (0.5, "sad"), (60.5, "happy")).summary().seconds == 4.5


def test_a_session_of_one_reading_is_that_reading():
    summary = session((7.0, "fear")).summary()
    assert (summary.seconds, summary.readings, summary.most_frequent) == (1.0, 1, "fear")
    assert summary.mood.emotions["fear"] == pytest.approx(1.0)


def test_nothing_read_is_no_session():
    assert Session().summary() is None
    assert Session().stretches(12) == []


def test_over_time_it_is_cut_into_few_equal_parts():
    parts = session(*((i / 10, "happy" if i < 300 else "sad") for i in range(600))).stretches(12)
    assert len(parts) == 12
    assert {round(part.end - part.start, 6) for part in parts} == {round(59.901 / 12, 6)}
    assert [part.mood.label for part in parts] == ["happy"] * 6 + ["sad"] * 6


def test_a_part_without_a_reading_is_left_out():
    parts = session((0.0, "happy"), (0.5, "happy"), (10.5, "sad")).stretches(12)
    assert [(part.start, part.mood.label) for part in parts] == [(0.0, "happy"), (10.0, "sad")]


def test_two_emotions_of_equal_time_are_not_decided_on():
    assert session((0.0, "sad"), (1.0, "happy"), (2.0, "fear")).summary().mood.label is None
