"""Stores the weights of an ONNX graph as float16; the computation stays float32."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from mien.training.graph import load_graph

_WORTH_IT: Final = 256
"""Arrays with fewer values than this stay as they are: a node each costs more than it saves."""


def write_half(source: Path, target: Path) -> None:
    """Write a copy of a graph whose large float32 weights are stored as float16.

    Each is turned back by a Cast node, which ONNX Runtime computes once when it loads the graph,
    so that a call takes as long as before. Weights that float16 can't hold (beyond ±65,504) stay
    float32.

    Args:
        source: ONNX file with its weights inside.
        target: file to write.
    """
    model = load_graph(source)
    graph = model.graph
    kept, casts = [], []
    for weight in graph.initializer:
        half = _halved(weight)
        if half is None:
            kept.append(weight)
            continue
        kept.append(half)
        casts.append(helper.make_node("Cast", [half.name], [weight.name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    graph.ClearField("initializer")
    graph.initializer.extend(kept)
    graph.ClearField("node")
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    target.write_bytes(model.SerializeToString())


def _halved(weight: TensorProto) -> TensorProto | None:
    """Return the weight as float16 under another name, or None where it has to stay."""
    if weight.data_type != TensorProto.FLOAT:
        return None
    values = numpy_helper.to_array(weight)
    if values.size < _WORTH_IT or np.abs(values).max() > np.finfo(np.float16).max:
        return None
    return numpy_helper.from_array(values.astype(np.float16), f"{weight.name}.half")
