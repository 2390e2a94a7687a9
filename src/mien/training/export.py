"""Writes a trained network as `model.keras` and as ONNX, and a finished run as a bundle."""

from __future__ import annotations

import json
import logging
import tomllib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from mien.core.errors import UsageError
from mien.training.backend import keras, torch
from mien.training.card import notice_of, sha256_of
from mien.training.graph import load_graph
from mien.training.half import write_half
from mien.training.nets import build_net
from mien.training.plain import as_module
from mien.training.recipes.recipe import NetRecipe
from mien.training.run_folder import RECIPE_NAME
from mien.vision.bundle import CARD_NAME, EmotionBundle, load_bundle
from mien.vision.classify import EmotionClassifier

BUNDLE_MODEL: Final = "emotion.onnx"
NOTICE_NAME: Final = "NOTICE"

_TRIED: Final = 256


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
    path.write_bytes(load_graph(path).SerializeToString())


@dataclass(frozen=True, slots=True)
class ExportedBundle:
    """A bundle that was written.

    Attributes:
        folder: where it lies.
        weights: how they are stored, `float32` or `float16`.
        size: of the model file in bytes.
        difference: largest change of a probability that the product shows, on made-up pictures;
            None for float32.
    """

    folder: Path
    weights: str
    size: int
    difference: float | None


def export_bundle(run: Path, folder: Path, *, half: bool | None = None) -> ExportedBundle:
    """Copy the model of a finished run with its card and notice into a bundle folder.

    The figures of the card stay those of the float32 weights; with float16 it says so, and by how
    much a probability differs at most.

    Args:
        run: folder of a finished run.
        folder: where the bundle goes; made if needed, its files are replaced.
        half: store the weights as float16; None does as the run's recipe says.

    Raises:
        UsageError: the run is not finished, or its model is not that of its card.
    """
    card = _finished_card(run)
    source = run / card["file"]
    halved = _recipe_halves(run) if half is None else half
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / BUNDLE_MODEL
    if halved:
        write_half(source, target)
    else:
        target.write_bytes(load_graph(source).SerializeToString())
    weights = "float16" if halved else "float32"
    card |= {"file": BUNDLE_MODEL, "sha256": sha256_of(target), "weights": {"stored": weights}}
    _write_card(folder, card)
    (folder / NOTICE_NAME).write_text(notice_of(card), encoding="utf-8")
    difference = None
    if halved:
        difference = _largest_difference(load_bundle(run), load_bundle(folder))
        card["weights"] |= {"largest_difference": difference, "figures": "of the float32 weights"}
        _write_card(folder, card)
    return ExportedBundle(folder, weights, target.stat().st_size, difference)


def _finished_card(run: Path) -> dict[str, Any]:
    card_file = run / CARD_NAME
    if not card_file.is_file():
        raise UsageError(
            f"{run} holds no finished run.", "Finish it with `mien train --resume` first."
        )
    card: dict[str, Any] = json.loads(card_file.read_text(encoding="utf-8"))
    source = run / card["file"]
    if not source.is_file() or sha256_of(source) != card["sha256"]:
        raise UsageError(f"The model in {run} is not that of its card.", "Train it again.")
    return card


def _recipe_halves(run: Path) -> bool:
    """Tell from the run's recipe alone; it may be one of another version of Mien."""
    try:
        recipe = tomllib.loads((run / RECIPE_NAME).read_text(encoding="utf-8"))
        return bool(recipe["export"]["weights"] == "float16")
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write_card(folder: Path, card: dict[str, Any]) -> None:
    (folder / CARD_NAME).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def _largest_difference(one: EmotionBundle, other: EmotionBundle) -> float:
    """Return the largest difference of a probability on smooth made-up pictures."""
    generator = np.random.default_rng(0)
    coarse = [
        Image.fromarray(rows) for rows in generator.integers(0, 256, (_TRIED, 6, 6), np.uint8)
    ]
    side = one.input.crop_from
    pictures = np.stack(
        [np.asarray(c.resize((side, side), Image.Resampling.BICUBIC)) for c in coarse]
    )
    answers = [EmotionClassifier(bundle).probabilities(pictures) for bundle in (one, other)]
    return float(np.abs(answers[0] - answers[1]).max())
