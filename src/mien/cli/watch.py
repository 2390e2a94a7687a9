"""`mien watch`: a camera or a video, read live."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mien.cli.output import json_option, print_json
from mien.core.errors import NoFaceError, UsageError
from mien.vision.detect import DETECTORS

if TYPE_CHECKING:
    from mien.cli.live.terminal import Terminal
    from mien.cli.live.window import LiveWindow
    from mien.vision.video import Camera, Video


@click.command("watch")
@click.option("--camera", type=click.IntRange(0), help="Number of the camera.  [default: 0]")
@click.option("--video", type=click.Path(path_type=Path), help="A video file in place of a camera.")
@click.option("--detector", type=click.Choice([*DETECTORS]), help="How faces are found.")
@click.option("--headless", is_flag=True, help="Bars in the terminal in place of a window.")
@json_option
def command(
    *,
    camera: int | None,
    video: Path | None,
    detector: str | None,
    headless: bool,
    as_json: bool,
) -> None:
    """Read faces live, then pick films and music for the session.

    In the window: q quits, space pauses, m lets you say the mood yourself. Without a window,
    Ctrl-C ends. No picture is kept.
    """
    from mien.bootstrap import build_mood_reader, build_recommender
    from mien.cli.live.loop import PlayClock, WatchSession
    from mien.cli.live.report import print_watch, watch_document
    from mien.services.sessions.session import Session
    from mien.settings import load_settings
    from mien.vision.live import LiveReader

    settings = load_settings(**({"detector": detector} if detector else {}))
    reader = build_mood_reader(settings)
    with _source(camera, video) as source:
        reader.warm_up()
        session = Session(reader.unsure_below)
        clock = PlayClock()
        with _display(headless=headless) as display:
            watching = WatchSession(LiveReader(reader), session, display, clock)
            watching.run(source.played(clock))
    if session.summary() is None and watching.picked is None:
        raise NoFaceError(
            "No face was read.",
            "Face the camera in good light and come closer, or say the mood: mien recommend.",
        )
    recommender = build_recommender(settings)
    if as_json:
        print_json(watch_document(session, watching.picked, recommender))
    else:
        print_watch(session, watching.picked, recommender)


def _source(camera: int | None, video: Path | None) -> Camera | Video:
    from mien.vision.video import Camera, Video

    if camera is not None and video is not None:
        raise UsageError("A camera and a video were given.", "Give --camera or --video.")
    return Camera(camera or 0) if video is None else Video(video)


def _display(*, headless: bool) -> LiveWindow | Terminal:
    if headless:
        from mien.cli.live.terminal import Terminal

        return Terminal()
    from mien.cli.live.window import LiveWindow

    return LiveWindow()
