"""Networks that begin with a well-known base of `keras.applications`, pre-trained if possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mien.core.errors import UsageError
from mien.training.backend import keras
from mien.training.recipes.recipe import NetRecipe

Tensor = Any

IMAGENET: Final = "imagenet"
FROM_SCRATCH: Final = "from scratch"


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
        features = _build(name, tuple(x.shape[1:]), None)(
            keras.layers.Rescaling(base.scale, base.offset)(x)
        )
        features = keras.layers.Dropout(recipe.dropout)(features)
        answers.append(keras.layers.Dense(outputs, name=f"logits_{name}")(features))
    if len(answers) == 1:
        return answers[0]
    average = keras.layers.Average()([keras.layers.Softmax()(answer) for answer in answers])
    return keras.ops.log(keras.ops.maximum(average, 1e-7))


def start_from(model: keras.Model, recipe: NetRecipe) -> str:
    """Give the bases of a fresh network the weights that its recipe names.

    Weights of ImageNet that can't be downloaded are done without.

    Returns:
        What the network starts from: `from scratch`, or the names of the weights.

    Raises:
        UsageError: a file of weights can't be read or is of another network.
    """
    if not recipe.weights:
        return FROM_SCRATCH
    if not recipe.bases:
        return _go_on_from(model, Path(recipe.weights))
    used = {}
    for name in recipe.bases:
        layer = model.get_layer(name)
        loaded = _pretrained(name, layer.input_shape[1:], recipe.weights)
        if loaded is None:
            return FROM_SCRATCH
        used[name] = loaded
    for name, base in used.items():
        model.get_layer(name).set_weights(base.get_weights())
    return recipe.weights


def _go_on_from(model: keras.Model, file: Path) -> str:
    try:
        earlier = keras.models.load_model(file, compile=False)
        model.set_weights(earlier.get_weights())
    except (OSError, ValueError) as error:
        raise UsageError(
            f"The weights {file} can't be used: {error}",
            "Give the model.keras of an earlier run of the same network.",
        ) from error
    return file.name


def freeze(model: keras.Model, recipe: NetRecipe, start: str) -> None:
    """Keep the bases as they are, where the recipe wants it and they have learned something."""
    if recipe.freeze and start != FROM_SCRATCH:
        for name in recipe.bases:
            model.get_layer(name).trainable = False


def _pretrained(name: str, shape: tuple[int, ...], weights: str) -> keras.Model | None:
    if weights != IMAGENET:
        file = Path(weights)
        file = file / f"{name}.weights.h5" if file.is_dir() else file
        try:
            return _build(name, shape, str(file))
        except (OSError, ValueError) as error:
            raise UsageError(
                f"The weights {file} can't be used for {name}: {error}",
                "Give a file of Keras weights without top, or a folder with one for each base.",
            ) from error
    try:
        return _build(name, shape, IMAGENET)
    except Exception:  # noqa: BLE001 Keras raises this very class when a download fails
        return None


def _build(name: str, shape: tuple[int, ...], weights: str | None) -> keras.Model:
    return _BASES[name].build(
        include_top=False, weights=weights, input_shape=shape, pooling="avg", name=name
    )
