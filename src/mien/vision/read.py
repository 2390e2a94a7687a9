"""From a picture to the moods of its faces: the front door of this package."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from typing import Final

import numpy as np

from mien.core.errors import NoFaceError
from mien.core.faces import Box, DetectedFace, Face, Reading
from mien.core.mood import combine_moods
from mien.core.phrases import Phrase
from mien.vision.align import crop_face
from mien.vision.classify import EmotionClassifier
from mien.vision.detect import FaceDetector, load_detector
from mien.vision.images import DEFAULT_LIMITS, DecodedImage, ImageLimits, ImageSource, load_picture

WORKING_SIDE: Final = 1280
"""Longest side in pixels at which faces are looked for."""

SMALLEST_FACE: Final = 24.0
"""Side in pixels under which a face shows too little to be read."""

FOREGROUND_SHARE: Final = 0.5
"""Faces with a side under this share of the largest one's are passers-by: listed, but left out of
the mood of the whole."""

_KEPT_BYTES: Final = 24 * 2**20


class MoodReader:
    """Finds the faces of a picture and reads the mood of each.

    The models are loaded when first needed, once, and may be used by several threads at a time.
    A picture is used in memory and dropped.
    """

    def __init__(
        self,
        detector: FaceDetector | None = None,
        classifier: EmotionClassifier | None = None,
        limits: ImageLimits = DEFAULT_LIMITS,
    ) -> None:
        """Set up a reader; no argument is needed.

        Args:
            detector: finds the faces; None is MTCNN.
            classifier: reads them; None uses the shipped model (or `MIEN_EMOTION_BUNDLE`).
            limits: what a picture may measure.
        """
        self._detector = detector
        self._classifier = classifier
        self._limits = limits
        _keep_freed_memory()
        self._loading = threading.Lock()

    def read(self, image: ImageSource, hint: Sequence[Box] | None = None) -> Reading:
        """Return the faces, largest first, and the mood of the whole.

        Args:
            image: the bytes of a picture file, its path, or a uint8 RGB array
                [height, width, 3].
            hint: where the faces were in the frame before, in this picture's pixels. Faces are
                then looked for there first, which is faster; newcomers are only noticed without
                a hint, so leave it out now and then.

        Raises:
            ImageError: the picture can't be read; the subclass says why.
            NoFaceError: no face, or none large enough.
            ModelError: a model is missing or damaged.
        """
        picture = load_picture(image, self._limits, longest_side=WORKING_SIDE)
        detector, classifier = self._models()
        across, down = picture.scale
        near = [(x1 / across, y1 / down, x2 / across, y2 / down) for x1, y1, x2, y2 in hint or ()]
        faces = _readable(detector.detect(picture.pixels, near))
        if not faces:
            raise NoFaceError(
                Phrase("No face was found that is large and clear enough to read."),
                Phrase(
                    "Use a picture in which the face looks towards the camera in good light and is "
                    "at least a tenth of the picture high, or say the mood yourself."
                ),
            )
        moods = classifier.classify(np.stack([crop_face(picture.pixels, face) for face in faces]))
        read = tuple(
            Face(*_in_whole_picture(face, picture), mood=mood)
            for face, mood in zip(faces, moods, strict=True)
        )
        people = tuple(moods[: _in_foreground(faces)])
        return Reading(read, combine_moods(people), picture.size, people)

    def warm_up(self) -> None:
        """Load the models and run them once, so that the first reading is as fast as the next.

        Raises:
            ModelError: a model is missing or damaged.
        """
        detector, classifier = self._models()
        detector.detect(np.zeros((480, 640, 3), np.uint8))
        side = classifier.bundle.input.crop_from
        classifier.classify(np.zeros((1, side, side), np.uint8))

    @property
    def unsure_below(self) -> float:
        """Highest probability under which the model's card lets no emotion be named.

        Raises:
            ModelError: a model is missing or damaged.
        """
        return self._models()[1].bundle.unsure_below

    def _models(self) -> tuple[FaceDetector, EmotionClassifier]:
        with self._loading:
            if self._detector is None:
                self._detector = load_detector()
            if self._classifier is None:
                self._classifier = EmotionClassifier()
            return self._detector, self._classifier


def _keep_freed_memory() -> None:
    """Free one large block, so that the C library keeps what is freed later for the next picture.

    glibc raises its limit for giving memory back to the system to the size of the largest block
    that was freed. Without this, each reading asks for its few megabytes of arrays anew, which
    costs a seventh of its time; elsewhere nothing happens.
    """
    np.empty(_KEPT_BYTES, np.uint8)


def _readable(faces: list[DetectedFace]) -> list[DetectedFace]:
    """Return the faces that are large enough, largest first."""
    large = [face for face in faces if min(_size(face.box)) >= SMALLEST_FACE]
    return sorted(large, key=lambda face: -math.prod(_size(face.box)))


def _in_foreground(faces: list[DetectedFace]) -> int:
    """Return how many faces, of those sorted by size, are near enough to count for the whole."""
    sides = [math.sqrt(math.prod(_size(face.box))) for face in faces]
    return sum(side >= FOREGROUND_SHARE * sides[0] for side in sides)


def _size(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _in_whole_picture(
    face: DetectedFace, picture: DecodedImage
) -> tuple[Box, float, tuple[tuple[float, float], ...] | None]:
    """Return box, score and landmarks in the pixels of the whole picture."""
    across, down = picture.scale
    x1, y1, x2, y2 = face.box
    marks = face.landmarks
    return (
        (x1 * across, y1 * down, x2 * across, y2 * down),
        face.score,
        None if marks is None else tuple((x * across, y * down) for x, y in marks),
    )
