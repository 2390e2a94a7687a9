"""A model that reads the patches of `tests.factories.faces`, with known answers."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper

from mien.core.emotions import EMOTIONS
from mien.vision.bundle import EmotionBundle, load_bundle
from tests.factories.faces import PATCH, patch_corner

OUTPUTS = 15


def patch_model() -> bytes:
    """Both heads answer with the mean brightness of each emotion's patch; contempt never."""
    weights = np.zeros((44, 44, OUTPUTS), np.float32)
    for emotion in range(len(EMOTIONS)):
        row, column = (corner - 2 for corner in patch_corner(emotion))
        weights[row : row + PATCH, column : column + PATCH, [emotion, 7 + emotion]] = 1 / PATCH**2
    bias = np.zeros(OUTPUTS, np.float32)
    bias[14] = -50.0
    graph = helper.make_graph(
        [
            helper.make_node("Flatten", ["x"], ["flat"]),
            helper.make_node("Gemm", ["flat", "weights", "bias"], ["logits"]),
        ],
        "patches",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 1, 44, 44])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", OUTPUTS])],
        [
            numpy_helper.from_array(weights.reshape(-1, OUTPUTS), "weights"),
            numpy_helper.from_array(bias, "bias"),
        ],
    )
    model = helper.make_model(graph, ir_version=9, opset_imports=[helper.make_opsetid("", 17)])
    return model.SerializeToString()


def write_patch_bundle(folder: Path) -> Path:
    model = patch_model()
    (folder / "emotion.onnx").write_bytes(model)
    card = {
        "name": "patches",
        "version": "1",
        "file": "emotion.onnx",
        "sha256": hashlib.sha256(model).hexdigest(),
        "input": {"size": 44, "crop_from": 48, "epsilon": 8.0},
        "heads": {
            "fer": {"labels": list(EMOTIONS), "slice": [0, 7], "temperature": 1.0},
            "ferplus": {
                "labels": [*EMOTIONS, "contempt"],
                "slice": [7, 15],
                "temperature": 1.0,
            },
        },
        "product": {"blend": {"fer": 0.5, "ferplus": 0.5}, "unsure_below": 0.3},
    }
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return folder


@pytest.fixture
def patch_bundle_dir(tmp_path) -> Path:
    folder = tmp_path / "bundle"
    folder.mkdir()
    return write_patch_bundle(folder)


@pytest.fixture
def patch_bundle(patch_bundle_dir) -> EmotionBundle:
    return load_bundle(patch_bundle_dir)
