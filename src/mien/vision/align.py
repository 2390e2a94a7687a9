"""Cuts a face out of a picture the way FER-2013 frames its faces: upright, grey, 48 by 48.

The frame was measured, not guessed: 1,500 FER-2013 training faces (drawn at random) were enlarged
to 168 pixels, given a grey border, and searched by each detector. The constants are the medians
over those where a face was found, made symmetric about the vertical middle;
`python -m benchmarks.framing` repeats it.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from mien.core.faces import Box, DetectedFace, Landmarks

FRAME: Final = 48
"""Side of a crop in pixels."""

FRAME_POINTS: Final = ((15.1, 18.6), (33.1, 18.6), (16.6, 37.5), (31.6, 37.5))
"""Left eye, right eye, left and right corner of the mouth inside the frame.

Median over the 1,339 faces that MTCNN found; pixel i reaches from i to i + 1. Half of the faces lie
within 1.3 pixels (eyes) and 2 pixels (mouth) of these points.
"""

HAAR_MARGIN: Final = 1.025
"""Side of the frame over that of the square that Haar finds; median over 632 of 800 faces."""

_OVERSAMPLING: Final = 2
_LEAST_SCALE: Final = 4.0 / FRAME
"""Picture pixels for a pixel of the frame, below which landmarks are taken to have collapsed."""


def crop_face(image: npt.NDArray[np.uint8], face: DetectedFace) -> npt.NDArray[np.uint8]:
    """Return the face as a grey crop, uint8 [48, 48].

    With landmarks, eyes and mouth are brought to the frame's points by the similarity (shift, turn,
    scale) of least squared error; without, the box is taken as it is.

    Args:
        image: the upright picture, uint8 [height, width, 3], red green blue.
        face: where the face is, in pixels of `image`.
    """
    transform = _transform_of_box(face.box)
    if face.landmarks is not None:
        from_landmarks = _transform_of_landmarks(face.landmarks)
        if math.hypot(*from_landmarks[:2]) >= _LEAST_SCALE:
            transform = from_landmarks
    return _sample(image, transform)


_Similarity = tuple[float, float, float, float]
"""a, b, x, y: the frame's point (u, v) lies at (a u - b v + x, b u + a v + y) in the picture."""


def _transform_of_landmarks(landmarks: Landmarks) -> _Similarity:
    """Fit frame to picture by least squares; the nose is left out, it moves with the pose."""
    # Landmarks count pixel centres as whole numbers; the frame counts pixel edges.
    target = np.array([landmarks[i] for i in (0, 1, 3, 4)]) + 0.5
    source = np.array(FRAME_POINTS)
    source_mean, target_mean = source.mean(axis=0), target.mean(axis=0)
    u, v = (source - source_mean).T
    x, y = (target - target_mean).T
    norm = float((u * u + v * v).sum())
    a = float((u * x + v * y).sum()) / norm
    b = float((u * y - v * x).sum()) / norm
    return (
        a,
        b,
        float(target_mean[0] - a * source_mean[0] + b * source_mean[1]),
        float(target_mean[1] - b * source_mean[0] - a * source_mean[1]),
    )


def _transform_of_box(box: Box) -> _Similarity:
    x1, y1, x2, y2 = box
    side = max(x2 - x1, y2 - y1, 1.0) * HAAR_MARGIN
    return side / FRAME, 0.0, (x1 + x2 - side) / 2, (y1 + y2 - side) / 2


def _sample(image: npt.NDArray[np.uint8], transform: _Similarity) -> npt.NDArray[np.uint8]:
    """Average the picture over the pixels of the frame, repeating its edge where it ends.

    A large face is first shrunk by a whole factor, then sampled at twice the frame's size and
    averaged, so that no detail finer than a pixel turns into false pattern.
    """
    a, b, x, y = transform
    left, top, region = _region(image, transform)
    shrink = max(1, int(math.hypot(a, b)))
    grey = Image.fromarray(region).convert("L")  # luma of ITU-R BT.601
    if shrink > 1:
        grey = grey.reduce(shrink)
    step = 1.0 / (_OVERSAMPLING * shrink)
    large = FRAME * _OVERSAMPLING
    sampled = grey.transform(
        (large, large),
        Image.Transform.AFFINE,
        (a * step, -b * step, (x - left) / shrink, b * step, a * step, (y - top) / shrink),
        Image.Resampling.BILINEAR,
    )
    return np.asarray(sampled.reduce(_OVERSAMPLING))


def _region(
    image: npt.NDArray[np.uint8], transform: _Similarity
) -> tuple[int, int, npt.NDArray[np.uint8]]:
    """Return left, top and pixels of the part of the picture around the frame."""
    a, b, x, y = transform
    reach = math.hypot(a, b)
    corners_x = [a * u - b * v + x for u in (0, FRAME) for v in (0, FRAME)]
    corners_y = [b * u + a * v + y for u in (0, FRAME) for v in (0, FRAME)]
    margin = 2.0 * reach + 2.0
    left, right = math.floor(min(corners_x) - margin), math.ceil(max(corners_x) + margin)
    top, bottom = math.floor(min(corners_y) - margin), math.ceil(max(corners_y) + margin)
    height, width = image.shape[:2]
    columns = slice(min(max(left, 0), width - 1), max(min(right, width), 1))
    rows = slice(min(max(top, 0), height - 1), max(min(bottom, height), 1))
    beyond = (
        (rows.start - top, bottom - rows.stop),
        (columns.start - left, right - columns.stop),
        (0, 0),
    )
    inside = image[rows, columns]
    if any(count > 0 for side in beyond for count in side):
        inside = np.pad(inside, [(max(0, m), max(0, n)) for m, n in beyond], mode="edge")
        left, top = min(left, columns.start), min(top, rows.start)
    else:
        left, top = columns.start, rows.start
    return left, top, np.ascontiguousarray(inside)
