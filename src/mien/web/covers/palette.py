"""The tones of a cover, from the place of an item on the mood map.

The hue follows the direction on the map (bright gold, tense red, dark blue, serene green) and the
lightness of the ground its brightness; which of a few schemes is taken, and a small turn of the
hue, come from the item, so that a list of one mood looks like a series and not like one cover.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

_HUE_OF_PLEASANT: Final = 78.0
_TURNS: Final = (-36.0, -24.0, -12.0, 0.0, 12.0, 24.0, 36.0)

_MUDDY: Final = 92.0
"""Hue of yellow, which turns to mud where it is deep; deep tones keep off it."""

_OFF_MUDDY: Final = 38.0
_DEEP: Final = 0.6


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour of CSS `oklch()`: lightness 0 to 1, chroma from 0, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    def css(self) -> str:
        """Return the colour as a stylesheet has it."""
        return f"oklch({self.lightness:.2f} {self.chroma:.2f} {round(self.hue) % 360})"


@dataclass(frozen=True, slots=True)
class Palette:
    """Three tones: of the ground, and two of what is drawn on it."""

    ground: Tone
    first: Tone
    second: Tone


_Row = tuple[float, float, float]
"""Lightness, share of the full chroma, and turn of the hue in degrees."""

_BRIGHT: Final[tuple[tuple[_Row, _Row, _Row], ...]] = (
    ((0.91, 0.45, 0), (0.58, 1.15, -14), (0.77, 1.0, 28)),
    ((0.80, 0.95, 0), (0.97, 0.3, 20), (0.50, 1.0, -30)),
    ((0.42, 0.75, 14), (0.86, 0.9, 0), (0.70, 1.1, -34)),
    ((0.94, 0.25, 0), (0.48, 0.8, 165), (0.75, 1.1, 0)),
    ((0.66, 1.15, -16), (0.95, 0.45, 24), (0.36, 0.7, -6)),
    ((0.85, 0.6, 24), (0.44, 0.85, -20), (0.96, 0.3, 8)),
)
_DARK: Final[tuple[tuple[_Row, _Row, _Row], ...]] = (
    ((0.28, 0.55, 0), (0.72, 0.95, 0), (0.52, 1.0, 34)),
    ((0.36, 0.75, -10), (0.88, 0.4, 14), (0.64, 1.05, -36)),
    ((0.22, 0.35, 14), (0.66, 1.1, 44), (0.84, 0.4, 0)),
    ((0.84, 0.25, 0), (0.38, 0.75, 8), (0.62, 0.8, 40)),
    ((0.47, 0.85, 18), (0.24, 0.45, 0), (0.87, 0.5, -24)),
    ((0.31, 0.65, 26), (0.60, 0.9, -26), (0.90, 0.3, 0)),
)
SCHEMES: Final = 2 * len(_BRIGHT)
"""Each arrangement there is, and the same with the two tones of the drawing exchanged."""

TURNS: Final = len(_TURNS)


def palette_of(valence: float, arousal: float, scheme: int, turn: int) -> Palette:
    """Return the tones for a place on the mood map.

    Args:
        valence: -1 to 1.
        arousal: -1 to 1.
        scheme: which arrangement of tones, 0 to `SCHEMES` - 1.
        turn: which small turn of the hue, 0 to `TURNS` - 1.
    """
    hue = _HUE_OF_PLEASANT - math.degrees(math.atan2(arousal, valence)) + _TURNS[turn]
    strength = 0.10 + 0.05 * min(1.0, math.hypot(valence, arousal))
    rows = (_BRIGHT if valence >= 0 else _DARK)[scheme // 2]
    ground, first, second = (
        Tone(lightness, strength * share, _clear(lightness, (hue + away) % 360))
        for lightness, share, away in rows
    )
    return Palette(ground, second, first) if scheme % 2 else Palette(ground, first, second)


def ink_on(surface: Tone) -> Tone:
    """Return the tone for figures on a surface: the same hue, very light or very deep."""
    lightness = 0.99 if surface.lightness < _DEEP + 0.03 else 0.20
    return Tone(lightness, min(0.06, surface.chroma), _clear(lightness, surface.hue))


def _clear(lightness: float, hue: float) -> float:
    away = hue - _MUDDY
    if lightness >= _DEEP or abs(away) >= _OFF_MUDDY:
        return hue
    return _MUDDY + math.copysign(_OFF_MUDDY, away)
