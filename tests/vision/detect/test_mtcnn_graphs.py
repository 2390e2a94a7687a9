"""The build step that makes the detector's networks."""

from __future__ import annotations

import importlib.util
from importlib.resources import files
from pathlib import Path
from types import ModuleType, SimpleNamespace

import onnx
import pytest

WRITER = Path(__file__).parents[3] / "build_tools" / "mtcnn_graphs.py"
NAMES = ["pnet", "rnet", "onet"]


@pytest.fixture
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mtcnn_graphs", WRITER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def built(writer, monkeypatch) -> list[str]:
    """The names of the graphs that were built, in place of building them."""
    names: list[str] = []

    def build(name: str) -> bytes:
        names.append(name)
        return name.encode()

    monkeypatch.setattr(writer, "build_graph", build)
    return names


def test_graphs_are_made_once(writer, built, tmp_path):
    folder = tmp_path / "mtcnn"
    paths = writer.ensure_graphs(folder)
    assert [path.read_bytes() for path in paths] == [name.encode() for name in NAMES]
    assert writer.ensure_graphs(folder) == paths
    assert built == NAMES


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "onet.onnx").unlink(),
        lambda folder: (folder / "pnet.onnx").write_bytes(b"other"),
        lambda folder: (folder / ".stamp").unlink(),
        lambda folder: (folder / ".stamp").write_text("no json"),
        lambda folder: (folder / ".stamp").write_text("{}"),
    ],
)
def test_graphs_are_made_anew_when_anything_differs(writer, built, tmp_path, spoil):
    writer.ensure_graphs(tmp_path)
    spoil(tmp_path)
    writer.ensure_graphs(tmp_path)
    assert built == NAMES * 2


def test_weights_are_not_unpickled_unless_they_are_the_known_ones(writer, monkeypatch, tmp_path):
    (tmp_path / "pnet.lz4").write_bytes(b"something else")

    def refuse(file: object) -> None:
        raise AssertionError("an unknown pickle was loaded")

    package = SimpleNamespace(version="2.0", locate_file=lambda path: tmp_path / Path(path).name)
    monkeypatch.setattr(writer, "distribution", lambda _: package)
    monkeypatch.setattr(writer.joblib, "load", refuse)
    with pytest.raises(RuntimeError, match=r"mtcnn==1\.0\.0"):
        writer.build_graph("pnet")


@pytest.mark.parametrize("name", NAMES)
def test_graphs_are_in_a_format_that_every_runtime_reads(name: str):
    resource = files("mien.vision.detect.mtcnn") / f"{name}.onnx"
    model = onnx.load_model_from_string(resource.read_bytes())
    assert model.ir_version <= 10
    assert [(entry.domain, entry.version) for entry in model.opset_import] == [("", 17)]
