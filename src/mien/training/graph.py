"""ONNX files without the marks that the exporter leaves in them."""

from __future__ import annotations

from pathlib import Path

import onnx


def load_graph(path: Path) -> onnx.ModelProto:
    """Load an ONNX file without what tells of the machine that wrote it.

    PyTorch notes at each node which line of which file it came from, with whole paths.
    """
    model = onnx.load(str(path))
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.value_info, *graph.initializer):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    return model
