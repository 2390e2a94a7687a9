"""Writes the three networks of MTCNN as ONNX graphs from the `mtcnn` package's weights.

Runs when a wheel or sdist is built, never at run time, and imports nothing of Mien. The weights
are plain arrays in the layout of Keras; the graphs compute what the package's Keras models
compute, written in the operations that ONNX Runtime is fast at (Zhang et al. 2016, "Joint Face
Detection and Alignment Using Multitask Cascaded Convolutional Networks"; weights and architecture
from `mtcnn`, MIT licence, Iván de Paz Centeno).
"""

from __future__ import annotations

import hashlib
import io
import json
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import numpy.typing as npt
from onnx import (
    ModelProto,
    NodeProto,
    TensorProto,
    ValueInfoProto,
    checker,
    helper,
    numpy_helper,
)

PACKAGE = "mtcnn"
PACKAGE_VERSION = "1.0.0"
WEIGHTS_SHA256 = {
    "pnet": "ea6b0c3e685ebee3165326ad6484acc95f2ef78f1c94fbf40a55704fa989f7b5",
    "rnet": "cb00e6460f3c98b0bfafaba3c0a0ded4bdf6e62cee7174d969e8670d7e757fee",
    "onet": "94f6ea2f4cf985275ee958cdd762d17b6009348a4fb9d8c6be39ba73ffd22ca3",
}
Weights = npt.NDArray[np.float32]
Shape = list[int | str]

STAMP_NAME = ".stamp"

# ONNX Runtime lags behind the newest formats; these are read by every release since 2023.
_IR_VERSION = 9
_OPSET = 17


def ensure_graphs(folder: Path) -> list[Path]:
    """Make `pnet.onnx`, `rnet.onnx` and `onet.onnx` in `folder` unless they are there already.

    A stamp beside them holds the checksums of the weights, of this module and of the graphs, so
    that a change of any of them makes the graphs anew.

    Returns:
        The paths of the graphs.

    Raises:
        RuntimeError: the weights are not those that this module was written for.
    """
    paths = [folder / f"{name}.onnx" for name in WEIGHTS_SHA256]
    stamp = folder / STAMP_NAME
    if not _is_current(stamp, paths):
        folder.mkdir(parents=True, exist_ok=True)
        for path in paths:
            path.write_bytes(build_graph(path.stem))
        stamp.write_text(json.dumps(_stamp_of(paths), indent=2) + "\n", encoding="utf-8")
    return paths


def build_graph(name: str) -> bytes:
    """Return the serialised ONNX graph of `pnet`, `rnet` or `onet`; the same bytes every time."""
    graph = _Graph(_load_weights(name))
    model = {"pnet": _pnet, "rnet": _rnet, "onet": _onet}[name](graph)
    checker.check_model(model, full_check=True)
    serialised: bytes = model.SerializeToString(deterministic=True)
    return serialised


def _stamp_of(paths: list[Path]) -> dict[str, Any]:
    return {
        "weights": WEIGHTS_SHA256,
        "writer": _sha256(Path(__file__).read_bytes()),
        "graphs": {path.name: _sha256(path.read_bytes()) for path in paths},
    }


