"""The networks, as Keras functional models on pictures [n, 1, size, size]."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mien.core.errors import UsageError
from mien.training.backend import keras
from mien.training.recipes.recipe import NetRecipe
from mien.training.transfer import transfer_logits

OUTPUTS: Final = {"fer": 7, "ferplus": 8}
"""Outputs of each head; they follow each other in one vector of logits."""

Tensor = Any


def build_net(recipe: NetRecipe, size: int | None = None) -> keras.Model:
    """Build the network of a recipe with fresh weights.

    Args:
        recipe: architecture and its sizes.
        size: pixels a side of the input; None leaves it open, which the residual network allows.

    Returns:
        A Keras model from `x`, float32 [n, 1, size, size], to `logits`, float32 [n, outputs].

    Raises:
        UsageError: no such architecture.
    """
    keras.config.set_image_data_format("channels_first")
    inputs = keras.Input((1, size, size), name="x")
    outputs = sum(OUTPUTS[head] for head in recipe.heads)
    if recipe.architecture == "transfer":
        logits = transfer_logits(inputs, recipe, outputs)
    elif recipe.architecture in _FEATURES:
        features = _FEATURES[recipe.architecture](inputs, recipe)
        features = keras.layers.Dropout(recipe.dropout)(features)
        logits = keras.layers.Dense(outputs, name="logits")(features)
    else:
        raise UsageError(
            f"There is no architecture {recipe.architecture!r}.",
            f"Use one of: {', '.join([*_FEATURES, 'transfer'])}.",
        )
    return keras.Model(inputs, logits, name="emotion")


def _residual(x: Tensor, recipe: NetRecipe) -> Tensor:
    """Residual blocks (He et al. 2016) with squeeze-and-excitation (Hu et al. 2018).

    The stem keeps the full resolution, since the pictures are small; each later stage halves it.
    """
    x = keras.layers.ReLU()(_normal(_convolution(x, recipe.widths[0], 3)))
    for stage, width in enumerate(recipe.widths):
        for block in range(recipe.blocks):
            x = _block(x, width, 2 if stage > 0 and block == 0 else 1)
    return keras.layers.GlobalAveragePooling2D()(x)


def _plain_cnn(x: Tensor, recipe: NetRecipe) -> Tensor:
    """Unpadded convolutions and pooling with one wide layer, as student projects have it."""
    first, second, *further, wide = recipe.widths
    x = keras.layers.Conv2D(first, 3, activation="relu")(x)
    for width in (second, *further):
        x = keras.layers.Conv2D(width, 3, activation="relu")(x)
        x = keras.layers.MaxPooling2D(2)(x)
        x = keras.layers.Dropout(recipe.dropout / 2)(x)
    return keras.layers.Dense(wide, activation="relu")(keras.layers.Flatten()(x))


def _block(x: Tensor, width: int, stride: int) -> Tensor:
    y = keras.layers.ReLU()(_normal(_convolution(x, width, 3, stride)))
    y = _excite(_normal(_convolution(y, width, 3)), width)
    if stride == 2:
        x = keras.layers.AveragePooling2D(2, padding="same")(x)
    if x.shape[1] != width:
        x = _normal(_convolution(x, width, 1))
    return keras.layers.ReLU()(keras.layers.Add()([x, y]))


def _excite(x: Tensor, width: int) -> Tensor:
    """Weigh the channels by what the whole picture holds."""
    weights = keras.layers.GlobalAveragePooling2D(keepdims=True)(x)
    weights = keras.layers.Conv2D(width // 8, 1, activation="relu")(weights)
    weights = keras.layers.Conv2D(width, 1, activation="sigmoid")(weights)
    return keras.layers.Multiply()([x, weights])


def _convolution(x: Tensor, width: int, side: int, stride: int = 1) -> Tensor:
    if stride > 1:
        # Keras and PyTorch pad strided convolutions differently; explicit padding is the same.
        x = keras.layers.ZeroPadding2D(side // 2)(x)
    return keras.layers.Conv2D(
        width,
        side,
        strides=stride,
        padding="same" if stride == 1 else "valid",
        use_bias=False,
        kernel_initializer="he_normal",
    )(x)


def _normal(x: Tensor) -> Tensor:
    return keras.layers.BatchNormalization(axis=1, momentum=0.9, epsilon=1e-5)(x)


_FEATURES: Final[dict[str, Callable[[Tensor, NetRecipe], Tensor]]] = {
    "residual": _residual,
    "cnn": _plain_cnn,
}
