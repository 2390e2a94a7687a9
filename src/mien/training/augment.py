"""Varies the pictures of a batch, all at once, in PyTorch."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import torch
from torch.nn import functional as F  # noqa: N812 the customary name

from mien.training.datasets.dataset import SIZE
from mien.training.degrade import DEGRADATIONS, cover, uniform
from mien.training.recipes.recipe import AugmentRecipe
from mien.vision.preprocess import InputSpec

Tensor = torch.Tensor

_LARGEST_TURN: Final = 35.0


@dataclass(frozen=True, slots=True)
class Batch:
    """Pictures and what is to be answered.

    Attributes:
        pictures: the network's input, float32 [n, 1, size, size].
        fer: target over the seven emotions, float32 [n, 7].
        fer_weight: weight of that loss, float32 [n].
        plus: target over the eight emotions of FER+, float32 [n, 8].
        plus_weight: weight of that loss, float32 [n].
    """

    pictures: Tensor
    fer: Tensor
    fer_weight: Tensor
    plus: Tensor
    plus_weight: Tensor


def vary(
    images: Tensor, size: int, recipe: AugmentRecipe, spec: InputSpec, generator: torch.Generator
) -> Tensor:
    """Turn, move, light and spoil pictures, and standardise them.

    Args:
        images: uint8 [n, 1, 48, 48].
        size: side of the result; the field of view is that of `spec` whatever the size.
        recipe: how much of each.
        spec: the cut and epsilon that the finished network is fed with.
        generator: where all randomness comes from.

    Returns:
        float32 [n, 1, size, size], each standardised by its own mean and deviation.
    """
    x = _move(images.float(), size, recipe, spec, generator)
    count = len(x)
    if recipe.gamma > 0:
        exponent = torch.exp(uniform(generator, -recipe.gamma, recipe.gamma, count, 1, 1, 1))
        x = 255 * (x.clamp(0, 255) / 255) ** exponent
    if recipe.degrade > 0:
        x = _spoil(x, recipe.degrade, generator)
    x = x.clamp(0, 255).round()
    if recipe.cutout > 0:
        chosen = torch.nonzero(torch.rand(count, generator=generator) < recipe.cutout)[:, 0]
        grey = uniform(generator, 0.0, 255.0, len(chosen), 1, 1, 1)
        x[chosen] = cover(x[chosen], generator, grey)
    return standardise(x, spec.epsilon)


def standardise(x: Tensor, epsilon: float) -> Tensor:
    """Do to float32 [n, 1, side, side] what `vision.preprocess.standardise` does to an array."""
    mean = x.mean((1, 2, 3), keepdim=True)
    return (x - mean) / (x.std((1, 2, 3), keepdim=True, correction=1) + epsilon)


def mix(batch: Batch, share: float, generator: torch.Generator) -> Batch:
    """Lay each picture over another one, with targets mixed alike (Zhang et al. 2018).

    Args:
        batch: what to mix.
        share: of the first picture, 0 to 1.
        generator: where the pairs come from.
    """
    other = torch.randperm(len(batch.pictures), generator=generator)

    def blend(values: Tensor) -> Tensor:
        return share * values + (1 - share) * values[other]

    plus = blend(batch.plus * batch.plus_weight[:, None])
    return Batch(
        pictures=blend(batch.pictures),
        fer=blend(batch.fer),
        fer_weight=blend(batch.fer_weight),
        plus=plus / plus.sum(dim=1, keepdim=True).clamp(min=1e-6),
        plus_weight=blend(batch.plus_weight),
    )


def _move(
    x: Tensor, size: int, recipe: AugmentRecipe, spec: InputSpec, generator: torch.Generator
) -> Tensor:
    """Mirror, turn, scale, stretch and shift, sampling straight to the wanted size."""
    count = len(x)
    turn = torch.randn(count, generator=generator) * recipe.rotation
    largest = min(_LARGEST_TURN, 3 * recipe.rotation)
    angle = turn.clamp(-largest, largest) * math.pi / 180
    scale = torch.exp(uniform(generator, -recipe.scale, recipe.scale, count)) * spec.size / SIZE
    aspect = torch.exp(uniform(generator, -recipe.aspect, recipe.aspect, count))
    mirror = torch.where(torch.rand(count, generator=generator) < recipe.flip, -1.0, 1.0)
    shift = uniform(generator, -recipe.shift, recipe.shift, count, 2)
    cosine, sine = torch.cos(angle) * scale, torch.sin(angle) * scale
    matrix = torch.stack(
        [
            torch.stack([cosine * aspect * mirror, -sine / aspect, shift[:, 0]], dim=1),
            torch.stack([sine * aspect * mirror, cosine / aspect, shift[:, 1]], dim=1),
        ],
        dim=1,
    )
    black = torch.rand(1, generator=generator).item() < recipe.black_border
    return F.grid_sample(
        x,
        F.affine_grid(matrix, [count, 1, size, size], align_corners=False),
        padding_mode="zeros" if black else "border",
        align_corners=False,
    )


def _spoil(x: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Give a share of the pictures one degradation each, chosen evenly."""
    kind = torch.randint(0, len(DEGRADATIONS), (len(x),), generator=generator)
    kind = torch.where(torch.rand(len(x), generator=generator) < share, kind, -1)
    for place, degrade in enumerate(DEGRADATIONS):
        chosen = torch.nonzero(kind == place)[:, 0]
        if len(chosen):
            x[chosen] = degrade(x[chosen], generator)
    return x
