"""A tiny emotion model whose answers are known: it says the same of every picture."""

from __future__ import annotations

import hashlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from mien.core.emotions import EMOTIONS

BIAS = np.linspace(-0.7, 0.7, 15, dtype=np.float32)
OUTPUTS = len(BIAS)


def linear_model(outputs: int = OUTPUTS) -> bytes:
    """A network [n, 1, 44, 44] -> [n, outputs]: the mean of the input times 0, plus `BIAS`."""
    weights = np.zeros((44 * 44, outputs), np.float32)
    graph = helper.make_graph(
        [
            helper.make_node("Flatten", ["x"], ["flat"]),
            helper.make_node("Gemm", ["flat", "weights", "bias"], ["y"]),
        ],
        "linear",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 1, 44, 44])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", outputs])],
        [
            numpy_helper.from_array(weights, "weights"),
            numpy_helper.from_array(BIAS[:outputs], "bias"),
        ],
    )
    model = helper.make_model(graph, ir_version=9, opset_imports=[helper.make_opsetid("", 17)])
    onnx.checker.check_model(model)
    return model.SerializeToString()


def card_for(model: bytes) -> dict:
    """A card for `linear_model` that blends both heads evenly."""
    return {
        "name": "linear",
        "version": "0.0.1",
        "file": "emotion.onnx",
        "sha256": hashlib.sha256(model).hexdigest(),
        "input": {"size": 44, "crop_from": 48, "epsilon": 8.0},
        "heads": {
            "fer": {"labels": list(EMOTIONS), "slice": [0, 7], "temperature": 2.0},
            "ferplus": {
                "labels": [*EMOTIONS, "contempt"],
                "slice": [7, 15],
                "temperature": 0.5,
            },
        },
        "product": {"blend": {"fer": 0.5, "ferplus": 0.5}, "unsure_below": 0.3},
        "metrics": {},
        "notice": "made in a test",
    }
