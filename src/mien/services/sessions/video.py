"""Reads the moods in a video, from its first frame to its last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mien.core.errors import NoFaceError
from mien.core.mood import Mood
from mien.services.sessions.session import Session
from mien.vision.read import MoodReader
from mien.vision.video import Frame

DEFAULT_FPS = 2.0
"""Frames read for each second of a video, unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class FrameMood:
    """One frame: when, how many faces, and their mood together (None without a face)."""

    at: float
    faces: int
    mood: Mood | None


@dataclass(frozen=True, slots=True)
class VideoMood:
    """All frames that were read, and the session that they make."""

    moments: tuple[FrameMood, ...]
    session: Session


def read_video(
    frames: Iterable[Frame], reader: MoodReader, progress: Callable[[float], None]
) -> VideoMood:
    """Read every frame; none is kept.

    Args:
        frames: of the video, in their order.
        reader: reads a frame.
        progress: told the time in the video, in seconds, after each frame.

    Raises:
        NoFaceError: no frame shows a face.
    """
    session = Session(reader.unsure_below)
    moments = []
    for frame in frames:
        moments.append(_read_frame(frame, reader, session))
        progress(frame.at)
    if session.summary() is None:
        raise NoFaceError(
            "No frame of the video shows a face that is large and clear enough to read.",
            "Use a video in which a face looks towards the camera, or read more frames with --fps.",
        )
    return VideoMood(tuple(moments), session)


def _read_frame(frame: Frame, reader: MoodReader, session: Session) -> FrameMood:
    try:
        reading = reader.read(frame.pixels)
    except NoFaceError:
        return FrameMood(frame.at, 0, None)
    session.add(frame.at, reading.mood)
    return FrameMood(frame.at, len(reading.faces), reading.mood)
