"""Viola-Jones detection with the frontal-face cascade of OpenCV: upright faces, no landmarks."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from mien.core.errors import MissingExtraError, ModelError
from mien.core.faces import Box, DetectedFace

SMALLEST_FACE: Final = 40
"""Side in pixels of the smallest face that is looked for, unless asked otherwise."""

_CASCADE: Final = "haarcascade_frontalface_default.xml"
_SCALE_STEP: Final = 1.1
_NEIGHBOURS: Final = 5


class HaarDetector:
    """Finds upright frontal faces; needs the extra `camera`."""

    def __init__(self, smallest_face: int = SMALLEST_FACE) -> None:
        """Load the cascade.

        Args:
            smallest_face: side in pixels of the smallest face to look for.

        Raises:
            MissingExtraError: OpenCV is not installed.
            ModelError: this OpenCV comes without the cascade.
        """
        cv2 = _opencv()
        path = Path(cv2.data.haarcascades) / _CASCADE
        self._cascade = cv2.CascadeClassifier(str(path))
        if self._cascade.empty():
            raise ModelError(
                f"OpenCV {cv2.__version__} comes without {_CASCADE}.",
                "Use the detector mtcnn, or OpenCV 4: pip install 'mien[camera]'.",
            )
        self._smallest_face = int(smallest_face)
        self._lock = threading.Lock()  # a cascade keeps state while it runs

    def detect(self, image: npt.NDArray[np.uint8], hint: Sequence[Box] = ()) -> list[DetectedFace]:
        """Return the faces; see `FaceDetector.detect`. The hint is not used.

        A score maps the weight of the last stage onto 0 to 1 and is not a probability.
        """
        del hint
        grey = np.asarray(Image.fromarray(image).convert("L"))
        with self._lock:
            boxes, _, weights = self._cascade.detectMultiScale3(
                grey,
                scaleFactor=_SCALE_STEP,
                minNeighbors=_NEIGHBOURS,
                minSize=(self._smallest_face, self._smallest_face),
                outputRejectLevels=True,
            )
        return [_face(box, weight) for box, weight in zip(boxes, weights, strict=True)]


def _face(box: npt.NDArray[np.int32], weight: float) -> DetectedFace:
    x, y, width, height = (float(value) for value in box)
    score = 1.0 - math.exp(-max(float(weight), 0.0) / 2.0)
    return DetectedFace((x, y, x + width, y + height), score, None)


def _opencv() -> ModuleType:
    try:
        import cv2  # noqa: PLC0415 optional, and slow to load
    except ImportError as error:
        raise MissingExtraError(
            "The detector haar needs OpenCV, which is not installed.",
            "Install it with: pip install 'mien[camera]', or use the detector mtcnn.",
        ) from error
    return cv2
