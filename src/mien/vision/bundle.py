"""A trained emotion model with its card: what it takes, what it gives, how far to trust it.

A bundle is a folder with `card.json` and the ONNX file that the card names and whose SHA-256 it
holds. One is shipped in `models/emotion`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from mien.core.emotions import EMOTIONS
from mien.core.errors import ModelError
from mien.vision.preprocess import InputSpec

BUNDLE_VARIABLE: Final = "MIEN_EMOTION_BUNDLE"
"""Environment variable with the folder of a bundle to use in place of the shipped one."""

CARD_NAME: Final = "card.json"

_RETRAIN: Final = "Install Mien again, or write the bundle again with `mien export`."


@dataclass(frozen=True, slots=True)
class Head:
    """A stretch of the network's output that is a distribution of its own.

    Attributes:
        labels: the seven emotions, in their order, first; others (contempt) may follow.
        start: first output of the head.
        stop: one past the last.
        temperature: the logits are divided by it, which calibrates the probabilities.
        weight: share of the head in the product's blend.
    """

    labels: tuple[str, ...]
    start: int
    stop: int
    temperature: float
    weight: float


@dataclass(frozen=True, slots=True)
class EmotionBundle:
    """An emotion model and its card, checked.

    Attributes:
        name: of the model.
        version: of the model.
        model: the serialised ONNX graph; its SHA-256 is the card's.
        input: what the network is fed.
        heads: those with a positive weight in the blend; the weights sum to 1.
        unsure_below: highest probability under which no emotion is named.
        card: everything that the card says, with metrics and notice.
    """

    name: str
    version: str
    model: bytes = field(repr=False)
    input: InputSpec
    heads: tuple[Head, ...]
    unsure_below: float
    card: Mapping[str, Any] = field(repr=False)


def load_bundle(folder: Path | None = None) -> EmotionBundle:
    """Load and check a bundle.

    Args:
        folder: where it lies; None takes the folder that `MIEN_EMOTION_BUNDLE` names, else the
            shipped bundle.

    Raises:
        ModelError: a file is missing, the model is not the card's, or the card is not understood.
    """
    place = _place(folder)
    card = _read_card(place)
    try:
        return _bundle_of_card(card, place)
    except ModelError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(
            f"The model card {CARD_NAME} is not understood: {error!r}.", _RETRAIN
        ) from error


def _place(folder: Path | None) -> Traversable:
    if folder is not None:
        return folder
    named = os.environ.get(BUNDLE_VARIABLE)
    if named:
        return Path(named).expanduser()
    return files("mien.vision") / "models" / "emotion"


def _read_card(place: Traversable) -> dict[str, Any]:
    try:
        card = json.loads((place / CARD_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(
            f"The emotion model is missing: there is no {CARD_NAME} in {place.name}.",
            f"Install Mien again, or check {BUNDLE_VARIABLE} if it is set.",
        ) from error
    except (OSError, ValueError) as error:
        raise ModelError(f"The model card {CARD_NAME} can't be read: {error}.", _RETRAIN) from error
    if not isinstance(card, dict):
        raise ModelError(f"The model card {CARD_NAME} is not a JSON object.", _RETRAIN)
    return card


def _bundle_of_card(card: dict[str, Any], place: Traversable) -> EmotionBundle:
    product = card["product"]
    given = card["input"]
    return EmotionBundle(
        name=str(card["name"]),
        version=str(card["version"]),
        model=_read_model(place, str(card["file"]), str(card["sha256"])),
        input=InputSpec(
            size=int(given["size"]),
            crop_from=int(given["crop_from"]),
            epsilon=float(given.get("epsilon", InputSpec().epsilon)),
        ),
        heads=_heads(card["heads"], product["blend"]),
        unsure_below=float(product["unsure_below"]),
        card=card,
    )


def _heads(heads: Mapping[str, Any], blend: Mapping[str, Any]) -> tuple[Head, ...]:
    weights = {name: float(weight) for name, weight in blend.items() if float(weight) > 0.0}
    total = sum(weights.values())
    if not total > 0.0:
        raise ValueError("no head has a weight in the blend")
    return tuple(
        _head(name, heads[name], weight / total) for name, weight in sorted(weights.items())
    )


def _head(name: str, values: Mapping[str, Any], weight: float) -> Head:
    labels = tuple(str(label) for label in values["labels"])
    start, stop = (int(bound) for bound in values["slice"])
    temperature = float(values["temperature"])
    if labels[: len(EMOTIONS)] != EMOTIONS or stop - start != len(labels) or temperature <= 0.0:
        raise ValueError(f"head {name} has labels, slice or temperature out of order")
    return Head(labels, start, stop, temperature, weight)


def _read_model(place: Traversable, name: str, sha256: str) -> bytes:
    if Path(name).name != name:
        raise ValueError(f"file {name!r} is not beside the card")
    try:
        model = (place / name).read_bytes()
    except OSError as error:
        raise ModelError(
            f"The emotion model {name} is missing beside its card.", _RETRAIN
        ) from error
    if hashlib.sha256(model).hexdigest() != sha256:
        raise ModelError(
            f"The emotion model {name} is not the one that its card describes (SHA-256 differs).",
            _RETRAIN,
        )
    return model
