"""One preprocessing: middle cut out, own mean and deviation taken away."""

from __future__ import annotations

import numpy as np
import pytest

from mien.vision.preprocess import InputSpec, prepare_crops


def test_each_crop_is_standardised_by_itself():
    crops = np.random.default_rng(0).integers(0, 256, (3, 48, 48), dtype=np.uint8)
    crops[1] //= 4
    result = prepare_crops(crops)
    assert result.shape == (3, 1, 44, 44)
    assert result.dtype == np.float32
    for crop, values in zip(crops, result[:, 0], strict=True):
        inner = crop[2:46, 2:46].astype(float)
        expected = (inner - inner.mean()) / (inner.std(ddof=1) + 8)
        assert values == pytest.approx(expected, abs=1e-4)


def test_flat_crop_stays_flat():
    assert (prepare_crops(np.full((1, 48, 48), 200, np.uint8)) == 0).all()


def test_sizes_and_epsilon_come_from_the_spec():
    crops = np.random.default_rng(1).integers(0, 256, (2, 64, 64), dtype=np.uint8)
    result = prepare_crops(crops, InputSpec(size=56, crop_from=64, epsilon=1.0))
    assert result.shape == (2, 1, 56, 56)
    assert result.std() > prepare_crops(crops, InputSpec(56, 64, 40.0)).std()


@pytest.mark.parametrize("shape", [(48, 48), (1, 44, 44), (1, 48, 47)])
def test_crops_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match="48, 48"):
        prepare_crops(np.zeros(shape, np.uint8))
