"""Networks load or say why not."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from mien.core.errors import ModelError, SettingsError
from mien.vision.runtime import THREADS_VARIABLE, load_network
from tests.factories.linear_model import BIAS, linear_model


@pytest.mark.parametrize("threads", [None, 1, 2])
def test_network_gives_its_outputs(threads):
    network = load_network(linear_model(), threads=threads)
    (values,) = network(np.zeros((2, 1, 44, 44), np.float32))
    assert values == pytest.approx(np.stack([BIAS, BIAS]))


def test_file_and_bytes_are_the_same(tmp_path):
    path = tmp_path / "linear.onnx"
    path.write_bytes(linear_model())
    assert load_network(path)(np.zeros((1, 1, 44, 44), np.float32))[0].shape == (1, 15)


def test_damaged_model_is_reported(tmp_path):
    with pytest.raises(ModelError, match="not a network"):
        load_network(b"no graph")
    path = tmp_path / "bad.onnx"
    path.write_bytes(linear_model()[:200])
    with pytest.raises(ModelError, match=r"bad\.onnx") as caught:
        load_network(path)
    assert str(tmp_path) not in caught.value.detail


def test_missing_file_is_reported(tmp_path):
    with pytest.raises(ModelError, match=r"none\.onnx is missing"):
        load_network(tmp_path / "none.onnx")


@pytest.mark.parametrize("value", ["0", "-1", "two", "65"])
def test_thread_count_out_of_range_is_refused(value, monkeypatch):
    monkeypatch.setenv(THREADS_VARIABLE, value)
    with pytest.raises(SettingsError, match=THREADS_VARIABLE):
        load_network(linear_model())


def test_nothing_is_sent_to_the_maker_of_the_runtime_nor_left_on_the_disk(tmp_path):
    quiet = {"ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "CI"}
    environment = {name: value for name, value in os.environ.items() if name not in quiet}
    code = (
        "import os; from mien.vision.read import MoodReader; MoodReader().warm_up(); "
        "assert os.environ['ORT_DISABLE_TELEMETRY'] == '1'"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        env=environment | {"TMPDIR": str(tmp_path), "HOME": str(tmp_path)},
        check=True,
    )
    assert list(tmp_path.rglob("*")) == []
