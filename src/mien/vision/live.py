"""Reads frame after frame of a camera or film."""

from __future__ import annotations

import math
from dataclasses import dataclass

from mien.core.emotions import EMOTIONS
from mien.core.errors import NoFaceError
from mien.core.mood import Mood
from mien.vision.images import RgbArray
from mien.vision.read import MoodReader
from mien.vision.smooth import LiveRules, SmoothedMood, live_rules, smoothed
from mien.vision.track import FaceTracks, TrackedFace, track_faces


@dataclass(frozen=True, slots=True)
class LiveReading:
    """What one frame showed.

    Attributes:
        at: when the frame was taken, in seconds.
        faces: those in view, largest first, each calmed; empty when there is none.
        mood: of the frame alone, all people in the foreground together; None without a face.
        steady: the same, calmed; None without a face.
    """

    at: float
    faces: tuple[TrackedFace, ...]
    mood: Mood | None
    steady: SmoothedMood | None


class LiveReader:
    """Reads frames one after the other and remembers where and what the faces were."""

    def __init__(self, reader: MoodReader, rules: LiveRules | None = None) -> None:
        """Read with `reader` by `rules` (None: those that Mien ships)."""
        self._reader = reader
        self._rules = rules or live_rules()
        self._following = FaceTracks()
        self._whole: SmoothedMood | None = None
        self._searched = -math.inf

    def read(self, frame: RgbArray, at: float) -> LiveReading:
        """Read one frame, uint8 [height, width, 3], taken `at` seconds.

        Faces are looked for where they were in the frame before; now and then, and when there
        was none, in the whole picture.

        Raises:
            ImageError: the frame is no such array.
            ModelError: a model is missing or damaged.
        """
        hint = [face.box for face in self._following.in_view]
        if at - self._searched >= self._rules.full_search_every_seconds:
            hint = []
        if not hint:
            self._searched = at
        unsure_below = self._reader.unsure_below
        try:
            reading = self._reader.read(frame, hint)
        except NoFaceError:
            self._following = track_faces(self._following, (), at, unsure_below, self._rules)
            return LiveReading(at, (), None, None)
        self._following = track_faces(self._following, reading.faces, at, unsure_below, self._rules)
        probabilities = [reading.mood.emotions[emotion] for emotion in EMOTIONS]
        self._whole = smoothed(self._whole, probabilities, at, unsure_below, self._rules)
        return LiveReading(at, self._following.in_view, reading.mood, self._whole)
