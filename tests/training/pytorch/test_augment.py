"""Needs the extra `train`."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from mien.training.augment import Batch, mix, standardise, vary
from mien.training.degrade import DEGRADATIONS
from mien.training.recipes.recipe import AugmentRecipe
from mien.vision.preprocess import InputSpec, prepare_crops
from tests.factories.faces import make_dataset

NOTHING = AugmentRecipe(**dict.fromkeys([f.name for f in dataclasses.fields(AugmentRecipe)], 0.0))
SPEC = InputSpec()


def generator() -> torch.Generator:
    return torch.Generator().manual_seed(5)


def faces() -> np.ndarray:
    return make_dataset([0, 1, 2, 3, 4, 5, 6, 0]).images


def as_tensor(images: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(images)[:, None]


def test_unvaried_pictures_are_those_that_the_product_feeds():
    varied = vary(as_tensor(faces()), 44, NOTHING, SPEC, generator())
    assert np.abs(varied.numpy() - prepare_crops(faces(), SPEC)).max() < 1e-3


def test_standardising_is_that_of_the_product():
    cuts = torch.rand(3, 1, 44, 44) * 255
    ours = standardise(cuts, 8.0).numpy()
    images = cuts[:, 0].numpy()
    mean = images.mean(axis=(1, 2), keepdims=True)
    theirs = (images - mean) / (images.std(axis=(1, 2), keepdims=True, ddof=1) + 8.0)
    assert np.allclose(ours[:, 0], theirs, atol=1e-4)


@pytest.mark.parametrize("size", [36, 44])
def test_varied_pictures_have_the_size_and_follow_the_seed(size):
    first = vary(as_tensor(faces()), size, AugmentRecipe(), SPEC, generator())
    second = vary(as_tensor(faces()), size, AugmentRecipe(), SPEC, generator())
    assert first.shape == (8, 1, size, size)
    assert torch.equal(first, second)
    assert torch.isfinite(first).all()


@pytest.mark.parametrize("degrade", DEGRADATIONS)
def test_each_degradation_keeps_the_shape_and_changes_the_picture(degrade):
    noise = torch.rand(6, 1, 44, 44, generator=generator()) * 255
    spoiled = degrade(noise.clone(), generator())
    assert spoiled.shape == noise.shape
    assert torch.isfinite(spoiled).all()
    assert all(not torch.equal(a, b) for a, b in zip(spoiled, noise, strict=True))


def test_mixing_mixes_pictures_and_targets_alike():
    pictures = torch.arange(4.0).reshape(4, 1, 1, 1).expand(4, 1, 2, 2)
    batch = Batch(
        pictures=pictures,
        fer=torch.eye(7)[:4],
        fer_weight=torch.ones(4),
        plus=torch.eye(8)[:4],
        plus_weight=torch.tensor([1.0, 1.0, 1.0, 0.0]),
    )
    mixed = mix(batch, 0.75, generator())
    other = torch.randperm(4, generator=generator())
    assert torch.allclose(mixed.pictures, 0.75 * pictures + 0.25 * pictures[other])
    assert torch.allclose(mixed.fer, 0.75 * batch.fer + 0.25 * batch.fer[other])
    sums = mixed.plus.sum(dim=1)
    assert torch.allclose(sums[mixed.plus_weight > 0], torch.ones(1))
    # A picture without votes adds nothing to the target of its pair.
    assert mixed.plus[:, 3].sum() == 0
