"""Needs the extra `train`."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs mien[train]")
pytest.importorskip("onnxscript", reason="needs mien[train]")

import torch

from mien.core.errors import UsageError
from mien.training import transfer
from mien.training.backend import keras
from mien.training.nets import build_net
from mien.training.plain import KerasTwin, as_module
from mien.training.recipes.check import BASES
from mien.training.recipes.recipe import NetRecipe

# Keras 3.15 with NumPy 2.4; nothing that we could do otherwise.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

MOBILE = NetRecipe(
    architecture="transfer",
    size=48,
    heads=("fer",),
    bases=("mobilenetv2",),
)


@pytest.fixture(scope="module")
def model():
    return build_net(MOBILE, 48)


def test_a_base_answers_with_seven_logits(model):
    assert model.output_shape == (None, 7)
    module = as_module(model).eval()
    assert isinstance(module, KerasTwin)
    with torch.no_grad():
        assert module(torch.randn(2, 1, 48, 48)).shape == (2, 7)


def test_several_bases_answer_by_the_average_of_their_probabilities():
    pair = dataclasses.replace(MOBILE, bases=("mobilenetv2", "vgg16"))
    both = build_net(pair, 48)
    single = keras.Model(
        both.input, [both.get_layer(f"logits_{name}").output for name in pair.bases]
    )
    pictures = np.random.default_rng(0).normal(0, 1, (3, 1, 48, 48)).astype(np.float32)
    with torch.no_grad():
        parts = [torch.softmax(part, dim=1) for part in single(pictures, training=False)]
        answer = torch.exp(both(pictures, training=False))
    assert torch.allclose(answer, (parts[0] + parts[1]) / 2, atol=1e-5)


def test_unknown_and_missing_bases():
    with pytest.raises(UsageError, match="no base resnet"):
        build_net(dataclasses.replace(MOBILE, bases=("resnet",)), 48)
    with pytest.raises(UsageError, match="no base named"):
        build_net(dataclasses.replace(MOBILE, bases=()), 48)


def test_every_base_that_a_recipe_may_name_is_there():
    assert set(transfer._BASES) == set(BASES)
