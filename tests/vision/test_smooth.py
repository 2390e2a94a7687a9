"""Calming and following, and that the page's scripts do the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mien.core.faces import Face
from mien.vision.smooth import LiveRules, SmoothedMood, smoothed
from mien.vision.track import FaceTracks, track_faces
from tests.factories.live_sessions import UNSURE_BELOW, face, session_with, shares

RULES = LiveRules(
    smoothing_seconds=1.0,
    lead_seconds=0.5,
    forgotten_after_seconds=1.0,
    same_face_sides=1.0,
    full_search_every_seconds=1.0,
    longest_reading_seconds=2.0,
)


def read_all(readings: list[tuple[float, list[float]]]) -> list[SmoothedMood]:
    """Calm readings (time, probabilities) one after the other."""
    steady, all_of_them = None, []
    for at, probabilities in readings:
        steady = smoothed(steady, probabilities, at, UNSURE_BELOW, RULES)
        all_of_them.append(steady)
    return all_of_them


def label(steady: SmoothedMood) -> str | None:
    return steady.mood.label


def test_the_first_reading_stands_as_it_is():
    (steady,) = read_all([(3.0, shares("happy"))])
    assert steady.average == tuple(shares("happy"))
    assert label(steady) == "happy"


@given(st.integers(1, 40), st.integers(1, 40))
def test_what_counts_is_time_and_not_the_number_of_frames(few, many):
    def after_one_second(frames: int) -> SmoothedMood:
        times = [i / frames for i in range(1, frames + 1)]
        return read_all([(0.0, shares("sad")), *((t, shares("happy")) for t in times)])[-1]

    assert after_one_second(few).average == pytest.approx(after_one_second(many).average)


def test_after_the_smoothing_time_63_percent_of_the_way_is_gone():
    steady = read_all([(0.0, shares("sad", 1.0)), (1.0, shares("happy", 1.0))])[-1]
    assert steady.mood.emotions["happy"] == pytest.approx(1 - math.exp(-1))


def test_the_headline_follows_once_the_other_has_led_for_long_enough():
    times = [i / 10 for i in range(1, 31)]
    steadies = read_all([(0.0, shares("happy")), *((t, shares("sad")) for t in times)])
    labels = [label(steady) for steady in steadies]
    leads_from = next(
        i for i, s in enumerate(steadies) if max(s.mood.emotions, key=s.mood.emotions.get) == "sad"
    )
    changed = labels.index("sad")
    assert labels == ["happy"] * changed + ["sad"] * (len(labels) - changed)
    assert times[changed - 1] - times[leads_from - 1] >= RULES.lead_seconds - 1e-9


def test_one_odd_frame_changes_no_headline():
    readings = [(i / 10, shares("fear" if i == 20 else "happy")) for i in range(40)]
    assert {label(steady) for steady in read_all(readings)} == {"happy"}


def test_weak_evidence_is_not_named():
    flat = [1 / 7] * 7
    steadies = read_all([(0.0, shares("happy")), *((1 + i / 5, flat) for i in range(15))])
    assert label(steadies[-1]) is None
    assert steadies[-1].mood.confidence < UNSURE_BELOW


def test_after_a_second_without_a_reading_it_starts_afresh():
    before = (0.0, shares("sad"))
    assert label(read_all([before, (1.1, shares("happy"))])[-1]) == "happy"
    assert label(read_all([before, (0.9, shares("happy"))])[-1]) == "sad"


def follow(frames: list[tuple[float, list[Face]]]) -> list[list[int]]:
    """The numbers of the faces of each frame, in its order."""
    following, numbers = FaceTracks(), []
    for at, faces in frames:
        following = track_faces(following, faces, at, UNSURE_BELOW, RULES)
        numbers.append([each.number for each in following.in_view])
    return numbers


def test_two_people_who_move_and_change_places_in_the_list_stay_who_they_are():
    frames = []
    for step in range(30):
        left, right = face(100 + 12 * step, 150), face(500 - 12 * step, 320, "sad")
        frames.append((step / 10, [left, right] if step % 2 else [right, left]))
    numbers = follow(frames)
    assert all(pair == ([2, 1] if step % 2 else [1, 2]) for step, pair in enumerate(numbers))


def test_each_has_a_headline_of_their_own():
    following = FaceTracks()
    for step in range(20):
        faces = [face(100 + step, 100, "happy"), face(400 - step, 100, "sad")]
        following = track_faces(following, faces, step / 10, UNSURE_BELOW, RULES)
    assert [each.mood.label for each in following.in_view] == ["happy", "sad"]


@pytest.mark.parametrize(("pause", "number"), [(0.9, 1), (1.1, 2)])
def test_a_face_lost_for_a_second_is_forgotten(pause, number):
    frames = [(0.0, [face(100, 100)]), (pause / 2, []), (pause, [face(110, 100)])]
    assert follow(frames) == [[1], [], [number]]


@pytest.mark.parametrize("other", [face(260, 100), face(100, 100, side=250)])
def test_a_face_too_far_away_or_of_another_size_is_another(other):
    assert follow([(0.0, [face(100, 100)]), (0.1, [other])]) == [[1], [2]]


def test_numbers_are_never_used_again():
    frames = [(0.0, [face(100, 100)]), (2.0, [face(100, 100)]), (4.0, [face(400, 100)])]
    assert follow(frames) == [[1], [2], [3]]


def test_recorded_sessions_change_and_forget():
    labels = set()
    most = 0
    for frame in session_with(3, seed=1)[1]:
        labels |= {each["label"] for each in frame}
        most = max([most, *(each["number"] for each in frame)])
    assert len(labels) > 3
    assert most > 3
