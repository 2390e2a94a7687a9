"""Networks that begin with well-known bases of `keras.applications`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

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
    return _BASES[name].build(
        include_top=False, weights=weights, input_shape=shape, pooling="avg", name=name
    )
