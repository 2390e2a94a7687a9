"""Draws the mood over the time of a video."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from mien.cli.live.palette import COLOURS
from mien.core.emotions import EMOTIONS
from mien.core.errors import UsageError
from mien.services.sessions.session import Session, Stretch

_SIZE: Final = (1200, 560)
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 1170, 60, 400
_STRIP: Final = (430, 460)
_LEGEND: Final = 500
_POINTS: Final = 240
_SHORT: Final = 12.0
"""Seconds of a video under which times are written with a decimal."""
_LINES: Final = (("valence", "#c2571f"), ("arousal", "#2f6fb3"))
_INK, _FAINT = "#2a2233", "#cdc6d4"
_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".webp")


def check_plot_path(path: Path) -> None:
    """Make sure that a plot can be written there, before the work begins.

    Raises:
        UsageError: the name has no suffix of a picture, or its folder is missing.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{path} is no name for a plot.", f"End it in {', '.join(_SUFFIXES)}.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.", "Make it first.")


def write_plot(session: Session, title: str, path: Path) -> None:
    """Write valence and arousal over time, and a strip of the most likely emotion.

    Raises:
        UsageError: the file can't be written.
    """
    parts = session.stretches(_POINTS)
    image = Image.new("RGB", _SIZE, "white")
    draw = ImageDraw.Draw(image)
    end = parts[-1].end
    _draw_axes(draw, title, end)
    for name, colour in _LINES:
        points = [_place(part, getattr(part.mood, name), end) for part in parts]
        for x, y in points:
            draw.ellipse((x - 3, y - 3, x + 3, y + 3), fill=colour)
        for (before, start), (after, stop) in pairwise(zip(parts, points, strict=True)):
            if after.start <= before.end:  # no line where there was no face
                draw.line((start, stop), fill=colour, width=3)
    for part in parts:
        emotion, _ = part.mood.top(1)[0]
        span = (_across(part.start, end), _STRIP[0], _across(part.end, end), _STRIP[1])
        draw.rectangle(span, fill=COLOURS[emotion])
    _draw_legend(draw)
    try:
        image.save(path)
    except OSError as error:
        raise UsageError(
            f"{path} can't be written: {error.strerror}.", "Choose another place."
        ) from error


def _draw_axes(draw: ImageDraw.ImageDraw, title: str, end: float) -> None:
    draw.text((_LEFT, 20), title, fill=_INK, font=_font(22))
    for value in (-1.0, -0.5, 0.0, 0.5, 1.0):
        y = _down(value)
        draw.line((_LEFT, y, _RIGHT, y), fill=_INK if value == 0.0 else _FAINT)
        draw.text((_LEFT - 10, y), f"{value:.1f}", fill=_INK, font=_font(16), anchor="rm")
    for step in range(7):
        at = end * step / 6
        words = f"{at:.1f} s" if end < _SHORT else f"{at:.0f} s"
        draw.text((_across(at, end), _BOTTOM + 14), words, fill=_INK, font=_font(16), anchor="mm")


def _draw_legend(draw: ImageDraw.ImageDraw) -> None:
    entries = [*_LINES, *((emotion, COLOURS[emotion]) for emotion in EMOTIONS)]
    width = (_RIGHT - _LEFT) / len(entries)
    for place, (name, colour) in enumerate(entries):
        x = _LEFT + place * width
        draw.rectangle((x, _LEGEND, x + 16, _LEGEND + 16), fill=colour)
        draw.text((x + 22, _LEGEND + 8), name, fill=_INK, font=_font(16), anchor="lm")


def _place(part: Stretch, value: float, end: float) -> tuple[float, float]:
    return _across((part.start + part.end) / 2, end), _down(value)


def _across(at: float, end: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * at / end


def _down(value: float) -> float:
    return (_TOP + _BOTTOM) / 2 - value * (_BOTTOM - _TOP) / 2


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
