"""The picture at several sizes, so that a network with a fixed window finds faces of any size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from mien.vision.detect.mtcnn.patches import normalised
from mien.vision.runtime import FloatArray

WINDOW: Final = 12
"""Side of the window of P-Net in pixels."""

_STEP: Final = 0.709
"""Each level has about half of the pixels of the one before (square root of one half)."""

_Sums = npt.NDArray[np.int32] | npt.NDArray[np.int64] | FloatArray


def pyramid(
    image: npt.NDArray[np.uint8], smallest_face: float
) -> Iterator[tuple[float, FloatArray]]:
    """Yield the scale and the normalised picture [3, h, w] of each level, largest first.

    Each level is resampled by area: a pixel is the mean of the stretch of picture that it covers,
    with pixels on the border of the stretch counted in part.

    Args:
        image: uint8 [height, width, 3].
        smallest_face: side in pixels of the faces that just fill the window of the first level.
    """
    height, width = image.shape[:2]
    table = _summed_area_table(image)
    scale = WINDOW / smallest_face
    while int(height * scale) >= WINDOW and int(width * scale) >= WINDOW:
        rows = _means(table, int(height * scale), axis=1)
        yield scale, normalised(_means(rows, int(width * scale), axis=2))
        scale *= _STEP


def _summed_area_table(image: npt.NDArray[np.uint8]) -> _Sums:
    """Return [3, height + 1, width + 1]: the sum of all pixels above and to the left."""
    height, width = image.shape[:2]
    wide = height * width * 255 > np.iinfo(np.int32).max
    table = np.zeros((3, height + 1, width + 1), np.int64 if wide else np.int32)
    table[:, 1:, 1:] = image.transpose(2, 0, 1)
    np.cumsum(table, axis=2, out=table)
    np.cumsum(table, axis=1, out=table)
    return table


def _means(sums: _Sums, count: int, axis: int) -> FloatArray:
    """Turn running sums along an axis into means over `count` stretches of equal length."""
    length = sums.shape[axis] - 1
    edges = np.arange(count + 1) * (length / count)
    whole = np.minimum(edges.astype(np.intp), length - 1)
    part = (edges - whole).astype(np.float32).reshape((1, -1, 1) if axis == 1 else (1, 1, -1))
    up_to_edge = sums.take(whole, axis)
    rest = (sums.take(whole + 1, axis) - up_to_edge).astype(np.float32) * part
    # Whole pixels and parts are kept apart until here: integers as large as sums lose no digits.
    means: FloatArray = np.diff(up_to_edge, axis=axis).astype(np.float32)
    means += np.diff(rest, axis=axis)
    means *= np.float32(count / length)
    return means
