"""Spoils pictures the way cameras and light do, in vectorised PyTorch, for training.

Every function takes float32 [n, 1, side, side] in grey levels 0-255 and the generator that all
randomness comes from, and gives the same shape, perhaps outside of 0-255.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import torch
from torch.nn import functional as F  # noqa: N812 the customary name

Tensor = torch.Tensor
Degradation = Callable[[Tensor, torch.Generator], Tensor]

_BLOCK: Final = 8
# The luminance table of the JPEG standard (ITU-T T.81, annex K.1).
_QUANTISATION: Final = torch.tensor(
    [
        [16, 11, 10, 16, 24, 40, 51, 61],
        [12, 12, 14, 19, 26, 58, 60, 55],
        [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62],
        [18, 22, 37, 56, 68, 109, 103, 77],
        [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101],
        [72, 92, 95, 98, 112, 100, 103, 99],
    ],
    dtype=torch.float32,
)
_STEPS: Final = torch.arange(_BLOCK, dtype=torch.float32)
_COSINES: Final = torch.cos((2 * _STEPS[None] + 1) * _STEPS[:, None] * math.pi / 16)
_DCT: Final = _COSINES * torch.where(_STEPS == 0, math.sqrt(1 / 8), 0.5)[:, None]


def uniform(generator: torch.Generator, low: float, high: float, *shape: int) -> Tensor:
    """Return float32 values of this shape, evenly between `low` and `high`."""
    return torch.rand(*shape, generator=generator) * (high - low) + low


def darken(x: Tensor, generator: torch.Generator) -> Tensor:
    """Multiply by 0.12 to 0.5."""
    return x * uniform(generator, 0.12, 0.5, len(x), 1, 1, 1)


def over_expose(x: Tensor, generator: torch.Generator) -> Tensor:
    """Multiply by 1.4 to 2.6; the caller clips."""
    return x * uniform(generator, 1.4, 2.6, len(x), 1, 1, 1)


def flatten_contrast(x: Tensor, generator: torch.Generator) -> Tensor:
    """Multiply the distance to the middle grey by 0.15 to 0.5."""
    return 128 + (x - 128) * uniform(generator, 0.15, 0.5, len(x), 1, 1, 1)


def blur(x: Tensor, generator: torch.Generator) -> Tensor:
    """Blur by a Gaussian of 0.6 to 2 pixels of the 48x48 picture."""
    deviation = uniform(generator, 0.6, 2.0, len(x), 1) * x.shape[-1] / 48
    reach = torch.arange(-5.0, 6.0)
    kernel = torch.exp(-(reach**2) / (2 * deviation**2))
    kernel = kernel / kernel.sum(dim=1, keepdim=True)
    # The pictures lie side by side as channels, so that each has a kernel of its own.
    y = F.pad(x.transpose(0, 1), (5, 5, 5, 5), mode="replicate")
    y = F.conv2d(y, kernel[:, None, None, :], groups=len(x))
    return F.conv2d(y, kernel[:, None, :, None], groups=len(x)).transpose(0, 1)


def add_noise(x: Tensor, generator: torch.Generator) -> Tensor:
    """Add Gaussian noise of a deviation of 6 to 28 grey levels."""
    strength = uniform(generator, 6.0, 28.0, len(x), 1, 1, 1)
    return x + torch.randn(x.shape, generator=generator) * strength


def compress(x: Tensor, generator: torch.Generator) -> Tensor:
    """Round in the frequency domain as JPEG of quality 8 to 40 does."""
    count, _, height, width = x.shape
    rest = -height % _BLOCK
    padded = F.pad(x, (0, rest, 0, rest), mode="replicate") - 128
    tiles = (height + rest) // _BLOCK
    blocks = padded.reshape(count, tiles, _BLOCK, tiles, _BLOCK).permute(0, 1, 3, 2, 4)
    quality = uniform(generator, 8.0, 40.0, count, 1, 1, 1, 1)
    steps = (_QUANTISATION * (50 / quality)).clamp(min=1)
    blocks = _DCT.T @ (torch.round(_DCT @ blocks @ _DCT.T / steps) * steps) @ _DCT
    joined = blocks.permute(0, 1, 3, 2, 4).reshape(count, 1, tiles * _BLOCK, tiles * _BLOCK)
    return joined[:, :, :height, :width] + 128


def shrink(x: Tensor, generator: torch.Generator) -> Tensor:
    """Scale down to 0.38 to 0.7 of the side and back, all pictures alike."""
    side = x.shape[-1]
    low = int(uniform(generator, 0.38, 0.7, 1).item() * side)
    down = F.interpolate(x, size=low, mode="bilinear", align_corners=False, antialias=True)
    return F.interpolate(down, size=side, mode="bilinear", align_corners=False)


def cover(x: Tensor, generator: torch.Generator, fill: Tensor | None = None) -> Tensor:
    """Lay a square of 0.2 to 0.42 of the side somewhere, black or of the grey levels `fill`."""
    count, _, side, _ = x.shape
    half = uniform(generator, 0.1, 0.21, count, 1, 1) * side
    row = uniform(generator, 0.0, side, count, 1, 1)
    column = uniform(generator, 0.0, side, count, 1, 1)
    places = torch.arange(float(side))
    inside = ((places[None, :, None] - row).abs() < half) & (
        (places[None, None, :] - column).abs() < half
    )
    return torch.where(inside[:, None], torch.zeros(1) if fill is None else fill, x)


DEGRADATIONS: Final[tuple[Degradation, ...]] = (
    darken,
    over_expose,
    flatten_contrast,
    blur,
    add_noise,
    compress,
    shrink,
    cover,
)
