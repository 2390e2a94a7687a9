"""Frames of videos, and what is said when there are none."""

from __future__ import annotations

import numpy as np
import pytest

from mien.core.errors import CameraError, VideoError
from mien.vision.video import Camera, Video
from tests.factories.videos import nobody, write_video

FPS = 10


def shade(number: int) -> np.ndarray:
    """A frame that tells its number: red grows, blue falls."""
    frame = nobody()
    frame[:, :, 0], frame[:, :, 1], frame[:, :, 2] = 10 * number, 100, 250 - 10 * number
    return frame


@pytest.fixture(params=[("mp4v", ".mp4"), ("MJPG", ".avi"), ("MJPG", ".mkv"), ("mp4v", ".mov")])
def path(request, tmp_path):
    codec, suffix = request.param
    return write_video(tmp_path / f"shades{suffix}", map(shade, range(20)), FPS, codec)


def test_frames_come_in_order_with_their_times_in_red_green_blue(path):
    with Video(path) as video:
        frames = list(video.frames())
        assert video.duration == pytest.approx(2.0)
    assert [frame.at for frame in frames] == pytest.approx(np.arange(20) / FPS, abs=0.01)
    reds = [frame.pixels[:, :, 0].mean() for frame in frames]
    blues = [frame.pixels[:, :, 2].mean() for frame in frames]
    assert reds == pytest.approx(10 * np.arange(20), abs=8)
    assert blues == pytest.approx(250 - 10 * np.arange(20), abs=8)


@pytest.mark.parametrize(("fps", "count"), [(5, 10), (2, 4), (1, 2), (0.1, 1), (100, 20)])
def test_a_number_of_frames_a_second_is_taken(path, fps, count):
    with Video(path) as video:
        frames = list(video.frames(fps))
    assert len(frames) == count
    assert frames[0].at == 0
    if 1 < count < 20:
        assert np.diff([frame.at for frame in frames]) == pytest.approx(1 / fps, abs=0.06)


def test_a_player_that_is_late_leaves_frames_out_and_one_that_stands_still_none(path):
    now = 0.0

    def clock() -> float:
        return now

    with Video(path) as video:
        played = video.played(clock)
        assert next(played).at == pytest.approx(0.0, abs=0.01)
        now = 1.02
        assert next(played).at == pytest.approx(1.0, abs=0.11)
        now = 1.12
        assert next(played).at == pytest.approx(1.1, abs=0.11)


def test_what_is_no_video_is_said_so(tmp_path):
    text, empty = tmp_path / "notes.mp4", tmp_path / "empty.avi"
    text.write_text("not a video")
    empty.touch()
    for path in (text, empty, tmp_path / "missing.mp4", tmp_path):
        with pytest.raises(VideoError) as caught:
            Video(path)
        assert str(path) in caught.value.detail
        assert caught.value.exit_code == 3


def test_a_cut_off_video_gives_what_there_is(path, tmp_path):
    data = path.read_bytes()
    cut = tmp_path / f"cut{path.suffix}"
    cut.write_bytes(data[: len(data) * 2 // 3])
    if path.suffix in {".mp4", ".mov"}:  # these keep their table of contents at the end
        with pytest.raises(VideoError):
            Video(cut)
        return
    with Video(cut) as video:
        assert 0 < len(list(video.frames())) < 20


def test_a_missing_camera_is_said_so():
    with pytest.raises(CameraError) as caught:
        Camera(63)
    assert "63" in caught.value.detail
    assert caught.value.exit_code == 3
