"""Follows faces from frame to frame: who is who, and what each shows, calmed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mien.core.emotions import EMOTIONS
from mien.core.faces import Box, Face
from mien.core.mood import UNSURE_BELOW, Mood
from mien.vision.smooth import LiveRules, SmoothedMood, live_rules, smoothed

_MOST_GROWTH = 2.0
"""A face does not double or halve its side between two readings."""


@dataclass(frozen=True, slots=True)
class TrackedFace:
    """A face that keeps its identity while it moves.

    Attributes:
        number: of the face in this session, from 1; never used again for another.
        box: where it was seen last.
        steady: what it shows, calmed.
    """

    number: int
    box: Box
    steady: SmoothedMood

    @property
    def mood(self) -> Mood:
        """What the face shows, calmed."""
        return self.steady.mood


@dataclass(frozen=True, slots=True)
class FaceTracks:
    """The faces of a live session: those in view and those lost a moment ago."""

    faces: tuple[TrackedFace, ...] = ()
    seen: int = 0
    at: float = -math.inf

    @property
    def in_view(self) -> tuple[TrackedFace, ...]:
        """The faces of the latest frame, in its order."""
        return tuple(face for face in self.faces if face.steady.at == self.at)


def track_faces(
    before: FaceTracks,
    faces: Sequence[Face],
    at: float,
    unsure_below: float = UNSURE_BELOW,
    rules: LiveRules | None = None,
) -> FaceTracks:
    """Return who is who in the next frame.

    The nearest pairs of former and new faces are matched first, nearness being the distance of
    their centres over the mean of their sides. Pairs too far apart or too unlike in size are two
    faces. A face that is not matched is kept for a second and then forgotten.

    Args:
        before: what the frame before left.
        faces: of the new frame; may be empty.
        at: when it was taken, in seconds; later than the frame before.
        unsure_below: highest probability under which nothing is named.
        rules: the constants; None takes those that Mien ships.
    """
    rules = rules or live_rules()
    known = [f for f in before.faces if at - f.steady.at <= rules.forgotten_after_seconds]
    matched = _matches([f.box for f in known], [f.box for f in faces], rules.same_face_sides)
    seen = before.seen
    current = []
    for index, face in enumerate(faces):
        former = known[matched[index]] if index in matched else None
        before_it = None if former is None else former.steady
        if former is None:
            seen += 1
        probabilities = [face.mood.emotions[emotion] for emotion in EMOTIONS]
        steady = smoothed(before_it, probabilities, at, unsure_below, rules)
        current.append(TrackedFace(former.number if former else seen, face.box, steady))
    taken = set(matched.values())
    lost = [face for place, face in enumerate(known) if place not in taken]
    return FaceTracks((*current, *lost), seen, at)


def _matches(former: Sequence[Box], new: Sequence[Box], farthest: float) -> dict[int, int]:
    """Return for each new box that has one the place of its former box; nearest pairs first."""
    pairs = sorted(
        (distance, place, index)
        for place, old in enumerate(former)
        for index, box in enumerate(new)
        if (distance := _distance(old, box)) <= farthest
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, place, index in pairs:
        if place not in taken and index not in matched:
            matched[index] = place
            taken.add(place)
    return matched


def _distance(first: Box, second: Box) -> float:
    """Return the distance of the centres over the mean side; infinite for unlike sizes."""
    sides = [math.sqrt(max(0.0, (b[2] - b[0]) * (b[3] - b[1]))) for b in (first, second)]
    if min(sides) * _MOST_GROWTH < max(sides) or max(sides) == 0.0:
        return math.inf
    across = (first[0] + first[2] - second[0] - second[2]) / 2
    down = (first[1] + first[3] - second[1] - second[3]) / 2
    return math.hypot(across, down) / (sum(sides) / 2)
