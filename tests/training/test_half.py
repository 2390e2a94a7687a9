"""Weights in half the bytes."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import TensorProto, helper, load, numpy_helper, save

from mien.training.half import write_half
from mien.vision.runtime import load_network

FIRST, SECOND = 64, 32


@pytest.fixture
def file(tmp_path):
    """A layer of random weights, one with a value beyond float16, and a small bias."""
    generator = np.random.default_rng(0)
    wide = generator.normal(0, 0.1, (FIRST, SECOND)).astype(np.float32)
    huge = generator.normal(0, 0.1, (SECOND, FIRST)).astype(np.float32)
    huge[0, 0] = 1e5
    bias = generator.normal(0, 1, FIRST).astype(np.float32)
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["x", "wide"], ["a"]),
            helper.make_node("MatMul", ["a", "huge"], ["b"]),
            helper.make_node("Add", ["b", "bias"], ["y"]),
        ],
        "layers",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", FIRST])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", FIRST])],
        [
            numpy_helper.from_array(wide, "wide"),
            numpy_helper.from_array(huge, "huge"),
            numpy_helper.from_array(bias, "bias"),
        ],
    )
    model = helper.make_model(graph, ir_version=9, opset_imports=[helper.make_opsetid("", 17)])
    save(model, tmp_path / "whole.onnx")
    return tmp_path / "whole.onnx"


def test_large_weights_are_float16_and_the_rest_stays(file, tmp_path):
    half = tmp_path / "half.onnx"
    write_half(file, half)
    stored = {w.name: w.data_type for w in load(half).graph.initializer}
    assert stored == {
        "wide.half": TensorProto.FLOAT16,
        "huge": TensorProto.FLOAT,
        "bias": TensorProto.FLOAT,
    }
    assert file.stat().st_size - half.stat().st_size > 0.9 * FIRST * SECOND * 2


def test_it_computes_with_the_rounded_weights_in_float32(file, tmp_path):
    half = tmp_path / "half.onnx"
    write_half(file, half)
    weights = {w.name: numpy_helper.to_array(w) for w in load(file).graph.initializer}
    rounded = weights["wide"].astype(np.float16).astype(np.float32)
    x = np.random.default_rng(1).normal(0, 1, (3, FIRST)).astype(np.float32)
    expected = (x @ rounded) @ weights["huge"] + weights["bias"]
    (answer,) = load_network(half)(x)
    assert np.allclose(answer, expected, rtol=1e-4, atol=1e-3)
