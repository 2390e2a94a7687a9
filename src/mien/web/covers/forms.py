"""The forms of covers: a square sleeve, a tall poster, a wide screen, each in several layouts.

The right lower corner stays free of the year: there the page shows its Play button.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mien.core.media import Kind


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things lie on a cover.

    Attributes:
        places: transforms of the drawing; from the second on its two tones change places.
        year: where the figures begin, x and y, and by how many degrees they are turned.
        below: shapes between ground and drawing.
        above: shapes over the drawing.
        year_on_second: the figures stand on the second tone, not on the ground.
    """

    places: tuple[str, ...]
    year: tuple[int, int, int]
    below: str = ""
    above: str = ""
    year_on_second: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A size and its layouts."""

    width: int
    height: int
    layouts: tuple[Layout, ...]


GROUND: Final = "ground"
"""Stands in the shapes of a layout for the tone of the ground."""


def _at(x: int, y: int, scale: float, turn: int = 0) -> str:
    """Return the transform that puts a drawing at a point."""
    turned = f"rotate({turn})" if turn else ""
    return f"translate({x} {y}){turned}scale({f'{scale:g}'.removeprefix('0')})"


def _first(data: str) -> str:
    return f'<path d="{data}"/>'


def _second(data: str) -> str:
    return f'<path fill="currentColor" d="{data}"/>'


def _ground(data: str) -> str:
    return f'<path fill="{GROUND}" d="{data}"/>'


def _record(x: int, y: int, radius: int) -> str:
    """Return a black record with a label in the first tone."""
    place = f'cx="{x}" cy="{y}"'
    return (
        f'<circle {place} r="{radius}" fill="#1c1922"/>'
        f'<circle {place} r="{round(radius * 0.68)}" fill="none" stroke="#423c4d" '
        f'stroke-width="{round(radius * 0.14)}"/><circle {place} r="{round(radius * 0.4)}"/>'
    )


def _coloured_record(x: int, y: int, radius: int) -> str:
    """Return a record in the first tone with a wide label in the second."""
    place = f'cx="{x}" cy="{y}"'
    return (
        f'<circle {place} r="{radius}"/><circle {place} r="{round(radius * 0.82)}" fill="none" '
        f'stroke="{GROUND}" stroke-width="2"/>'
        f'<circle {place} r="{round(radius * 0.62)}" fill="currentColor"/>'
    )


def _spot(x: int, y: int, radius: int) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="currentColor"/>'


SLEEVE: Final = Form(
    100,
    100,
    (
        Layout((_at(48, 62, 0.66),), (7, 24, 0)),
        Layout((_at(50, 38, 0.66),), (7, 94, 0)),
        Layout(
            (_at(62, 42, 0.66),),
            (21, 94, -90),
            below=_second("M0 0H28V100H0z"),
            year_on_second=True,
        ),
        Layout((_at(64, 72, 1.05, -12),), (7, 24, 0)),
        Layout((_at(28, 60, 0.46), _at(74, 44, 0.46)), (7, 24, 0)),
        Layout(
            (_at(25, 56, 0.4), _at(75, 56, 0.4), _at(75, 12, 0.4), _at(25, 100, 0.4)), (7, 24, 0)
        ),
        Layout((_at(52, 70, 0.4),), (7, 24, 0), below=_coloured_record(52, 70, 44)),
        Layout(
            (_at(35, 62, 0.56),), (7, 24, 0), below=_record(72, 50, 46) + _ground("M0 0H72V100H0z")
        ),
        Layout(
            (_at(42, 42, 0.64),), (7, 94, 0), below=_second("M100 0V100H0z"), year_on_second=True
        ),
        Layout((_at(48, 38, 0.44),), (7, 94, 0), below=_spot(48, 38, 33)),
        Layout(
            (_at(46, 37, 0.6),), (7, 95, 0), below=_second("M0 74H100V100H0z"), year_on_second=True
        ),
        Layout(
            (_at(44, 60, 0.6),), (7, 22, 0), below=_second("M0 0H100V29H0z"), year_on_second=True
        ),
    ),
)
"""The sleeve of a record."""

POSTER: Final = Form(
    100,
    150,
    (
        Layout((_at(50, 80, 0.84),), (9, 29, 0)),
        Layout((_at(50, 74, 0.72),), (9, 28, 0), below=_second("M0 36H100V150H0z")),
        Layout(
            (_at(50, 72, 0.7),), (9, 28, 0), below=_second("M0 0H100V34H0z"), year_on_second=True
        ),
        Layout((_at(66, 96, 1.25, -10),), (9, 29, 0)),
        Layout((_at(50, 76, 0.6),), (9, 29, 0), below=_spot(50, 76, 43)),
        Layout((_at(50, 66, 0.74),), (9, 29, 0), below=_second("M0 150V104L100 52V150z")),
        Layout((_at(50, 60, 0.46), _at(50, 110, 0.46)), (9, 29, 0)),
        Layout(
            (_at(64, 58, 0.66),),
            (21, 143, -90),
            below=_second("M0 0H28V150H0z"),
            year_on_second=True,
        ),
        Layout((_at(31, 62, 0.5), _at(66, 100, 0.5, 180)), (9, 29, 0)),
        Layout(
            (_at(50, 78, 0.64),),
            (17, 38, 0),
            below=_second("M0 0H100V150H0z") + _ground("M9 9H91V141H9z"),
        ),
        Layout((_at(50, 76, 0.62),), (9, 29, 0), below=_second("M0 84A50 50 0 0 1 100 84V150H0z")),
    ),
)
"""The poster of a film."""

SCREEN: Final = Form(
    160,
    90,
    (
        Layout(
            (_at(70, 44, 0.66),),
            (8, 24, 0),
            above=_second("M0 84H160V90H0z") + _first("M0 84H62V90H0z"),
        ),
        Layout((_at(74, 45, 0.5),), (8, 82, 0), below=_second("M0 0H160V16H0zM0 74H160V90H0z")),
        Layout(
            (_at(44, 45, 0.74),),
            (90, 30, 0),
            below=_second("M82 0H160V90H82z"),
            year_on_second=True,
        ),
        Layout((_at(104, 40, 1.1, -8),), (8, 82, 0)),
        Layout((_at(28, 54, 0.48), _at(76, 54, 0.48), _at(124, 30, 0.48)), (8, 24, 0)),
        Layout((_at(88, 42, 0.48),), (8, 82, 0), below=_spot(88, 42, 36)),
        Layout(
            (_at(64, 36, 0.58),),
            (8, 83, 0),
            below=_second("M0 90V60L160 22V90z"),
            year_on_second=True,
        ),
        Layout(
            (_at(96, 45, 0.56),),
            (14, 30, 0),
            above=_second("M6 6H30V10H10V24H6zM154 6H130V10H150V24H154zM6 84H30V80H10V66H6z"),
        ),
        Layout(
            (_at(60, 34, 0.6),), (8, 84, 0), below=_second("M0 64H160V90H0z"), year_on_second=True
        ),
    ),
)
"""The screen of a video."""

FORMS: Final = {Kind.MUSIC: SLEEVE, Kind.MOVIE: POSTER, Kind.VIDEO: SCREEN}
"""The form of each kind."""
