"""Arithmetic on boxes: rows of x1, y1, x2, y2 in float64 [n, 4]."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

Boxes = npt.NDArray[np.float64]
"""float64 [n, 4]: x1, y1, x2, y2."""

Scores = npt.NDArray[np.float32]
"""float32 [n], 0 to 1."""


def suppress_overlaps(
    boxes: Boxes, scores: Scores, threshold: float, *, relative_to: Literal["union", "smaller"]
) -> npt.NDArray[np.intp]:
    """Return the rows to keep, best first: those that no better-scored box overlaps.

    Unlike greedy suppression, a box that is itself suppressed still suppresses others; the
    networks' thresholds were chosen with this rule.

    Args:
        boxes: the candidates.
        scores: one for each.
        threshold: greatest share of overlap that both boxes survive.
        relative_to: what the common area is divided by: the union of both or the smaller one.
    """
    if len(boxes) < 2:  # as on most levels of a picture
        return np.arange(len(boxes))
    order = np.argsort(-scores, kind="stable")
    x1, y1, x2, y2 = boxes[order].astype(np.float32).T
    area = (x2 - x1) * (y2 - y1)
    width = np.minimum(x2[:, None], x2) - np.maximum(x1[:, None], x1)
    height = np.minimum(y2[:, None], y2) - np.maximum(y1[:, None], y1)
    common = np.maximum(width, 0) * np.maximum(height, 0)
    if relative_to == "union":
        limit = area[:, None] + area - common
    else:
        limit = np.minimum(area[:, None], area)
    overlapped = np.triu(common > threshold * limit, k=1).any(axis=0)
    kept: npt.NDArray[np.intp] = order[~overlapped]
    return kept


def as_squares(boxes: Boxes) -> Boxes:
    """Widen the shorter side of each box about its centre."""
    size = boxes[:, 2:] - boxes[:, :2]
    side = size.max(axis=1, keepdims=True)
    corner = boxes[:, :2] + size * 0.5 - side * 0.5
    return np.hstack([corner, corner + side])


def corrected(boxes: Boxes, corrections: npt.NDArray[np.float32]) -> Boxes:
    """Move each side by the share of the box's size that a network asks for.

    The networks count a box from 0 to 11 as 12 wide.
    """
    size = boxes[:, 2:] - boxes[:, :2] + 1.0
    return boxes + corrections * np.hstack([size, size])
