"""`mien watch`: in a window under Xvfb, in the terminal, and when it can't."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from mien.cli.live import loop
from mien.cli.live.loop import Command, MoodChoice, PlayClock, View, WatchSession
from mien.cli.live.palette import COLOURS
from mien.cli.live.words import headline
from mien.core.errors import DisplayError
from mien.core.feedback import Action
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.services.profiles.memory import FILE_NAME, Memory
from mien.services.sessions.session import Session
from mien.vision.live import LiveReader
from mien.vision.read import MoodReader
from mien.vision.video import Frame
from tests.factories.videos import nobody, with_portrait, write_video


@pytest.fixture(scope="module")
def video(astronaut_rgb, tmp_path_factory) -> Path:
    """Four seconds of the astronaut, left of the middle."""
    frames = [with_portrait(astronaut_rgb, left=20)] * 40
    return write_video(tmp_path_factory.mktemp("videos") / "portrait.mp4", frames, fps=10)


def seen_on(picture: Path) -> np.ndarray:
    """Read the screen, uint8 [height, width, 3]: an X window dump (XWD version 7)."""
    data = picture.read_bytes()
    header = np.frombuffer(data, ">u4", 25)
    start, width, height, line, colours = (int(header[i]) for i in (0, 4, 5, 12, 19))
    start += 12 * colours
    rows = np.frombuffer(data, np.uint8, line * height, start).reshape(height, line)
    return rows[:, : 4 * width].reshape(height, width, 4)[:, :, 2::-1]


def share_of(screen: np.ndarray, colour: str) -> float:
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return float((screen == wanted).all(axis=2).mean())


def test_the_window_shows_mirrored_picture_box_and_bars_then_prints_the_session(xvfb, video):
    display, picture = xvfb
    watching = subprocess.Popen(
        [sys.executable, "-m", "mien", "watch", "--video", str(video)],
        env=os.environ | {"DISPLAY": display},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    best = seen_on(picture)
    while watching.poll() is None:
        now = seen_on(picture)
        if share_of(now, COLOURS["happy"]) > share_of(best, COLOURS["happy"]):
            best = now
        time.sleep(0.1)
    out, err = watching.communicate()
    assert (watching.returncode, err) == (0, "")
    assert share_of(best, COLOURS["happy"]) > 0.003  # a nearly full bar
    assert share_of(best, "#ffffff") > 0.0005  # the box
    height, width, _ = best.shape
    left, top = (width - 960) // 2, (height - 480) // 2
    shown = best[top : top + 480, left : left + 640]
    # The portrait stands left of the middle: mirrored, the wall is wider on the left.
    assert np.abs(shown[:, :100].astype(int) - 120).max() < 12
    assert np.abs(shown[:, -60:-25].astype(int) - 120).max() > 40
    assert "most frequent: happy" in out
    assert "by time:       happy" in out
    assert "Films" in out
    assert "Music" in out


def test_in_the_terminal_with_json_it_prints_one_document(mien, video):
    ran = mien("watch", "--video", video, "--headless", "--json", extra_env=[("DISPLAY", "")])
    assert ran.code == 0
    assert ran.err == ""
    document = ran.document
    assert document["session"]["most_frequent"]["emotion"] == "happy"
    assert document["mood"] == document["session"]["mood"]
    assert document["picked"] is None
    for kind in ("movie", "music"):
        items = document["recommendations"][kind]["items"]
        assert len(items) == 5
        assert {item["kind"] for item in items} == {kind}
        assert all(item["year"] for item in items)


def test_what_the_person_dislikes_is_not_offered(mien, video, tmp_path):
    env = [("MIEN_DATA_DIR", str(tmp_path))]

    def songs() -> list[str]:
        document = mien("watch", "--video", video, "--headless", "--json", extra_env=env).document
        return [item["id"] for item in document["recommendations"]["music"]["items"]]

    disliked = songs()[0]
    memory = Memory(tmp_path / FILE_NAME)
    memory.open().feedback.record(DEFAULT_PROFILE_ID, disliked, Action.DISLIKE)
    memory.close()
    assert disliked not in songs()


def test_the_lighter_detector_watches_too(mien, video):
    ran = mien("watch", "--video", video, "--headless", "--detector", "haar", "--json")
    assert ran.code == 0
    assert ran.document["session"]["readings"] > 0


def test_without_a_screen_it_says_so_and_names_the_other_way(mien, video):
    nowhere = [("DISPLAY", ""), ("WAYLAND_DISPLAY", "")]
    ran = mien("watch", "--video", video, extra_env=nowhere)
    assert ran.code == 1
    assert "--headless" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("arguments", [["--camera", "63"], ["--video", "missing.mp4"]])
def test_no_camera_and_no_video_are_one_sentence_and_exit_3(mien, arguments):
    ran = mien("watch", "--headless", *arguments)
    assert ran.code == 3
    assert ran.err.startswith("mien: There is no ")
    assert ran.out == ""


def test_a_video_without_a_face_is_said_so(mien, tmp_path):
    wall = write_video(tmp_path / "wall.avi", [nobody()] * 5, fps=10, codec="MJPG")
    ran = mien("watch", "--video", wall, "--headless", "--json")
    assert ran.code == 3
    assert "No face was read" in ran.err
    assert ran.out == ""


def test_a_camera_and_a_video_at_once_are_wrong_usage(mien, video):
    assert mien("watch", "--camera", 0, "--video", video).code == 2


class Script:
    """A display on which someone presses keys: what is asked for after each view shown."""

    def __init__(self, *commands: Sequence[Command | MoodChoice]) -> None:
        self.views: list[View] = []
        self._commands = [*commands]

    def show(self, view: View) -> None:
        self.views.append(view)

    def commands(self) -> Sequence[Command | MoodChoice]:
        return self._commands.pop(0) if self._commands else ()


@pytest.fixture(scope="module")
def reader() -> MoodReader:
    return MoodReader()


def watch(reader: MoodReader, frames, *commands) -> tuple[Script, Session, WatchSession]:
    display, session = Script(*commands), Session()
    watching = WatchSession(LiveReader(reader), session, display, PlayClock())
    watching.run(frames)
    return display, session, watching


def happy_frames(portrait: np.ndarray, count: int) -> Iterator[Frame]:
    for number in range(count):
        yield Frame(number / 10, with_portrait(portrait, left=20 + number))


def test_q_ends_the_session_at_once(reader, astronaut_rgb):
    display, session, _ = watch(reader, happy_frames(astronaut_rgb, 9), (), (Command.QUIT,))
    assert len(display.views) == 2
    assert session.summary().readings == 2


def test_paused_nothing_is_read(reader, astronaut_rgb):
    pause = (Command.PAUSE,)
    display, session, _ = watch(reader, happy_frames(astronaut_rgb, 3), pause, (), (), pause)
    assert [view.paused for view in display.views] == [False, True, True, True, False, False]
    assert session.summary().readings == 3
    assert headline(display.views[1]) == "Paused"


def test_a_picked_mood_goes_before_the_reading_until_it_is_taken_back(reader, astronaut_rgb):
    display, _, watching = watch(
        reader, happy_frames(astronaut_rgb, 4), (), (MoodChoice("sad"),), (Command.UNPICK,)
    )
    says = [headline(view) for view in display.views]
    assert says == ["Looks happy", "Looks happy", "You say: sad", "Looks happy"]
    assert watching.picked is None


def test_a_face_keeps_its_number_while_it_moves_and_none_is_said_so(reader, astronaut_rgb):
    frames = [*happy_frames(astronaut_rgb, 12), Frame(1.2, nobody())]
    display, _, _ = watch(reader, frames)
    numbers = {face.number for view in display.views for face in view.reading.faces}
    assert numbers == {1}
    assert headline(display.views[-1]) == "No face in view"


def test_ctrl_c_ends_the_session_with_what_was_read(reader, astronaut_rgb):
    def interrupted() -> Iterator[Frame]:
        yield from happy_frames(astronaut_rgb, 2)
        raise KeyboardInterrupt

    _, session, _ = watch(reader, interrupted())
    assert session.summary().readings == 2


def test_the_clock_stands_still_while_paused(monkeypatch):
    hands = iter([100, 103, 104, 109, 111])
    monkeypatch.setattr(loop, "time", SimpleNamespace(monotonic=lambda: next(hands)))
    clock = PlayClock()
    assert clock() == 3
    clock.toggle()
    assert (clock(), clock()) == (4, 4)
    clock.toggle()
    assert clock() == 6


@pytest.fixture
def window(monkeypatch):
    """A window on no screen, in this process, so that keys can be pressed."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    from mien.cli.live.window import LiveWindow

    with LiveWindow() as opened:
        yield opened


def press(key: str) -> None:
    import pygame

    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.key.key_code(key)))


def test_keys_and_the_menu_of_moods(window):
    press("q")
    press("space")
    press("x")
    assert list(window.commands()) == [Command.QUIT, Command.PAUSE]
    press("m")
    press("4")
    press("4")
    assert list(window.commands()) == [MoodChoice("happy")]
    press("m")
    press("q")
    assert list(window.commands()) == []
    press("m")
    press("0")
    assert list(window.commands()) == [Command.UNPICK]


def test_a_driver_without_a_screen_is_noticed(monkeypatch):
    for name in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":987654")
    from mien.cli.live.window import LiveWindow

    with pytest.raises(DisplayError):
        LiveWindow()
