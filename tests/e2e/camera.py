"""Flags that give Chromium a camera which shows what a test wants."""

from __future__ import annotations

from pathlib import Path

import numpy as np

FAKE_CAMERA = "--use-fake-device-for-media-stream"
ALLOW_CAMERA = "--use-fake-ui-for-media-stream"


def camera_flag(frame: np.ndarray, file: Path) -> str:
    """Write YCbCr uint8 [480, 640, 3] as an endless y4m (4:2:0, BT.601 limited range)."""
    luma = (16 + frame[..., 0] * (219 / 255)).round().astype(np.uint8)
    chroma = 128 + (frame[..., 1:].astype(float) - 128) * (224 / 255)
    quarter = chroma.reshape(240, 2, 320, 2, 2).mean((1, 3)).round().astype(np.uint8)
    planes = luma.tobytes() + quarter[..., 0].tobytes() + quarter[..., 1].tobytes()
    file.write_bytes(b"YUV4MPEG2 W640 H480 F15:1 Ip C420jpeg\n" + (b"FRAME\n" + planes) * 2)
    return f"--use-file-for-fake-video-capture={file}"
