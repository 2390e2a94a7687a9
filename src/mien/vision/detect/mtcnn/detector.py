"""The MTCNN cascade."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from mien.core.faces import Box, DetectedFace
from mien.vision.detect.mtcnn.boxes import Boxes, Scores, as_squares, corrected, suppress_overlaps
from mien.vision.detect.mtcnn.patches import crop_patches
from mien.vision.detect.mtcnn.pyramid import WINDOW, pyramid
from mien.vision.runtime import FloatArray, OnnxNetwork, load_network

RgbArray = npt.NDArray[np.uint8]

SMALLEST_FACE: Final = 40.0
"""Side in pixels of the smallest face that is looked for, unless asked otherwise."""

_SMALLEST_SHARE: Final = 1 / 16
_SMALLEST_READABLE: Final = 24.0
"""In a small picture, faces are looked for from a sixteenth of its longest side, or from this."""

_BORDER: Final = 1 / 6
"""Share of the shorter side that is put around a picture in which no face was found."""

_PROPOSAL_SCORE: Final = 0.6
_REFINED_SCORE: Final = 0.7
_FINAL_SCORE: Final = 0.8

_SMALL_FACE: Final = 40.0
_SMALL_FACE_SCORE: Final = 0.9
"""A face under 40 pixels needs this score.

