"""Finds faces in a picture. One protocol, several detectors.

May import `mien.core` and `mien.vision.runtime`. A new detector is a module (or folder) here with
a class of the shape of `FaceDetector`, and an entry in `DETECTORS`: settings, commands and the
self-check take it from there. Importing this module loads no detector.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from mien.core.errors import UsageError
from mien.core.faces import Box, DetectedFace

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


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


@dataclass(frozen=True, slots=True)
class DetectorEntry:
    """A detector that can be chosen.

    Attributes:
        load: makes it, with its packages and model files.
        remark: what to know of it before choosing it, in one sentence.
    """

    load: Callable[[], FaceDetector]
    remark: str


def _mtcnn() -> FaceDetector:
    from mien.vision.detect.mtcnn.detector import MtcnnDetector

    return MtcnnDetector()


def _haar() -> FaceDetector:
    from mien.vision.detect.haar import HaarDetector

    return HaarDetector()


DETECTORS: Final[Mapping[str, DetectorEntry]] = {
    "mtcnn": DetectorEntry(_mtcnn, "The default; gives landmarks too."),
    "haar": DetectorEntry(_haar, "For comparison; upright faces only."),
}
"""All detectors by the names that `load_detector` takes."""

DEFAULT_DETECTOR: Final = "mtcnn"


def load_detector(name: str = DEFAULT_DETECTOR) -> FaceDetector:
    """Return the detector of this name.

    Raises:
        UsageError: there is none of this name.
        ModelError: its model files are missing or damaged.
        MissingExtraError: it needs packages that are not installed.
    """
    if name not in DETECTORS:
        raise UsageError(
            f"{name!r} is not a face detector.", f"Use one of: {', '.join(DETECTORS)}."
        )
    return DETECTORS[name].load()
