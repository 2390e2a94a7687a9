"""A picture for an item that has none, drawn from its mood and its id: never two alike by chance.

The hue follows the item's direction on the mood map (bright gold, tense red, dark blue, serene
green), lightness follows its brightness, and the number and height of shapes its energy, so that
the picture can be read without telling colours apart.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from mien.core.media import Item, Kind

WIDTH: Final = 320
HEIGHT: Final = 200

_HUE_OF_PLEASANT: Final = 78.0


def artwork_svg(item: Item) -> Markup:
    """Return the picture as an SVG element without ids, styles or text."""
    digest = hashlib.sha256(item.id.encode()).digest()
    chance = random.Random(digest)  # noqa: S311 - decoration
    palette = _Palette(item.mood.valence, item.mood.arousal)
    shapes = _DRAWERS[item.kind](palette, item.mood.arousal, chance)
    return Markup(  # noqa: S704 - numbers and colours only, nothing of the item's text
        f'<svg class="art" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="xMidYMid slice" '
        f'aria-hidden="true" focusable="false"><rect width="{WIDTH}" height="{HEIGHT}" '
        f'fill="{palette.sky()}"/>{shapes}</svg>'
    )


class _Palette:
    """Tones of one mood: a sky, and layers before it.

    Bright moods have a light sky and deeper layers, dark ones a night sky and paler layers.
    """

    def __init__(self, valence: float, arousal: float) -> None:
        angle = math.degrees(math.atan2(arousal, valence))
        self._hue = (_HUE_OF_PLEASANT - angle) % 360
        self._strength = 0.08 + 0.065 * min(1.0, math.hypot(valence, arousal))
        if valence >= 0:
            self._sky, self._near, self._far = 0.87 + 0.07 * valence, 0.80 + 0.05 * valence, 0.58
        else:
            self._sky, self._near, self._far = 0.36 + 0.08 * valence, 0.45 + 0.06 * valence, 0.70

    def sky(self) -> str:
        return self._colour(self._sky, 0.55, 0.0)

    def light(self) -> str:
        return self._colour(0.97, 0.35, 0.0)

    def layer(self, depth: float, turn: float = 0.0) -> str:
        """Return the tone of a layer: `depth` 0 for the first, 1 for the last."""
        return self._colour(self._near + (self._far - self._near) * depth, 1.0, turn)

    def _colour(self, lightness: float, strength: float, turn: float) -> str:
        hue = (self._hue + turn) % 360
        return f"oklch({lightness:.2f} {self._strength * strength:.3f} {hue:.0f})"


def _waves(palette: _Palette, arousal: float, chance: random.Random) -> str:
    """Sound waves: higher and denser the livelier the song."""
    lively = (arousal + 1) / 2
    count, swing, length = 5, 10 + 42 * lively, 190 - 110 * lively
    drift = chance.choice((-13, -9, 9, 13))
    paths = []
    for index in range(count):
        middle = HEIGHT * (0.30 + 0.16 * index)
        phase = chance.uniform(0, math.tau)
        own_swing = swing * chance.uniform(0.55, 1.0)
        points = [
            f"{x} {middle + own_swing * math.sin(phase + x / length * math.tau):.0f}"
            for x in range(0, WIDTH + 1, 20)
        ]
        tone = palette.layer(index / (count - 1), drift * (index - 1.5))
        line = " ".join(points)
        paths.append(
            f'<path d="M{line} {WIDTH} {HEIGHT} 0 {HEIGHT}z" fill="{tone}" opacity=".88"/>'
        )
    return "".join(paths)


def _hills(palette: _Palette, arousal: float, chance: random.Random) -> str:
    """A sun over hills: jagged when tense, rolling when calm."""
    lively = (arousal + 1) / 2
    sun_x, sun_y = chance.uniform(60, WIDTH - 60), chance.uniform(50, 95)
    radius = chance.uniform(26, 40)
    shapes = [
        _disc(sun_x, sun_y, radius * 1.7, palette.light(), 0.35),
        _disc(sun_x, sun_y, radius, palette.light(), 1.0),
    ]
    drift = chance.choice((-14, -10, 10, 14))
    for index in range(3):
        top = HEIGHT * (0.48 + 0.17 * index)
        steps = 4 + round(7 * lively)
        reach = 10 + 34 * lively
        points = [
            (WIDTH * step / steps, top + chance.uniform(-reach, reach)) for step in range(steps + 1)
        ]
        tone = palette.layer(index / 2, drift * index)
        shapes.append(f'<path d="{_ridge(points, smooth=lively < 0.5)}" fill="{tone}"/>')
    return "".join(shapes)


def _ridge(points: list[tuple[float, float]], *, smooth: bool) -> str:
    start = f"M0 {points[0][1]:.0f}"
    if smooth:
        middles = [((x1 + x2) / 2, (y1 + y2) / 2) for (x1, y1), (x2, y2) in pairwise(points)]
        parts = [
            f"Q{x:.0f} {y:.0f} {mx:.0f} {my:.0f}"
            for (x, y), (mx, my) in zip(points, middles, strict=False)
        ]
        line = "".join(parts) + f"L{WIDTH} {points[-1][1]:.0f}"
    else:
        line = "".join(f"L{x:.0f} {y:.0f}" for x, y in points[1:])
    return f"{start}{line}V{HEIGHT}H0z"


def _discs(palette: _Palette, arousal: float, chance: random.Random) -> str:
    """Overlapping discs: few and wide when calm, many and small when lively."""
    lively = (arousal + 1) / 2
    count = 5 + round(12 * lively)
    size = 92 - 58 * lively
    shapes = []
    for index in range(count):
        tone = palette.layer(index / count, chance.uniform(-30, 30))
        x, y = chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT)
        shapes.append(_disc(x, y, size * chance.uniform(0.5, 1), tone, 0.7))
    return "".join(shapes)


def _disc(x: float, y: float, radius: float, tone: str, opacity: float) -> str:
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" fill="{tone}" opacity="{opacity:g}"/>'
    )


_DRAWERS: Final[dict[Kind, Callable[[_Palette, float, random.Random], str]]] = {
    Kind.MUSIC: _waves,
    Kind.MOVIE: _hills,
    Kind.VIDEO: _discs,
}
