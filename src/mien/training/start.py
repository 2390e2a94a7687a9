"""What a network starts from: fresh weights, those of ImageNet, a file, or an earlier run."""

from __future__ import annotations

import http.client
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mien.core.errors import UsageError
from mien.training.backend import keras
from mien.training.recipes.check import IMAGENET
from mien.training.recipes.recipe import NetRecipe
from mien.training.transfer import build_base, copy_base

FROM_SCRATCH: Final = "from scratch"

_WHOLE_NETWORK: Final = ".keras"
_UNREADABLE: Final = (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile)
_FETCH_FAILURE: Final = re.compile(r"URL fetch failure on (\S+): \S+ -- (.*)")


@dataclass(frozen=True, slots=True)
class Start:
    """Where the weights of a run come from.

    Attributes:
        origin: `from scratch`, `imagenet`, or the name of the file or folder of weights.
        note: a sentence when that is not what the recipe asks for, else empty.
    """

    origin: str = FROM_SCRATCH
    note: str = ""


class _NoImageNetError(Exception):
    """The weights of ImageNet can't be had; the text says why."""


def start_from(model: keras.Model, recipe: NetRecipe) -> Start:
    """Give a fresh network the weights that its recipe names.

    Weights of ImageNet that can't be had are done without, and the note says so. Several bases
    start alike: all from ImageNet, or all from scratch.

    Raises:
        UsageError: a file of weights is not there, can't be read or is of another network.
    """
    if not recipe.weights:
        return Start()
    file = Path(recipe.weights)
    if not recipe.bases or file.suffix == _WHOLE_NETWORK:
        return _go_on_from(model, file)
    used = {}
    for name in recipe.bases:
        shape = model.get_layer(name).input_shape[1:]
        try:
            used[name] = (
                _imagenet(name, shape)
                if recipe.weights == IMAGENET
                else _from_file(name, shape, file)
            )
        except _NoImageNetError as error:
            return Start(note=f"{error} Training from scratch; give a file with --weights.")
    for name, base in used.items():
        copy_base(model.get_layer(name), base)
    return Start(IMAGENET if recipe.weights == IMAGENET else file.name)


def freeze(model: keras.Model, recipe: NetRecipe, origin: str) -> None:
    """Keep the bases as they are, where the recipe wants it and they have learned something."""
    if recipe.freeze and origin != FROM_SCRATCH:
        for name in recipe.bases:
            model.get_layer(name).trainable = False


def open_network(file: Path) -> keras.Model:
    """Open the `model.keras` of an earlier run.

    Raises:
        UsageError: it is not there or can't be read.
    """
    _require(file)
    try:
        return keras.models.load_model(file, compile=False)
    except _UNREADABLE as error:
        raise _unusable(file, error) from error


def _go_on_from(model: keras.Model, file: Path) -> Start:
    earlier = open_network(file)
    try:
        model.set_weights(earlier.get_weights())
    except _UNREADABLE as error:
        raise _unusable(file, error) from error
    return Start(file.name)


def _unusable(file: Path, error: Exception) -> UsageError:
    return UsageError(
        f"The weights {file} can't be used: {_in_short(error)}",
        "Give the model.keras of an earlier run of the same network.",
    )


def _from_file(name: str, shape: tuple[int, ...], file: Path) -> keras.Model:
    file = file / f"{name}.weights.h5" if file.is_dir() else file
    _require(file)
    try:
        return build_base(name, shape, str(file))
    except _UNREADABLE as error:
        raise UsageError(
            f"The weights {file} can't be used for {name}: {_in_short(error)}",
            "Give a file of Keras weights without top, a folder with one for each base, or the "
            "model.keras of an earlier run.",
        ) from error


def _imagenet(name: str, shape: tuple[int, ...]) -> keras.Model:
    """Return a base with the weights of ImageNet, downloaded unless Keras has kept them.

    Raises:
        _NoImageNetError: they can't be had.
    """
    try:
        return build_base(name, shape, IMAGENET)
    except (*_UNREADABLE, http.client.HTTPException) as error:
        raise _NoImageNetError(
            f"The ImageNet weights of {name} can't be used: {_in_short(error).rstrip('.')}."
        ) from error
    except Exception as error:
        # Keras raises this very class when a download fails.
        failure = _FETCH_FAILURE.match(str(error))
        if type(error) is not Exception or failure is None:
            raise
        address, reason = failure.groups()
        raise _NoImageNetError(
            f"The ImageNet weights of {name} could not be downloaded from {address}: "
            f"{reason.rstrip('.')}."
        ) from error


def _require(file: Path) -> None:
    if not file.is_file():
        raise UsageError(f"There is no file of weights {file}.", "Check the path.")


def _in_short(error: BaseException) -> str:
    """Return the first line of what Keras has to say, which can be pages."""
    return str(error).strip().partition("\n")[0] or type(error).__name__
