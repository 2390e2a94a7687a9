"""Writes a trained network as `model.keras` and as ONNX, and a finished run as a bundle."""

from __future__ import annotations

import json
import logging
import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from mien.core.errors import UsageError
from mien.training.backend import keras, torch
from mien.training.card import NOTICE, sha256_of
from mien.training.nets import build_net
from mien.training.plain import as_module
from mien.training.recipes.recipe import NetRecipe
from mien.vision.bundle import CARD_NAME

BUNDLE_MODEL: Final = "emotion.onnx"


def finished_net(recipe: NetRecipe, weights: Sequence[npt.NDArray[np.floating]]) -> keras.Model:
    """Return a network of stock Keras layers, of fixed input size, with these weights."""
    model = build_net(recipe, recipe.size)
    model.set_weights(list(weights))
    return model


def write_onnx(model: keras.Model, path: Path) -> None:
    """Write a network as ONNX: float32 `x` [n, 1, size, size] to `logits` [n, outputs].

    Normalisation is folded into the convolutions.
    """
    twin = as_module(model).eval()
    example = torch.zeros(2, *model.input_shape[1:])
    # The exporter reports operators of packages that are not installed and are not needed.
    logger = logging.getLogger("torch.onnx")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            program = torch.onnx.export(
                twin,
                (example,),
                dynamo=True,
                input_names=["x"],
                output_names=["logits"],
                dynamic_shapes={"x": {0: torch.export.Dim("n")}},
                verbose=False,
            )
    finally:
        logger.setLevel(level)
    if program is None:
        raise RuntimeError("PyTorch exported no graph")
    program.save(str(path))


def export_bundle(run: Path, folder: Path) -> Path:
    """Copy the model of a finished run with its card and notice into a bundle folder.

    Args:
        run: folder of a finished run.
        folder: where the bundle goes; made if needed, its files are replaced.

    Returns:
        The folder.

    Raises:
        UsageError: the run is not finished.
    """
    card_file = run / CARD_NAME
    if not card_file.is_file():
        raise UsageError(
            f"{run} holds no finished run.", "Finish it with `mien train --resume` first."
        )
    card = json.loads(card_file.read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(run / card["file"], folder / BUNDLE_MODEL)
    card["file"] = BUNDLE_MODEL
    if sha256_of(folder / BUNDLE_MODEL) != card["sha256"]:
        raise UsageError(f"The model in {run} is not that of its card.", "Train it again.")
    (folder / CARD_NAME).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    (folder / "NOTICE").write_text(NOTICE, encoding="utf-8")
    return folder
