"""Turns the weights of a run into everything that is kept: model files, card, figures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from mien.core.emotions import EMOTIONS
from mien.training import measures, plots
from mien.training.calibrate import calibrate
from mien.training.card import card_text, make_card, notice_of
from mien.training.datasets import Dataset
from mien.training.datasets.ferplus import has_majorities
from mien.training.evaluate import EmotionReport, evaluate_split
from mien.training.export import NOTICE_NAME, finished_net, write_onnx
from mien.training.history import EpochRow
from mien.training.recipes import Recipe
from mien.training.run_folder import RunFolder, package_versions
from mien.vision.bundle import CARD_NAME, load_bundle
from mien.vision.preprocess import InputSpec, prepare_crops
from mien.vision.runtime import load_network

MODEL_NAME: Final = "model.onnx"


def finish(
    folder: RunFolder,
    recipe: Recipe,
    weights: Sequence[npt.NDArray[np.floating]],
    *,
    rows: list[EpochRow],
    seconds: float,
    data: Dataset,
) -> dict[str, EmotionReport]:
    """Write model, card and figures into the folder of the run.

    Args:
        folder: of the run.
        recipe: that was followed.
        weights: to keep, in the order of the Keras model's.
        rows: the epochs.
        seconds: that training took.
        data: all of it; the choosing split fits the calibration and gives the figures.

    Returns:
        The figures by the name of their labels.
    """
    choose = data.split(recipe.data.choose)
    model = finished_net(recipe.net, weights)
    model.save(folder.path / "model.keras")
    onnx_file = folder.path / MODEL_NAME
    write_onnx(model, onnx_file)
    spec = InputSpec(size=recipe.net.size)
    logits = _logits(onnx_file, choose, spec)
    facts: dict[str, Any] = {
        "version": package_versions()["mien"],
        "data": {"sha256": data.fingerprint(), "counts": data.counts()},
        "trained": {"epochs": len(rows), "minutes": round(seconds / 60, 1), **_started(folder)},
    }
    calibration = calibrate(logits, choose, recipe.net.heads)
    # The figures are those of the bundle, which needs a card: first one without figures.
    card = make_card(recipe, calibration, onnx_file, metrics={}, **facts)
    folder.write_text(CARD_NAME, json.dumps(card, indent=2) + "\n")
    reports = _measure(folder.path, choose, recipe.net.heads)
    figures = {labels: report.to_json() for labels, report in reports.items()}
    card = make_card(recipe, calibration, onnx_file, metrics=figures, **facts)
    folder.write_text(CARD_NAME, json.dumps(card, indent=2) + "\n")
    folder.write_text("card.md", card_text(card))
    folder.write_text(NOTICE_NAME, notice_of(card))
    folder.write_text("per_class.csv", _per_class(logits, choose))
    _draw(folder.path, rows, logits, choose, calibration.temperatures["fer"])
    return reports


def _started(folder: RunFolder) -> dict[str, str]:
    """Return what the card says of the first weights."""
    start = folder.start
    return {"start": start.origin} | ({"start_note": start.note} if start.note else {})


def _logits(model: Path, data: Dataset, spec: InputSpec) -> npt.NDArray[np.float32]:
    network = load_network(model, threads=1)
    return np.concatenate(
        [network(prepare_crops(part, spec))[0] for part in np.array_split(data.images, 64)]
    )


def _measure(bundle_dir: Path, choose: Dataset, heads: tuple[str, ...]) -> dict[str, EmotionReport]:
    bundle = load_bundle(bundle_dir)
    return {
        head: evaluate_split(choose, bundle, head)
        for head in heads
        if head == "fer" or has_majorities(choose)
    }


def _per_class(logits: npt.NDArray[np.float32], data: Dataset) -> str:
    """Write, for each emotion of the seven labels, how often it is found and rightly named."""
    matrix = measures.confusion(
        logits[:, : len(EMOTIONS)].argmax(axis=1), data.labels.astype(np.int64), len(EMOTIONS)
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["emotion", "pictures", "recall", "precision"])
    for place, emotion in enumerate(EMOTIONS):
        found, true, named = matrix[place, place], matrix[place].sum(), matrix[:, place].sum()
        writer.writerow(
            [emotion, true, f"{found / max(true, 1):.4f}", f"{found / max(named, 1):.4f}"]
        )
    return text.getvalue()


def _draw(
    folder: Path,
    rows: list[EpochRow],
    logits: npt.NDArray[np.float32],
    data: Dataset,
    temperature: float,
) -> None:
    seven = logits[:, : len(EMOTIONS)]
    truth = data.labels.astype(np.int64)
    plots.draw_curves(rows, folder / "curves.png")
    plots.draw_confusion(seven.argmax(axis=1), truth, folder / "confusion.png")
    before, after = measures.softmax(seven), measures.softmax(seven, temperature)
    plots.draw_reliability(before, after, truth, folder / "reliability.png")
