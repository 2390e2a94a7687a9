"""The card of a model: what it takes, gives and was made from, for programs and for people."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from mien.core.emotions import EMOTIONS
from mien.training.calibrate import Calibration
from mien.training.datasets.ferplus import FERPLUS_EMOTIONS
from mien.training.recipes import Recipe
from mien.vision.preprocess import InputSpec

Card = dict[str, Any]

LABELS: Final = {"fer": EMOTIONS, "ferplus": FERPLUS_EMOTIONS}
"""Labels of each head, in the order of its outputs."""

LICENCE: Final = "Weights: research use, as their training pictures; code: MIT"

NOTICE: Final = """\
The weights beside this notice were trained on

  FER-2013, the data set of the ICML 2013 challenge in representation learning (Goodfellow et al.,
  "Challenges in Representation Learning: A report on three machine learning contests", 2013):
  48x48 grey pictures of faces found on the web. It is offered for research; the pictures belong to
  their owners. No picture is contained in the weights or in Mien.

  FER+, labels by ten people for each picture of FER-2013 (Barsoum, Zhang, Canton Ferrer, Zhang,
  "Training Deep Networks for Facial Expression Recognition with Crowd-Sourced Label Distribution",
  2016). Copyright (c) Microsoft Corporation, MIT licence.

Use the weights for research and personal use as the terms of FER-2013 allow. For another use, train
a model on pictures whose terms allow it (`mien train --data PATH`) and name its folder in the
environment variable MIEN_EMOTION_BUNDLE. The code of Mien is under the MIT licence.
"""

_FER: Final = "FER-2013 (Goodfellow et al. 2013, research use)"
_FER_WITH_VOTES: Final = f"{_FER} with the votes of FER+ (Barsoum et al. 2016, MIT)"


def make_card(
    recipe: Recipe,
    calibration: Calibration,
    model: Path,
    *,
    version: str,
    data: Mapping[str, Any],
    trained: Mapping[str, Any],
    metrics: Mapping[str, Any],
) -> Card:
    """Describe a model; the card is bound to the file `model` by its SHA-256.

    Args:
        recipe: it was made by.
        calibration: temperatures, blend and limit of "not sure".
        model: the ONNX file, beside which the card will lie.
        version: of the model.
        data: fingerprint and counts of the data.
        trained: epochs, minutes and the like.
        metrics: figures by the name of their labels.
    """
    heads: dict[str, Any] = {}
    start = 0
    for head in recipe.net.heads:
        labels = LABELS[head]
        heads[head] = {
            "labels": list(labels),
            "slice": [start, start + len(labels)],
            "temperature": round(calibration.temperatures[head], 4),
        }
        start += len(labels)
    spec = InputSpec(size=recipe.net.size)
    return {
        "name": recipe.name,
        "version": version,
        "about": recipe.about,
        "file": model.name,
        "sha256": sha256_of(model),
        "input": {
            "name": "x",
            "channels": 1,
            "size": spec.size,
            "crop_from": spec.crop_from,
            "standardise": "own mean and sample deviation plus epsilon",
            "epsilon": spec.epsilon,
        },
        "heads": heads,
        "product": {
            "blend": {head: round(share, 4) for head, share in calibration.blend.items()},
            "unsure_below": calibration.unsure_below,
        },
        "metrics": dict(metrics),
        "data": {
            "about": _about(recipe),
            "train": recipe.data.train,
            "choose": recipe.data.choose,
            **data,
        },
        "licence": _licence(recipe),
        "notice": "See the file NOTICE beside the weights.",
        "trained": {"recipe": recipe.name, **trained},
    }


def notice_of(card: Card) -> str:
    """Return the notice that lies beside the weights: whose pictures they were made from."""
    about = card["data"]["about"]
    if about.startswith(_FER):
        return NOTICE
    return f"The weights beside this notice were trained on\n\n  {about}\n\n{card['licence']}\n"


def _about(recipe: Recipe) -> str:
    fer = _FER_WITH_VOTES if "ferplus" in recipe.net.heads else _FER
    return recipe.data.about or fer


def _licence(recipe: Recipe) -> str:
    if recipe.data.about:
        return recipe.data.licence or "Terms of the weights: not stated"
    return recipe.data.licence or LICENCE


def sha256_of(file: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def card_text(card: Card) -> str:
    """Write a card for people, as Markdown."""
    data, trained = card["data"], card["trained"]
    lines = [
        f"# {card['name']} {card['version']}",
        "",
        f"{card['about']}. It names the expression of a face; an expression is not a feeling.",
        "",
        f"Data: {data['about']}; learned from {data['train']}, chosen on {data['choose']}.",
        f"{card['licence']}.",
        f"Start: {trained['start']}; {trained['epochs']} epochs, {trained['minutes']:.0f} minutes.",
        *([trained["start_note"]] if "start_note" in trained else []),
        "",
        "| labels | n | accuracy | macro-F1 | calibration error (before) | corrupted / clean |",
        "|---|---|---|---|---|---|",
    ]
    for labels, figures in card["metrics"].items():
        robust = figures.get("robustness")
        ratio = f"{robust['mean_ratio']:.3f}" if robust else ""
        lines.append(
            f"| {labels} | {figures['n']} | {figures['accuracy']:.4f} | {figures['macro_f1']:.4f} "
            f"| {figures['ece']:.4f} ({figures['ece_before']:.4f}) | {ratio} |"
        )
    lines += ["", "| emotion | " + " | ".join(f"found, {name}" for name in card["metrics"]) + " |"]
    lines += ["|---" * (1 + len(card["metrics"])) + "|"]
    for emotion in EMOTIONS:
        shares = [figures["per_class_recall"][emotion] for figures in card["metrics"].values()]
        cells = ["" if share is None else f"{share:.3f}" for share in shares]
        lines.append(f"| {emotion} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