On photographs shrunk to 160 to 1280 pixels, the 20 true faces of that size scored 0.90 or more and
what was none (a fold of cloth in a JPEG, gravel) up to 0.84; larger true faces go down to 0.81.
"""

_OVERLAP_IN_LEVEL: Final = 0.5
_OVERLAP: Final = 0.7

_PROPOSAL_STRIDE: Final = 2
_PROPOSAL_RESOLUTION: Final = 20.0
"""The proposals come from a picture shrunk until the smallest face has this many pixels."""

_MOST_PROPOSALS: Final = 1500
"""Per level; ordinary pictures have fewer, and noise would take memory by its square."""

_BATCH: Final = 128
"""Patches in one run of a network, to bound memory."""

_MOST_HINTS: Final = 32
"""With more, a search of the whole picture costs less."""

_HINT_SIZES: Final = (1.0, 1.25)
"""A face is looked for in its former box and in one enlarged by a quarter."""


class _Candidates(NamedTuple):
    boxes: Boxes
    scores: Scores


class MtcnnDetector:
    """Finds faces with MTCNN on ONNX Runtime."""

    def __init__(self, smallest_face: float | None = None, threads: int | None = None) -> None:
        """Load the three networks.

        Args:
            smallest_face: side in pixels of the smallest face to look for, at least 12; time
                falls with its square. None is 40, or less in a picture under 640 pixels.
            threads: how many threads each network may use; None leaves it to `load_network`.

        Raises:
            ModelError: a network is missing or damaged.
        """
        self._smallest_face = smallest_face
        self._proposal, self._refinement, self._output = (
            load_packaged_network(name, threads) for name in ("pnet", "rnet", "onet")
        )

    def detect(self, image: RgbArray, hint: Sequence[Box] = ()) -> list[DetectedFace]:
        """Return the faces, best score first; see `FaceDetector.detect`."""
        if 0 < len(hint) <= _MOST_HINTS:
            faces = self._refine(image, _around(hint))
            if len(faces) >= len(hint):
                return faces
        return self._search(image, self._smallest_face_in(image)) or self._search_bordered(image)

    def _smallest_face_in(self, image: RgbArray) -> float:
        if self._smallest_face is not None:
            return max(self._smallest_face, float(WINDOW))
        share: float = max(image.shape[:2]) * _SMALLEST_SHARE
        return min(SMALLEST_FACE, max(_SMALLEST_READABLE, share))

    def _search(self, image: RgbArray, smallest_face: float) -> list[DetectedFace]:
        return self._refine(image, self._propose(image, smallest_face))

    def _search_bordered(self, image: RgbArray) -> list[DetectedFace]:
        """Look for a face that fills the picture: P-Net needs to see a little around it."""
        height, width = image.shape[:2]
        shorter = min(height, width)
        border = round(shorter * _BORDER)
        framed = np.full((height + 2 * border, width + 2 * border, 3), 128, np.uint8)
        framed[border : border + height, border : border + width] = image
        faces = self._search(framed, max(shorter / 2, self._smallest_face_in(image)))
        return [_moved(face, -border, (width, height)) for face in faces]

    def _refine(self, image: RgbArray, proposals: Boxes) -> list[DetectedFace]:
        candidates = self._sort_out(image, proposals)
        return self._place(image, as_squares(candidates.boxes))

    def _propose(self, image: RgbArray, smallest_face: float) -> Boxes:
        """Return squares that may hold a face (P-Net at every level of the pyramid)."""
        shrink = max(1, int(smallest_face / _PROPOSAL_RESOLUTION))
        source = np.asarray(Image.fromarray(image).reduce(shrink)) if shrink > 1 else image
        levels = [
            self._propose_in_level(level, scale)
            for scale, level in pyramid(source, smallest_face / shrink)
        ]
        found = _joined(levels)
        kept = suppress_overlaps(found.boxes, found.scores, _OVERLAP, relative_to="union")
        return as_squares(found.boxes[kept] * shrink)

    def _propose_in_level(self, level: FloatArray, scale: float) -> _Candidates:
        corrections, probabilities = self._proposal(level[None])
        face = probabilities[0, 0]
        rows, columns = np.nonzero(face > _PROPOSAL_SCORE)
        scores = face[rows, columns]
        if len(scores) > _MOST_PROPOSALS:
            best = np.argpartition(-scores, _MOST_PROPOSALS)[:_MOST_PROPOSALS]
            rows, columns, scores = rows[best], columns[best], scores[best]
        corner = np.stack([columns, rows], axis=1) * float(_PROPOSAL_STRIDE)
        window = np.hstack([corner + 1.0, corner + WINDOW])
        # A window counts as 11 wide here, unlike in `corrected`: from pixel 1 to pixel 12.
        boxes = (window + corrections[0, :, rows, columns] * (WINDOW - 1.0)) / scale
        kept = suppress_overlaps(boxes, scores, _OVERLAP_IN_LEVEL, relative_to="union")
        return _Candidates(boxes[kept], scores[kept])

    def _sort_out(self, image: RgbArray, squares: Boxes) -> _Candidates:
        """Drop what is no face and correct the rest (R-Net)."""
        corrections, probabilities = _run(self._refinement, image, squares, 24, outputs=(4, 2))
        scores = probabilities[:, 1]
        likely = scores > _REFINED_SCORE
        boxes, scores = corrected(squares[likely], corrections[likely]), scores[likely]
        kept = suppress_overlaps(boxes, scores, _OVERLAP, relative_to="union")
        return _Candidates(boxes[kept], scores[kept])

    def _place(self, image: RgbArray, squares: Boxes) -> list[DetectedFace]:
        """Decide, correct once more and place the landmarks (O-Net)."""
        corrections, marks, probabilities = _run(
            self._output, image, squares, 48, outputs=(4, 10, 2)
        )
        scores = probabilities[:, 1]
        boxes = corrected(squares, corrections)
        small = (boxes[:, 2:] - boxes[:, :2]).min(axis=1) < _SMALL_FACE
        likely = scores > np.where(small, _SMALL_FACE_SCORE, _FINAL_SCORE)
        squares, boxes, scores = squares[likely], boxes[likely], scores[likely]
        size = squares[:, 2:] - squares[:, :2] + 1.0
        # Five x, then five y, as shares of the square.
        points = marks[likely].reshape(-1, 2, 5) * size[:, :, None] + squares[:, :2, None] - 1.0
        kept = suppress_overlaps(boxes, scores, _OVERLAP, relative_to="smaller")
        height, width = image.shape[:2]
        return [_face(boxes[i], float(scores[i]), points[i], (width, height)) for i in kept]


def load_packaged_network(name: str, threads: int | None = None) -> OnnxNetwork:
    """Load one of the networks that lie beside this module: `pnet`, `rnet` or `onet`.

    Raises:
        ModelError: it is missing or damaged.
    """
    return load_network(files("mien.vision.detect.mtcnn") / f"{name}.onnx", threads=threads)


def _run(
    network: OnnxNetwork, image: RgbArray, squares: Boxes, side: int, outputs: tuple[int, ...]
) -> list[FloatArray]:
    """Run a network over the patches of all squares; `outputs` are the widths of its outputs."""
    if len(squares) == 0:
        return [np.zeros((0, width), np.float32) for width in outputs]
    runs = [
        network(crop_patches(image, squares[start : start + _BATCH], side))
        for start in range(0, len(squares), _BATCH)
    ]
    return [np.concatenate(parts) for parts in zip(*runs, strict=True)]


def _joined(levels: list[_Candidates]) -> _Candidates:
    none = _Candidates(np.zeros((0, 4)), np.zeros(0, np.float32))
    boxes, scores = zip(none, *levels, strict=True)
    return _Candidates(np.concatenate(boxes), np.concatenate(scores))


def _around(hint: Sequence[Box]) -> Boxes:
    """Return squares about the boxes, each in several sizes; what is no box is left out."""
    boxes = np.asarray(hint, np.float64).reshape(-1, 4)
    sound = np.isfinite(boxes).all(axis=1) & (boxes[:, :2] < boxes[:, 2:]).all(axis=1)
    squares = as_squares(boxes[sound])
    centre = (squares[:, :2] + squares[:, 2:]) / 2
    half = (squares[:, 2:] - squares[:, :2]) / 2
    return np.concatenate([np.hstack([centre - half * s, centre + half * s]) for s in _HINT_SIZES])


def _face(
    box: npt.NDArray[np.float64],
    score: float,
    points: npt.NDArray[np.float64],
    size: tuple[int, int],
) -> DetectedFace:
    x1, y1, x2, y2 = (float(value) for value in box)
    landmarks = tuple((float(x), float(y)) for x, y in points.T)
    return DetectedFace(_inside((x1, y1, x2, y2), size), score, landmarks)


def _moved(face: DetectedFace, by: float, size: tuple[int, int]) -> DetectedFace:
    """Return the face shifted right and down, its box cut to a picture of this size."""
    x1, y1, x2, y2 = face.box
    landmarks = tuple((x + by, y + by) for x, y in face.landmarks or ())
    return DetectedFace(
        _inside((x1 + by, y1 + by, x2 + by, y2 + by), size), face.score, landmarks or None
    )


def _inside(box: Box, size: tuple[int, int]) -> Box:
    """Cut the box to a picture of this width and height."""
    x1, y1, x2, y2 = box
    right, bottom = size[0] - 1.0, size[1] - 1.0
    return (
        min(max(x1, 0.0), right),
        min(max(y1, 0.0), bottom),
        min(max(x2, 0.0), right),
        min(max(y2, 0.0), bottom),
    )
