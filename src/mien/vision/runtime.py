"""Runs neural networks. The only module that imports ONNX Runtime."""

from __future__ import annotations

import os
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mien.core.errors import ModelError, SettingsError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FloatArray = npt.NDArray[np.float32]

THREADS_VARIABLE = "MIEN_INFERENCE_THREADS"
"""Environment variable for the number of threads that one network may use (default 1)."""

_NO_TELEMETRY = "ORT_DISABLE_TELEMETRY"


class OnnxNetwork:
    """A network that takes one float32 array and gives one or more.

    Safe to call from several threads at a time.
    """

    def __init__(self, session: InferenceSession) -> None:
        """Wrap an ONNX Runtime session that has a single input."""
        self._session = session
        self._input = session.get_inputs()[0].name

    def __call__(self, values: FloatArray) -> list[FloatArray]:
        """Return the outputs for `values` in the order in which the graph declares them.

        Raises:
            ModelError: the network does not take an array of this shape.
        """
        try:
            outputs: list[FloatArray] = self._session.run(None, {self._input: values})
        except Exception as error:
            if not _is_from_onnxruntime(error):
                raise
            raise ModelError(
                f"The network refused an array of shape {values.shape}: {_first_line(error)}",
                "The model file does not fit its card; install Mien again or train the model anew.",
            ) from error
        return outputs


def load_network(model: bytes | Traversable, *, threads: int | None = None) -> OnnxNetwork:
    """Load an ONNX graph for the CPU.

    Args:
        model: the serialised graph, or its file (a path or a resource).
        threads: how many threads one call may use; None takes `MIEN_INFERENCE_THREADS`, else 1
            (requests run beside each other, so one thread a request is fastest on a server).

    Raises:
        ModelError: the file is missing or is no graph that ONNX Runtime can run.
        SettingsError: `MIEN_INFERENCE_THREADS` is not a number from 1 to 64.
    """
    onnxruntime = _onnxruntime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _threads_from_environment() if threads is None else threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors only; they are raised as exceptions as well
    # Threads that spin while they wait would take the processor from other requests.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    name, graph = _name_and_bytes(model)
    try:
        session = onnxruntime.InferenceSession(
            graph, sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        if not _is_from_onnxruntime(error):
            raise
        raise ModelError(
            f"{name} is not a network that can be run here: {_first_line(error)}",
            "Install Mien again, or export the model again with `mien export`.",
        ) from error
    return OnnxNetwork(session)


def _onnxruntime() -> ModuleType:
    """Load ONNX Runtime with its telemetry off.

    Since 1.29 its packages for Linux and macOS write a file with an identifier into the folder for
    temporary files, and send events to their maker, unless this variable stands before it loads.
    """
    os.environ.setdefault(_NO_TELEMETRY, "1")
    import onnxruntime  # noqa: PLC0415 slow to load, and not every command needs it

    onnxruntime.disable_telemetry_events()  # in case another program part loaded it before
    module: ModuleType = onnxruntime
    return module


def _name_and_bytes(model: bytes | Traversable) -> tuple[str, bytes]:
    """Return what to call the model in a message, and its graph."""
    if isinstance(model, bytes):
        return "The model", model
    try:
        return model.name, model.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The model file {model.name} is missing or can't be read.",
            "Install Mien again; from a source tree, run `make` to build the models.",
        ) from error


def _threads_from_environment() -> int:
    value = os.environ.get(THREADS_VARIABLE, "1")
    if not (value.isdecimal() and 1 <= int(value) <= 64):
        raise SettingsError(
            f"{THREADS_VARIABLE} is {value!r}.", f"Set {THREADS_VARIABLE} to a number from 1 to 64."
        )
    return int(value)


def _is_from_onnxruntime(error: Exception) -> bool:
    """Tell an error of ONNX Runtime (its classes share only `Exception`) from any other."""
    return type(error).__module__.startswith("onnxruntime")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
