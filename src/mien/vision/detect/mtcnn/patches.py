"""Cuts square patches out of a picture, as the networks were trained to see them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mien.vision.detect.mtcnn.boxes import Boxes
from mien.vision.runtime import FloatArray


def normalised(values: npt.NDArray[np.uint8] | FloatArray) -> FloatArray:
    """Map 0 to 255 onto about -1 to 1."""
    result: FloatArray = (values - np.float32(127.5)) * np.float32(1 / 128)
    return result


def crop_patches(image: npt.NDArray[np.uint8], boxes: Boxes, side: int) -> FloatArray:
    """Return each box as a normalised patch, float32 [n, 3, side, side].

    Bilinear with the corners of the box on the centres of the corner pixels, as in TensorFlow's
    `crop_and_resize`; what lies outside of the picture is 0 (middle grey).

    Args:
        image: uint8 [height, width, 3].
        boxes: may reach outside of the picture.
        side: of the patches.
    """
    height, width = image.shape[:2]
    rows, row_share, row_inside = _sample_points(boxes[:, 1], boxes[:, 3], height, side)
    columns, column_share, column_inside = _sample_points(boxes[:, 0], boxes[:, 2], width, side)
    pixels = image.reshape(-1, 3)
    corner = (rows * width)[:, :, None] + columns[:, None, :]
    right = np.where(columns < width - 1, 1, 0)[:, None, :]
    below = np.where(rows < height - 1, width, 0)[:, :, None]
    across = column_share[:, None, :, None]
    top = _mix(pixels, corner, corner + right, across)
    bottom = _mix(pixels, corner + below, corner + below + right, across)
    top += (bottom - top) * row_share[:, :, None, None]
    patches = normalised(top)
    patches *= (row_inside[:, :, None] & column_inside[:, None, :])[..., None]
    return np.ascontiguousarray(patches.transpose(0, 3, 1, 2))


def _sample_points(
    start: npt.NDArray[np.float64], end: npt.NDArray[np.float64], length: int, side: int
) -> tuple[npt.NDArray[np.intp], FloatArray, npt.NDArray[np.bool_]]:
    """Return for [n, side] points the pixel before, the share of the next, and whether inside."""
    shrink = (length - 1) / length
    first = start[:, None] * shrink
    points = first + np.arange(side) * ((end - start)[:, None] * shrink / (side - 1))
    inside = (points >= 0) & (points <= length - 1)
    points = points.clip(0, length - 1)
    before = points.astype(np.intp)
    return before, (points - before).astype(np.float32), inside


def _mix(
    pixels: npt.NDArray[np.uint8],
    first: npt.NDArray[np.intp],
    second: npt.NDArray[np.intp],
    share: FloatArray,
) -> FloatArray:
    start = pixels.take(first, axis=0).astype(np.float32)
    start += (pixels.take(second, axis=0) - start) * share
    return start
