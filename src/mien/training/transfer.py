"""Networks that begin with well-known bases of `keras.applications`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from mien.core.errors import UsageError
from mien.training.backend import keras
from mien.training.recipes.recipe import NetRecipe

Tensor = Any


@dataclass(frozen=True, slots=True)
class _Base:
    """A base, and what turns standardised pictures into the range that it was trained on."""

    build: Callable[..., keras.Model]
    scale: float
    offset: float


_BASES: Final = {
    "mobilenetv2": _Base(keras.applications.MobileNetV2, 0.5, 0.0),
    "efficientnetb0": _Base(keras.applications.EfficientNetB0, 60.0, 127.0),
    "vgg16": _Base(keras.applications.VGG16, 60.0, 0.0),
}

_MOMENTUM: Final = 0.9
"""Most of its moving statistics that batch normalisation keeps at a step."""

_IMAGENET_DEVIATION: Final = np.array([0.229, 0.224, 0.225])
"""Standard deviation of ImageNet's red, green and blue, for values from 0 to 1."""


def transfer_logits(x: Tensor, recipe: NetRecipe, outputs: int) -> Tensor:
    """Return the logits of the recipe's bases, each with a layer of its own.

    Several bases answer by the average of their probabilities, whose logarithms are the logits.

    Args:
        x: grey pictures [n, 1, size, size], enlarged here and repeated as red, green and blue.
        recipe: the bases.
        outputs: how many logits; seven when there are several bases.

    Raises:
        UsageError: no bases, or one that is not known.
    """
    unknown = [name for name in recipe.bases if name not in _BASES]
    if unknown or not recipe.bases:
        raise UsageError(
            f"There is no base {', '.join(unknown) or 'named'}.",
            f"Set net.bases to some of: {', '.join(_BASES)}.",
        )
    if recipe.enlarge > 1:
        x = keras.layers.UpSampling2D(recipe.enlarge, interpolation="bilinear")(x)
    x = keras.layers.Concatenate(axis=1)([x, x, x])
    answers = []
    for name in recipe.bases:
        base = _BASES[name]
        features = build_base(name, tuple(x.shape[1:]), None)(
            keras.layers.Rescaling(base.scale, base.offset)(x)
        )
        features = keras.layers.Dropout(recipe.dropout)(features)
        answers.append(keras.layers.Dense(outputs, name=f"logits_{name}")(features))
    if len(answers) == 1:
        return answers[0]
    average = keras.layers.Average()([keras.layers.Softmax()(answer) for answer in answers])
    return keras.ops.log(keras.ops.maximum(average, 1e-7))


def build_base(name: str, shape: tuple[int, ...], weights: str | None) -> keras.Model:
    """Build one base up to its averaged features.

    Args:
        name: one of `recipes.check.BASES`.
        shape: of its input without the batch, channels first.
        weights: None for fresh ones, `imagenet`, or the path of a file; Keras's errors pass.
    """
    base = _BASES[name].build(
        include_top=False, weights=weights, input_shape=shape, pooling="avg", name=name
    )
    for layer in base.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            # MobileNetV2's 0.999 is for millions of steps: after thousands from scratch, a
            # measurement would still see the statistics of fresh weights.
            layer.momentum = min(layer.momentum, _MOMENTUM)
    return base


def copy_base(into: keras.Model, source: keras.Model) -> None:
    """Give a base the weights of another of its kind.

    The published EfficientNet has the standard deviation where the variance belongs
    (tensorflow/tensorflow#49930). Keras makes up for it by a layer that it adds to the network for
    these weights alone; here the variance is put right instead.
    """
    into.set_weights(source.get_weights())
    for layer in into.layers:
        if isinstance(layer, keras.layers.Normalization):
            found = layer.adapt_variance.numpy()
            if np.allclose(found, _IMAGENET_DEVIATION, atol=1e-3):
                layer.adapt_variance.assign(found**2)
