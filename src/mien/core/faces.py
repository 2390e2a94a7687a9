"""What was seen in a picture, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from mien.core.mood import Mood

Box = tuple[float, float, float, float]
"""x1, y1, x2, y2 in pixels of the upright picture; origin top left."""

Landmarks = tuple[tuple[float, float], ...]
"""Five points in pixels: left eye, right eye, nose, left and right corner of the mouth.

Left and right are those of the picture, as the viewer sees it.
"""


@dataclass(frozen=True, slots=True)
class DetectedFace:
    """Where a face is; `score` is the detector's own confidence, 0 to 1."""

    box: Box
    score: float
    landmarks: Landmarks | None


@dataclass(frozen=True, slots=True)
class Face:
    """A face and the mood that its expression suggests."""

    box: Box
    score: float
    landmarks: Landmarks | None
    mood: Mood


@dataclass(frozen=True, slots=True)
class Reading:
    """All faces of one picture, largest first, and the mood of the whole.

    Attributes:
        faces: at least one; a picture without a face raises NoFaceError instead.
        mood: that of the only face, or the even mixture of those in the foreground: faces with a
            side (root of the box's area) of less than half of the largest one's are listed in
            `faces` but left out of it.
        size: width and height of the upright picture in pixels.
        people: the moods that `mood` is the mixture of.
    """

    faces: tuple[Face, ...]
    mood: Mood
    size: tuple[int, int]
    people: tuple[Mood, ...] = ()
