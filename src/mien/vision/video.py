"""Frames of a video file or a camera, by OpenCV (extra `camera`)."""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, Final, Self

from mien.core.errors import CameraError, MissingExtraError, VideoError
from mien.vision.images import RgbArray

VIDEO_SUFFIXES: Final = frozenset(
    ".3gp .avi .flv .m4v .mjpeg .mjpg .mkv .mov .mp4 .mpeg .mpg .ogv .ts .webm .wmv .y4m".split()
)
"""Names of files that end so are taken for videos."""

_USUAL_FPS: Final = 25.0
_TRUSTED_FPS: Final = (1.0, 240.0)
_CAMERA_SIZE: Final = (640, 480)
_CAMERA_TRIES: Final = 20
"""Frames that a camera may fail to give while it wakes up."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame, uint8 [height, width, 3] red green blue, and when it was taken in seconds."""

    at: float
    pixels: RgbArray


class Video:
    """A video file that is read from its beginning to its end, one frame in memory at a time."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            VideoError: there is no such file, or it is no video that OpenCV can read.
            MissingExtraError: OpenCV is not installed.
        """
        self._cv2 = _opencv()
        if not path.is_file():
            raise VideoError(f"There is no file {path}.", "Check the path.")
        self._capture: Any = self._cv2.VideoCapture(str(path))
        if not (self._capture.isOpened() and self._capture.grab()):
            self._capture.release()
            raise VideoError(
                f"{path} is not a video that can be read.", "Use an MP4, AVI, MKV or WebM file."
            )
        fps = self._capture.get(self._cv2.CAP_PROP_FPS)
        sound = _TRUSTED_FPS[0] <= fps <= _TRUSTED_FPS[1]
        self._step = 1.0 / (fps if sound else _USUAL_FPS)
        count = self._capture.get(self._cv2.CAP_PROP_FRAME_COUNT)
        self.duration: float | None = count * self._step if sound and count > 0 else None
        """Length in seconds, as the file says; None when it does not."""

    def frames(self, fps: float = math.inf) -> Iterator[Frame]:
        """Yield up to `fps` frames for each second of the video; the others are not decoded."""
        due = 0.0
        for at in self._times():
            if at + self._step / 2 >= due:
                yield from self._retrieved(at)
                due = max(due + 1.0 / fps, at)

    def played(self, now: Callable[[], float]) -> Iterator[Frame]:
        """Yield frames as they fall due, leaving out those that come too late.

        Args:
            now: seconds since the start of the play; it may stand still for a while.
        """
        for at in self._times():
            late = now() - at
            if late > self._step:
                continue
            time.sleep(max(0.0, -late))
            yield from self._retrieved(at)

    def __enter__(self) -> Self:
        """Use it in a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._capture.release()

    def _times(self) -> Iterator[float]:
        """Yield the time of each frame while it is the one that `_retrieved` gives."""
        at = -self._step
        while True:
            stamp = self._capture.get(self._cv2.CAP_PROP_POS_MSEC) / 1000.0
            at = stamp if stamp > at else at + self._step  # some formats carry no times
            yield max(0.0, at)
            if not self._capture.grab():
                return

    def _retrieved(self, at: float) -> Iterator[Frame]:
        decoded, picture = self._capture.retrieve()
        if decoded:  # a damaged frame is left out
            yield Frame(at, self._cv2.cvtColor(picture, self._cv2.COLOR_BGR2RGB))


class Camera:
    """A camera of this machine."""

    def __init__(self, number: int = 0) -> None:
        """Open camera `number`, the first being 0.

        Raises:
            CameraError: there is none of this number, or it gives no picture.
            MissingExtraError: OpenCV is not installed.
        """
        self._cv2 = _opencv()
        self._number = number
        if sys.platform == "linux" and not Path(f"/dev/video{number}").exists():
            raise CameraError(
                f"There is no camera {number}.",
                "Connect one, name another with --camera, or use --video with a file.",
            )
        self._capture: Any = self._cv2.VideoCapture(number)
        self._capture.set(self._cv2.CAP_PROP_FRAME_WIDTH, _CAMERA_SIZE[0])
        self._capture.set(self._cv2.CAP_PROP_FRAME_HEIGHT, _CAMERA_SIZE[1])
        self._capture.set(self._cv2.CAP_PROP_BUFFERSIZE, 1)  # the newest frame, not the oldest
        if not (self._capture.isOpened() and self._wakes_up()):
            self._capture.release()
            raise self._silent()

    def played(self, now: Callable[[], float]) -> Iterator[Frame]:
        """Yield the newest frame whenever one is asked for, with the time that `now` gives.

        Raises:
            CameraError: the camera stopped giving pictures.
        """
        while True:
            decoded, picture = self._capture.read()
            if not decoded:
                raise self._silent()
            yield Frame(now(), self._cv2.cvtColor(picture, self._cv2.COLOR_BGR2RGB))

    def __enter__(self) -> Self:
        """Use it in a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Turn the camera off."""
        self._capture.release()

    def _wakes_up(self) -> bool:
        return any(self._capture.grab() for _ in range(_CAMERA_TRIES))

    def _silent(self) -> CameraError:
        return CameraError(
            f"Camera {self._number} gives no picture.",
            "Close other programs that use it, check that you may open it, and try again.",
        )


def _opencv() -> ModuleType:
    # FFmpeg's and OpenCV's own words would stand between ours.
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    try:
        import cv2  # noqa: PLC0415 optional, and slow to load
    except ImportError as error:
        raise MissingExtraError(
            "Videos and cameras need OpenCV, which is not installed.",
            "Install it with: pip install 'mien[camera]'.",
        ) from error
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    module: ModuleType = cv2
    return module
