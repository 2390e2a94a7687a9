"""Measures an emotion model on a split of a data set. Works on the base install.

What the figures mean is said in `report.EmotionReport`; the settings of the corruptions are in
`corruptions`, the protocol of the FER+ labels in `datasets.ferplus.majority`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from mien.core.emotions import EMOTIONS
from mien.core.errors import ModelError, UsageError
from mien.training import measures
from mien.training.corruptions import CORRUPTIONS, Images
from mien.training.datasets import Dataset, DatasetError, load
from mien.training.datasets.ferplus import majority, require_votes
from mien.training.measures import IntArray
from mien.training.report import EmotionReport, ProductFigures, Robustness
from mien.vision.bundle import EmotionBundle, load_bundle
from mien.vision.classify import EmotionClassifier
from mien.vision.preprocess import prepare_crops
from mien.vision.runtime import OnnxNetwork, load_network

__all__ = ["EmotionReport", "evaluate_emotion", "evaluate_split"]

LABEL_SETS: Final = ("fer", "ferplus")

_CLASSES: Final = len(EMOTIONS)
_BATCH: Final = 128
_FEWEST: Final = 2


def evaluate_emotion(
    data_path: str | Path,
    split: str = "PublicTest",
    labels: str = "fer",
    bundle_dir: Path | None = None,
    fast: bool = False,
) -> EmotionReport:
    """Measure a bundle on a split of a data set.

    Args:
        data_path: what `datasets.load` takes.
        split: name of a split of the data, without regard to case.
        labels: `fer` for the original seven labels, `ferplus` for the majority of FER+.
        bundle_dir: folder of the bundle; None takes the shipped one.
        fast: leave out the robustness, which takes eleven times as long as the rest.

    Raises:
        DatasetError: the data can't be read, or has no such split, no votes or no pictures.
        ModelError: the bundle can't be used, or has no head for these labels.
        UsageError: unknown labels.
    """
    if labels not in LABEL_SETS:
        raise UsageError(f"There are no labels {labels!r}.", f"Use one of: {', '.join(LABEL_SETS)}")
    data = load(data_path).split(split)
    return evaluate_split(data, load_bundle(bundle_dir), labels, fast=fast)


def evaluate_split(
    data: Dataset, bundle: EmotionBundle, labels: str, *, fast: bool = False
) -> EmotionReport:
    """Measure a loaded bundle on all pictures of `data`; as `evaluate_emotion` otherwise."""
    images, truth = judged(data, labels)
    start, temperature = _head(bundle, labels)
    network = load_network(bundle.model, threads=os.cpu_count() or 1)

    def answer(pictures: Images) -> npt.NDArray[np.float32]:
        return run_network(network, bundle, pictures)[:, start : start + _CLASSES]

    logits = answer(images)
    predicted = logits.argmax(axis=1)
    fitted = measures.cross_fitted(logits, truth)
    plain = measures.softmax(logits)
    right = measures.accuracy(predicted, truth)
    return EmotionReport(
        accuracy=right,
        macro_f1=measures.macro_f1(predicted, truth, _CLASSES),
        per_class_recall=dict(
            zip(EMOTIONS, measures.recalls(predicted, truth, _CLASSES), strict=True)
        ),
        ece=measures.calibration_error(fitted, truth),
        ece_before=measures.calibration_error(plain, truth),
        ece_card=measures.calibration_error(measures.softmax(logits, temperature), truth),
        risk_coverage=measures.risk_coverage(fitted, truth),
        robustness=None if fast else _robustness(answer, images, truth, right),
        product=product_figures(bundle, images, truth),
        n=len(truth),
        labels=labels,
        split=", ".join(data.splits),
        model=f"{bundle.name} {bundle.version}",
    )


def judged(data: Dataset, labels: str) -> tuple[Images, IntArray]:
    """Return the pictures that these labels judge and their true class.

    Returns:
        uint8 [n, 48, 48], and int64 [n]: place in `EMOTIONS`, or 7 for contempt.

    Raises:
        DatasetError: there are no votes that these labels need, or hardly a picture.
    """
    images, truth = data.images, data.labels.astype(np.int64)
    if labels == "ferplus":
        truth, counts = majority(require_votes(data))
        images, truth = images[counts], truth[counts]
    if len(images) < _FEWEST:
        raise DatasetError(
            f"The labels {labels!r} judge {len(images)} pictures of {', '.join(data.splits)}.",
            f"Measuring needs {_FEWEST} or more; take another split or other labels.",
        )
    return images, truth


def run_network(
    network: OnnxNetwork, bundle: EmotionBundle, images: Images
) -> npt.NDArray[np.float32]:
    """Return the logits float32 [n, outputs] of pictures uint8 [n, 48, 48]."""
    return np.concatenate(
        [
            network(prepare_crops(images[at : at + _BATCH], bundle.input))[0]
            for at in range(0, len(images), _BATCH)
        ]
    )


def product_figures(bundle: EmotionBundle, images: Images, truth: IntArray) -> ProductFigures:
    """Measure the answer that the product shows."""
    classifier = EmotionClassifier(bundle, threads=os.cpu_count() or 1)
    shown = np.concatenate(
        [classifier.probabilities(images[at : at + _BATCH]) for at in range(0, len(images), _BATCH)]
    )
    predicted = shown.argmax(axis=1)
    named = shown.max(axis=1) >= bundle.unsure_below
    return ProductFigures(
        accuracy=measures.accuracy(predicted, truth),
        macro_f1=measures.macro_f1(predicted, truth, _CLASSES),
        ece=measures.calibration_error(shown, truth),
        named_share=float(named.mean()),
        named_accuracy=measures.accuracy(predicted[named], truth[named]) if named.any() else None,
    )


def _head(bundle: EmotionBundle, labels: str) -> tuple[int, float]:
    """Return the first output and the temperature of the head that is taught these labels."""
    try:
        head = bundle.card["heads"][labels]
        return int(head["slice"][0]), float(head["temperature"])
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ModelError(
            f"The model {bundle.name} has no head for the labels {labels!r}.",
            "Measure it with other labels, or use another model.",
        ) from error


def _robustness(
    answer: Callable[[Images], npt.NDArray[np.float32]],
    images: Images,
    truth: IntArray,
    clean: float,
) -> Robustness:
    generator = np.random.default_rng(0)
    accuracy = {
        name: float(
            np.mean(
                [
                    measures.accuracy(answer(corrupt(images, generator)).argmax(axis=1), truth)
                    for corrupt in variants
                ]
            )
        )
        for name, variants in CORRUPTIONS.items()
    }
    mean = float(np.mean(list(accuracy.values())))
    return Robustness(clean, accuracy, mean / clean if clean > 0 else 0.0)
