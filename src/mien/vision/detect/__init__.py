"""Finds faces in a picture. One protocol, several detectors.

May import `mien.core` and `mien.vision.runtime`. A new detector is a module (or folder) here with
a class of the shape of `FaceDetector`, and a line in `load_detector`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from mien.core.errors import UsageError
from mien.core.faces import Box, DetectedFace
from mien.vision.detect.haar import HaarDetector
from mien.vision.detect.mtcnn.detector import MtcnnDetector

DETECTORS: Final = ("mtcnn", "haar")
"""Names that `load_detector` takes; the first is the default."""


class FaceDetector(Protocol):
    """Finds faces; safe to call from several threads at a time."""

    def detect(self, image: npt.NDArray[np.uint8], hint: Sequence[Box] = ()) -> list[DetectedFace]:
        """Return the faces of a picture in any order, boxes inside the picture.

        Args:
            image: upright, uint8 [height, width, 3], red green blue.
            hint: where faces were a moment ago, in this picture's pixels. A detector may look
                there only, as long as it still finds each of them; without a hint it searches
                the whole picture.
        """
        ...


def load_detector(name: str = DETECTORS[0]) -> FaceDetector:
    """Return the detector of this name.

    Raises:
        UsageError: there is none of this name.
        ModelError: its model files are missing or damaged.
        MissingExtraError: it needs packages that are not installed.
    """
    match name:
        case "mtcnn":
            return MtcnnDetector()
        case "haar":
            return HaarDetector()
        case _:
            raise UsageError(
                f"{name!r} is not a face detector.", f"Use one of: {', '.join(DETECTORS)}."
            )
