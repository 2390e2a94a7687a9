"""Videos made while a test runs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np

SIZE = (640, 480)


def write_video(path: Path, frames: Iterable[np.ndarray], fps: float, codec: str = "mp4v") -> Path:
    """Write frames, uint8 [480, 640, 3] red green blue."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*codec), fps, SIZE)
    assert writer.isOpened()
    for frame in frames:
        writer.write(np.ascontiguousarray(frame[:, :, ::-1]))
    writer.release()
    return path


def with_portrait(portrait: np.ndarray, left: int = 80) -> np.ndarray:
    """Put a portrait, in full height, on grey."""
    frame = nobody()
    frame[:, left : left + 480] = cv2.resize(portrait, (480, 480), interpolation=cv2.INTER_AREA)
    return frame


def nobody() -> np.ndarray:
    """Return a grey wall."""
    return np.full((480, 640, 3), 120, np.uint8)
