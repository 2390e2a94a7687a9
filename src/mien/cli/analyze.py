"""`mien analyze`: faces and moods in photos and videos."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mien.cli.output import json_option, mood_line, print_json
from mien.core.errors import MienError, UsageError
from mien.core.faces import Reading
from mien.services.documents.form import Document
from mien.services.documents.moods import MoodBody, ReadingBody
from mien.services.sessions.video import DEFAULT_FPS, FrameMood, VideoMood, read_video
from mien.vision.detect import DETECTORS
from mien.vision.video import VIDEO_SUFFIXES, Video

if TYPE_CHECKING:
    from mien.vision.read import MoodReader


@click.command("analyze")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--detector", type=click.Choice([*DETECTORS]), help="How faces are found.")
@click.option(
    "--fps",
    type=click.FloatRange(0.01, 240),
    default=DEFAULT_FPS,
    show_default=True,
    help="Frames read for each second of a video.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path),
    help="Draw the mood over the time of the video into this picture file.",
)
@json_option
def command(
    paths: tuple[Path, ...],
    *,
    detector: str | None,
    fps: float,
    plot: Path | None,
    as_json: bool,
) -> None:
    """Read the faces in photos and videos: where they are and which mood they suggest.

    Exits with 3 when a file can't be read or has no face; the others are read all the same.
    """
    from mien.bootstrap import build_mood_reader
    from mien.settings import load_settings

    _check_plot(plot, paths)
    settings = load_settings(**({"detector": detector} if detector else {}))
    analysis = _Analysis(build_mood_reader(settings), fps, plot, quiet=as_json)
    files: list[Document] = []
    worst = 0
    for path in paths:
        try:
            files.append({"path": str(path), **analysis.of(path)})
        except UsageError:
            raise
        except MienError as error:
            worst = max(worst, error.exit_code)
            files.append({"path": str(path), "error": _error_document(error)})
            click.echo(f"{path}: {error.detail} {error.hint}".rstrip(), err=True)
    if as_json:
        print_json({"files": files})
    sys.exit(worst)


@dataclass(frozen=True)
class _Analysis:
    """Reads one file after the other; prints what it finds unless `quiet`."""

    reader: MoodReader
    fps: float
    plot: Path | None
    quiet: bool

    def of(self, path: Path) -> Document:
        """Read a file and return what to put into the JSON document."""
        return self._video(path) if _is_video(path) else self._photo(path)

    def _photo(self, path: Path) -> Document:
        reading = self.reader.read(path)
        if not self.quiet:
            _print_reading(path, reading)
        return ReadingBody.of(reading).document()

    def _video(self, path: Path) -> Document:
        from mien.cli.live.plot import write_plot
        from mien.cli.live.report import print_session, session_document

        with Video(path) as video:
            found = _read_with_bar(path, video, self.reader, self.fps)
            duration = video.duration
        if self.plot is not None:
            write_plot(found.session, path.name, self.plot)
        with_face = sum(moment.faces > 0 for moment in found.moments)
        if not self.quiet:
            frames = f"{len(found.moments)} frames read, a face in {with_face}"
            click.echo(f"{path}: {frames}")
            print_session(found.session)
        return {
            "video": {
                "duration": None if duration is None else round(duration, 3),
                "frames_read": len(found.moments),
                "frames_with_a_face": with_face,
            },
            "session": session_document(found.session),
            "timeline": [_moment_document(moment) for moment in found.moments],
        }


def _is_video(path: Path) -> bool:
    return path.suffix.lower() in VIDEO_SUFFIXES


def _check_plot(plot: Path | None, paths: tuple[Path, ...]) -> None:
    if plot is None:
        return
    from mien.cli.live.plot import check_plot_path

    if len(paths) != 1 or not _is_video(paths[0]):
        raise UsageError("A plot shows one video.", "Give --plot with a single video.")
    check_plot_path(plot)


def _read_with_bar(path: Path, video: Video, reader: MoodReader, fps: float) -> VideoMood:
    """Read a video with a progress bar on standard error, which a file or pipe does not get."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(path.name, total=video.duration)

        def progress(at: float) -> None:
            bar.update(task, completed=min(at, video.duration or math.inf))

        return read_video(video.frames(fps), reader, progress)


def _moment_document(moment: FrameMood) -> Document:
    return {
        "at": round(moment.at, 3),
        "faces": moment.faces,
        "mood": moment.mood and MoodBody.of(moment.mood).document(),
    }


def _print_reading(path: Path, reading: Reading) -> None:
    count = len(reading.faces)
    click.echo(f"{path}: {count} face{'s' if count > 1 else ''}")
    for face in reading.faces:
        left, top, right, bottom = (round(edge) for edge in face.box)
        click.echo(f"  at {left},{top}-{right},{bottom}: {mood_line(face.mood)}")
    if count > 1:
        click.echo(f"  together: {mood_line(reading.mood)}")


def _error_document(error: MienError) -> Document:
    return {"code": error.code, "detail": error.detail, "hint": error.hint}
