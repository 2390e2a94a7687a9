"""Needs the extra `train`."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from mien.core.errors import UsageError
from mien.training.backend import keras
from mien.training.export import finished_net, write_onnx
from mien.training.half import write_half
from mien.training.measures import softmax
from mien.training.nets import build_net
from mien.training.plain import KerasTwin, PlainTwin, as_module
from mien.training.recipes import parse_recipe
from mien.training.recipes.recipe import NetRecipe
from mien.vision.runtime import load_network

# Keras 3.15 with NumPy 2.4; nothing that we could do otherwise.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

SMALL = NetRecipe(widths=(8, 16), blocks=1, size=44)


def randomise(model) -> None:
    """Give every weight, those of the normalisation too, a value that shows."""
    generator = np.random.default_rng(0)
    model.set_weights(
        [
            w + generator.uniform(-0.05, 0.05, w.shape).astype(np.float32)
            for w in model.get_weights()
        ]
    )


@pytest.fixture(scope="module")
def model():
    net = build_net(SMALL, 44)
    randomise(net)
    return net


@pytest.fixture(scope="module")
def pictures() -> np.ndarray:
    return np.random.default_rng(1).normal(0, 1, (5, 1, 44, 44)).astype(np.float32)


def test_shape_and_names():
    net = build_net(SMALL)
    assert net.input_shape == (None, 1, None, None)
    assert net.output_shape == (None, 15)
    assert build_net(NetRecipe(heads=("fer",), widths=(8,), blocks=1)).output_shape == (None, 7)


def test_an_unknown_architecture():
    with pytest.raises(UsageError, match="no architecture 'magic'"):
        build_net(NetRecipe(architecture="magic"))


@settings(max_examples=25)
@given(
    architecture=st.sampled_from(["cnn", "residual"]),
    size=st.integers(8, 48),
    widths=st.lists(st.integers(1, 16), max_size=9),
)
def test_widths_are_refused_or_can_be_built(architecture, size, widths):
    overrides = {
        "net.architecture": architecture,
        "net.size": f"{size}",
        "net.widths": f"{widths}",
        "net.blocks": "1",
        "schedule.epochs": "1",
        "schedule.sizes": f"[[0.0, {size}]]",
    }
    try:
        recipe = parse_recipe('name = "x"', overrides)
    except UsageError:
        return
    assert build_net(recipe.net, size).output_shape == (None, 15)


def test_the_plain_twin_computes_the_same(model, pictures):
    with torch.no_grad():
        theirs = model(pictures, training=False).numpy()
        ours = PlainTwin(model).eval()(torch.from_numpy(pictures)).numpy()
    assert np.abs(theirs - ours).max() < 1e-4 * np.abs(theirs).max()


def test_the_twin_learns_for_the_keras_model():
    net = build_net(SMALL, 44)
    twin = PlainTwin(net)
    before = net.get_weights()
    optimizer = torch.optim.SGD([p for p in twin.parameters() if p.requires_grad], lr=0.1)
    twin.train()
    twin(torch.randn(8, 1, 44, 44)).square().mean().backward()
    optimizer.step()
    changed = [not np.array_equal(a, b) for a, b in zip(before, net.get_weights(), strict=True)]
    assert all(changed)


def test_a_layer_without_counterpart_is_named_and_left_to_keras(pictures):
    inputs = keras.Input((1, 44, 44))
    noisy = keras.Model(inputs, keras.layers.GaussianNoise(0.1)(inputs))
    with pytest.raises(ValueError, match="no plain counterpart of the layer GaussianNoise"):
        PlainTwin(noisy)
    module = as_module(noisy).eval()
    assert isinstance(module, KerasTwin)
    assert torch.equal(module(torch.from_numpy(pictures)), torch.from_numpy(pictures))


def test_onnx_and_keras_agree(model, pictures, tmp_path):
    file = tmp_path / "model.onnx"
    write_onnx(model, file)
    with torch.no_grad():
        expected = model(pictures, training=False).numpy()
    (answer,) = load_network(file)(pictures)
    assert np.abs(answer - expected).max() < 1e-4
    assert load_network(file)(pictures[:1])[0].shape == (1, 15)


def test_an_onnx_file_does_not_tell_where_it_was_made(model, tmp_path):
    write_onnx(model, tmp_path / "model.onnx")
    assert b".py" not in (tmp_path / "model.onnx").read_bytes()


def test_half_precision_moves_no_probability_far(model, pictures, tmp_path):
    write_onnx(model, tmp_path / "model.onnx")
    write_half(tmp_path / "model.onnx", tmp_path / "half.onnx")
    with torch.no_grad():
        expected = softmax(model(pictures, training=False).numpy())
    answer = softmax(load_network(tmp_path / "half.onnx")(pictures)[0])
    assert 0 < np.abs(answer - expected).max() < 1e-3


def test_normalisation_is_part_of_the_convolutions(model, tmp_path):
    write_onnx(model, tmp_path / "model.onnx")
    kinds = {node.op_type for node in onnx.load(tmp_path / "model.onnx").graph.node}
    assert "Conv" in kinds
    assert "BatchNormalization" not in kinds


def test_the_saved_model_has_stock_layers_only(model, pictures, tmp_path):
    net = finished_net(SMALL, model.get_weights())
    net.save(tmp_path / "model.keras")
    again = keras.saving.load_model(tmp_path / "model.keras")
    with torch.no_grad():
        assert np.allclose(again(pictures), model(pictures, training=False), atol=1e-5)
