from __future__ import annotations

import numpy as np
import pytest

from mien.training.corruptions import CORRUPTIONS

IMAGES = np.random.default_rng(3).integers(0, 256, (3, 48, 48)).astype(np.uint8)


def corrupt(name: str, variant: int = 0) -> np.ndarray:
    return CORRUPTIONS[name][variant](IMAGES, np.random.default_rng(0))


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_shape_stays_and_the_seed_decides(name):
    before = IMAGES.copy()
    first, second = corrupt(name), corrupt(name)
    assert first.shape == IMAGES.shape
    assert first.dtype == np.uint8
    assert np.array_equal(first, second)
    assert not np.array_equal(first, IMAGES)
    assert np.array_equal(before, IMAGES)


def test_light():
    assert np.array_equal(corrupt("dark"), (IMAGES * 0.25).astype(np.uint8))
    assert corrupt("over-exposed")[IMAGES >= 128].min() == 255
    assert corrupt("low-contrast").max() <= 128 + 0.3 * 127
    assert corrupt("low-contrast").min() >= 128 - 0.3 * 128 - 1


def test_the_square_is_black_and_of_16_pixels():
    covered = corrupt("occlusion") == 0
    for picture, original in zip(covered, IMAGES, strict=True):
        rows, columns = np.nonzero(picture & (original != 0))
        assert rows.max() - rows.min() + 1 == 16
        assert columns.max() - columns.min() + 1 == 16


def test_rotation_goes_both_ways():
    assert len(CORRUPTIONS["rotation"]) == 2
    assert not np.array_equal(corrupt("rotation", 0), corrupt("rotation", 1))
    assert corrupt("rotation")[:, 0, 0].max() == 0