def _is_current(stamp: Path, paths: list[Path]) -> bool:
    if not (stamp.is_file() and all(path.is_file() for path in paths)):
        return False
    try:
        stored = json.loads(stamp.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return bool(stored == _stamp_of(paths))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _load_weights(name: str) -> list[Weights]:
    """Read one weight file; it is a pickle, so its checksum is compared first."""
    # The package itself can't be imported, nor its resources: both need TensorFlow.
    found = distribution(PACKAGE)
    path = Path(str(found.locate_file(f"mtcnn/assets/weights/{name}.lz4")))
    data = path.read_bytes()
    if _sha256(data) != WEIGHTS_SHA256[name]:
        raise RuntimeError(
            f"{path.name} of {PACKAGE} {found.version} is not the file of {PACKAGE} "
            f"{PACKAGE_VERSION}; build with {PACKAGE}=={PACKAGE_VERSION}."
        )
    return list(joblib.load(io.BytesIO(data)))


class _Graph:
    """Collects nodes; takes the weights in the order in which the package stores them."""

    def __init__(self, weights: list[Weights]) -> None:
        self._weights = weights
        self._next_weight = 0
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def conv(self, source: str, *, prelu: bool = True) -> str:
        kernel, bias = self._take(), self._take()
        # Keras keeps a kernel as height, width, in, out; ONNX wants out, in, height, width.
        kernel_name = self._constant(kernel.transpose(3, 2, 0, 1))
        result = self.node("Conv", [source, kernel_name, self._constant(bias)])
        return self._prelu(result, (-1, 1, 1)) if prelu else result

    def dense(self, source: str, *, prelu: bool = False, side: int | None = None) -> str:
        """Add a dense layer; over a picture of `side` by `side`, which it flattens."""
        kernel, bias = self._take(), self._take()
        if side is not None:
            # The nets were trained in Matlab's column order: width, height, channel.
            outputs = kernel.shape[1]
            ordered = kernel.reshape(side, side, -1, outputs).transpose(2, 1, 0, 3)
            kernel = ordered.reshape(-1, outputs)
            source = self.node("Flatten", [source], axis=1)
        result = self.node("Gemm", [source, self._constant(kernel), self._constant(bias)])
        return self._prelu(result, (-1,)) if prelu else result

    def face_conv(self, source: str) -> str:
        """Add the two-way convolution and softmax that ends P-Net, as the sigmoid of one."""
        kernel, bias = self._take(), self._take()
        logit = (kernel[..., 1:] - kernel[..., :1]).transpose(3, 2, 0, 1)
        names = self._constant(logit), self._constant(bias[1:] - bias[:1])
        return self.node("Sigmoid", [self.node("Conv", [source, *names])])

    def max_pool(self, source: str, size: int, *, same: bool) -> str:
        # Keras pads "same" at the end only: for a window of 2 always, of 3 where the side is even,
        # which it is here. Explicit pads keep ONNX Runtime in its blocked layout.
        end = 1 if same else 0
        return self.node(
            "MaxPool",
            [source],
            kernel_shape=[size, size],
            strides=[2, 2],
            pads=[0, 0, end, end],
        )

    def node(self, operator: str, inputs: list[str], **attributes: int | str | list[int]) -> str:
        name = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], name=name, **attributes))
        return name

    def output(self, source: str, name: str, *, softmax: bool = False) -> None:
        operator, attributes = ("Softmax", {"axis": 1}) if softmax else ("Identity", {})
        self.nodes.append(helper.make_node(operator, [source], [name], name=name, **attributes))

    def model(self, title: str, source: Shape, outputs: dict[str, Shape]) -> ModelProto:
        if self._next_weight != len(self._weights):
            raise RuntimeError(f"{title}: not all of the weights were used.")

        def value(name: str, shape: Shape) -> ValueInfoProto:
            return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

        graph = helper.make_graph(
            self.nodes,
            title,
            [value("image", source)],
            [value(name, shape) for name, shape in outputs.items()],
            initializer=self.constants,
        )
        return helper.make_model(
            graph,
            producer_name="mien",
            ir_version=_IR_VERSION,
            opset_imports=[helper.make_opsetid("", _OPSET)],
            doc_string=f"{PACKAGE} {PACKAGE_VERSION}, MIT licence, (c) Iván de Paz Centeno",
        )

    def _prelu(self, source: str, shape: tuple[int, ...]) -> str:
        """Add a PReLU of slope a as (1 - a) relu(x) + a x, which takes an eighth of the time."""
        slope = self._take().reshape(shape)
        positive = self.node("Relu", [source])
        return self.node(
            "Add",
            [
                self.node("Mul", [positive, self._constant(1 - slope)]),
                self.node("Mul", [source, self._constant(slope)]),
            ],
        )

    def _take(self) -> Weights:
        weight = self._weights[self._next_weight]
        self._next_weight += 1
        return weight

    def _constant(self, values: Weights) -> str:
        name = f"w{len(self.constants)}"
        contiguous = np.ascontiguousarray(values, dtype=np.float32)
        self.constants.append(numpy_helper.from_array(contiguous, name))
        return name


def _pnet(graph: _Graph) -> ModelProto:
    """Proposals: for each 12 by 12 window (step 2) a correction of its box and a probability."""
    x = graph.max_pool(graph.conv("image"), 2, same=True)
    x = graph.conv(graph.conv(x))
    graph.output(graph.conv(x, prelu=False), "box")
    graph.output(graph.face_conv(x), "probability")
    rows_columns: Shape = ["rows", "columns"]
    return graph.model(
        "pnet",
        ["n", 3, "height", "width"],
        {"box": ["n", 4, *rows_columns], "probability": ["n", 1, *rows_columns]},
    )


def _rnet(graph: _Graph) -> ModelProto:
    """Refinement of 24 by 24 patches."""
    x = graph.max_pool(graph.conv("image"), 3, same=True)
    x = graph.max_pool(graph.conv(x), 3, same=False)
    x = graph.dense(graph.conv(x), prelu=True, side=3)
    graph.output(graph.dense(x), "box")
    graph.output(graph.dense(x), "probability", softmax=True)
    return graph.model("rnet", ["n", 3, 24, 24], {"box": ["n", 4], "probability": ["n", 2]})


def _onet(graph: _Graph) -> ModelProto:
    """Output: 48 by 48 patches, with five landmarks as well (five x, then five y)."""
    x = graph.max_pool(graph.conv("image"), 3, same=True)
    x = graph.max_pool(graph.conv(x), 3, same=False)
    x = graph.max_pool(graph.conv(x), 2, same=True)
    x = graph.dense(graph.conv(x), prelu=True, side=3)
    graph.output(graph.dense(x), "box")
    graph.output(graph.dense(x), "landmarks")
    graph.output(graph.dense(x), "probability", softmax=True)
    return graph.model(
        "onet",
        ["n", 3, 48, 48],
        {"box": ["n", 4], "landmarks": ["n", 10], "probability": ["n", 2]},
    )
