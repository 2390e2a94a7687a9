"""A tiny emotion model with known weights, so that no test depends on the trained one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mien.vision.bundle import load_bundle
from mien.vision.classify import EmotionClassifier
from tests.factories.linear_model import OUTPUTS, card_for, linear_model


@pytest.fixture
def write_bundle(tmp_path: Path) -> Callable[..., Path]:
    """Write a bundle folder; `change` may edit the card before it is written."""

    def write(change: Callable[[dict], object] = dict, outputs: int = OUTPUTS) -> Path:
        folder = tmp_path / "bundle"
        folder.mkdir()
        model = linear_model(outputs)
        card = card_for(model)
        change(card)
        (folder / "emotion.onnx").write_bytes(model)
        (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def classifier(write_bundle: Callable[..., Path]) -> EmotionClassifier:
    return EmotionClassifier(load_bundle(write_bundle()))
