"""`mien analyze` on videos."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from tests.factories.videos import nobody, with_portrait, write_video


@pytest.fixture(scope="module")
def video(astronaut_rgb, tmp_path_factory):
    """Two seconds of the astronaut, then one of a wall."""
    frames = [with_portrait(astronaut_rgb)] * 20 + [nobody()] * 10
    return write_video(tmp_path_factory.mktemp("videos") / "portrait.mp4", frames, fps=10)


def test_a_video_gets_a_timeline_and_a_session_mood(mien, video):
    ran = mien("analyze", video, "--json")
    assert ran.code == 0
    assert ran.err == ""
    (file,) = ran.document["files"]
    assert file["video"] == {"duration": 3.0, "frames_read": 6, "frames_with_a_face": 4}
    assert [moment["at"] for moment in file["timeline"]] == pytest.approx(np.arange(6) / 2)
    labels = [moment["mood"] and moment["mood"]["label"] for moment in file["timeline"]]
    assert labels == ["happy"] * 4 + [None] * 2
    assert file["session"]["most_frequent"] == {"emotion": "happy", "readings": 4}
    assert file["session"]["mood"]["label"] == "happy"
    assert file["session"]["seconds"] == pytest.approx(2.0)


def test_more_frames_are_read_on_demand(mien, video):
    (file,) = mien("analyze", video, "--json", "--fps", 5).document["files"]
    assert file["video"]["frames_read"] == 15


def test_people_get_lines_and_photos_and_videos_mix(mien, video, tmp_path, astronaut_jpeg):
    photo = tmp_path / "portrait.jpg"
    photo.write_bytes(astronaut_jpeg)
    ran = mien("analyze", video, photo)
    assert ran.code == 0
    assert "6 frames read, a face in 4" in ran.out
    assert "most frequent: happy (in 4 of 4 readings)" in ran.out
    assert f"{photo}: 1 face" in ran.out


def test_a_plot_is_drawn(mien, video, tmp_path):
    plot = tmp_path / "mood.png"
    assert mien("analyze", video, "--plot", plot).code == 0
    colours = {colour for _, colour in Image.open(plot).convert("RGB").getcolors(1 << 20)}
    assert (0xF3, 0xB6, 0x3F) in colours  # the strip of happiness
    assert [path.name for path in tmp_path.iterdir()] == ["mood.png"]


@pytest.mark.parametrize(
    "plot", ["mood.txt", "missing/mood.png"], ids=["no picture", "no such folder"]
)
def test_a_plot_that_can_not_be_written_is_refused_before_the_work(mien, video, tmp_path, plot):
    ran = mien("analyze", video, "--plot", tmp_path / plot)
    assert ran.code == 2
    assert ran.out == ""


def test_a_plot_of_two_videos_is_refused(mien, video, tmp_path):
    assert mien("analyze", video, video, "--plot", tmp_path / "mood.png").code == 2


def test_bad_videos_are_named_and_the_others_are_read(mien, video, tmp_path):
    text = tmp_path / "notes.mp4"
    text.write_text("not a video", encoding="utf-8")
    wall = write_video(tmp_path / "wall.avi", [nobody()] * 5, fps=5, codec="MJPG")
    ran = mien("analyze", text, wall, tmp_path / "missing.mkv", video, "--json")
    assert ran.code == 3
    *bad, good = ran.document["files"]
    assert [file["error"]["code"] for file in bad] == [
        *("video-unreadable", "no-face", "video-unreadable"),
    ]
    assert good["session"]["mood"]["label"] == "happy"
