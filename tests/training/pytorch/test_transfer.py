"""Needs the extra `train`."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from mien.core.errors import UsageError
from mien.training import transfer
from mien.training.backend import keras
from mien.training.nets import build_net
from mien.training.plain import PlainTwin, as_module
from mien.training.recipes import load_recipe
from mien.training.recipes.check import BASES
from mien.training.recipes.recipe import NetRecipe
from mien.training.start import freeze

# Keras 3.15 with NumPy 2.4; nothing that we could do otherwise.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

MOBILE = NetRecipe(
    architecture="transfer",
    size=48,
    heads=("fer",),
    bases=("mobilenetv2",),
)

SMALL = {
    "net.weights": "",
    "net.dropout": "0.0",
    "net.size": "32",
    "schedule.sizes": "[[0.0, 32]]",
}
RECIPES = ("mobilenetv2", "efficientnetb0", "vgg16", "ensemble-mobilenetv2-efficientnetb0")


@pytest.fixture(scope="module")
def model():
    return build_net(MOBILE, 48)


@pytest.fixture(scope="module", params=RECIPES)
def net(request):
    """The network of a recipe without any dropout, each of its weights with a value that shows."""
    recipe = load_recipe(request.param, SMALL)
    net = build_net(recipe.net, 32)
    for layer in net._flatten_layers():
        if isinstance(layer, keras.layers.Dropout):
            layer.rate = 0.0
    generator = np.random.default_rng(0)
    for weight in net.weights:
        if "float" in weight.dtype:
            weight.assign(weight.numpy() + generator.uniform(-0.02, 0.02, weight.shape))
    return net


@pytest.fixture
def pictures() -> torch.Tensor:
    return torch.randn(4, 1, 32, 32, generator=torch.Generator().manual_seed(1))


def moving(net) -> list[np.ndarray]:
    return [w.numpy().copy() for w in net.non_trainable_weights if w.name.startswith("moving")]


def test_the_twin_computes_the_same(net, pictures):
    twin = as_module(net).eval()
    assert isinstance(twin, PlainTwin)
    with torch.no_grad():
        theirs = net(pictures, training=False)
        ours = twin(pictures)
    assert ours.shape == (4, 7)
    assert (theirs - ours).abs().max() < 1e-4 * theirs.abs().max()


def test_the_twin_learns_the_same_for_the_keras_model(net, pictures):
    before = net.get_weights()
    theirs, their_moving, their_gradients = learn(lambda x: net(x, training=True), net, pictures)
    net.set_weights(before)
    ours, our_moving, our_gradients = learn(PlainTwin(net).train(), net, pictures)
    net.set_weights(before)
    assert torch.allclose(theirs, ours, rtol=1e-3, atol=1e-4)
    for a, b in zip(their_moving, our_moving, strict=True):
        assert np.allclose(a, b, rtol=1e-4, atol=1e-6)
    # Single gradients of a deep net differ by a percent by the order of additions alone.
    for a, b in zip(their_gradients, our_gradients, strict=True):
        assert (a - b).norm() < 0.05 * a.norm() + 1e-3


def learn(forward, net, pictures):
    """Return the logits, the moving statistics after them, and the gradients."""
    logits = forward(pictures)
    parameters = [weight.value for weight in net.trainable_weights]
    gradients = torch.autograd.grad(logits.square().sum(), parameters)
    return logits.detach(), moving(net), gradients


def test_a_frozen_base_keeps_its_statistics(pictures):
    recipe = load_recipe("mobilenetv2", SMALL)
    net = build_net(recipe.net, 32)
    freeze(net, recipe.net, "imagenet")
    before = moving(net)
    logits = PlainTwin(net).train()(pictures)
    assert all(np.array_equal(a, b) for a, b in zip(before, moving(net), strict=True))
    with torch.no_grad():
        assert torch.allclose(logits, net(pictures, training=True), rtol=1e-4, atol=1e-6)
    logits.sum().backward()
    assert [w.value.grad is not None for w in net.weights] == [w.trainable for w in net.weights]


def test_dropout_along_the_batch_drops_whole_pictures():
    inputs = keras.Input((2, 3, 3))
    layer = keras.layers.Dropout(0.5, noise_shape=(None, 1, 1, 1))
    twin = PlainTwin(keras.Model(inputs, layer(inputs))).train()
    dropped = twin(torch.ones(40, 2, 3, 3)).flatten(1)
    assert set(dropped.unique().tolist()) == {0.0, 2.0}
    assert (dropped == dropped[:, :1]).all()
    assert (twin.eval()(torch.ones(4, 2, 3, 3)) == 1).all()


@pytest.mark.parametrize(("side", "stride", "size"), [(3, 2, 8), (3, 2, 7), (5, 3, 10), (1, 2, 6)])
def test_strided_convolutions_pad_as_keras_does(side, stride, size):
    keras.config.set_image_data_format("channels_first")
    inputs = keras.Input((2, size, size))
    layer = keras.layers.DepthwiseConv2D(side, stride, padding="same", depth_multiplier=2)
    net = keras.Model(inputs, keras.layers.Conv2D(3, side, stride, padding="same")(layer(inputs)))
    x = torch.randn(2, 2, size, size)
    with torch.no_grad():
        assert torch.allclose(PlainTwin(net)(x), net(x), atol=1e-5)


def test_the_published_efficientnet_sees_pictures_as_keras_means_it_to(tmp_path, monkeypatch):
    """Keras adds a layer for weights of ImageNet, which a fresh network does not have."""
    keras.config.set_image_data_format("channels_first")
    shape = (3, 32, 32)
    published = transfer.build_base("efficientnetb0", shape, None)
    for layer in published.layers:
        if isinstance(layer, keras.layers.Normalization):
            layer.adapt_mean.assign([0.485, 0.456, 0.406])
            layer.adapt_variance.assign([0.229, 0.224, 0.225])
    file = tmp_path / "published.weights.h5"
    published.save_weights(file)
    monkeypatch.setattr(
        "keras.src.applications.efficientnet.file_utils.get_file", lambda *_, **__: str(file)
    )
    meant = transfer.build_base("efficientnetb0", shape, "imagenet")
    ours = transfer.build_base("efficientnetb0", shape, None)
    transfer.copy_base(ours, meant)
    pictures = torch.rand(2, *shape, generator=torch.Generator().manual_seed(3)) * 255
    with torch.no_grad():
        expected = meant(pictures)
        close = 0.01 * expected.abs().max()
        assert (ours(pictures) - expected).abs().max() < close
        assert (PlainTwin(ours).eval()(pictures) - expected).abs().max() < close
        assert (published(pictures) - expected).abs().max() > 10 * close


def test_a_base_answers_with_seven_logits(model):
    assert model.output_shape == (None, 7)


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
