"""A tiny recipe from data to bundle. Needs the extra `train`."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs mien[train]")
pytest.importorskip("onnxscript", reason="needs mien[train]")
pytest.importorskip("matplotlib", reason="needs mien[train]")

from mien.core.errors import UsageError
from mien.training.datasets import Dataset, DatasetError
from mien.training.engine import train
from mien.training.evaluate import evaluate_split
from mien.training.export import export_bundle
from mien.vision.bundle import load_bundle
from tests.factories.faces import join, make_dataset, varied_dataset

# Keras 3.15 with NumPy 2.4; nothing that we could do otherwise.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

TINY = """
name = "tiny"
about = "A net for tests"
[net]
widths = [8, 8]
blocks = 1
[schedule]
epochs = 4
batch = 16
average = 0.9
sizes = [[0.0, 24], [0.5, 44]]
[run]
threads = 1
"""


@pytest.fixture(scope="module")
def data():
    return join(varied_dataset(96), varied_dataset(40, seed=1, usage="PublicTest"))


@pytest.fixture(scope="module")
def recipe(tmp_path_factory):
    file = tmp_path_factory.mktemp("recipe") / "tiny.toml"
    file.write_text(TINY, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def whole(recipe, data, tmp_path_factory):
    return train(recipe, data, tmp_path_factory.mktemp("run") / "whole")


def read_epochs(folder):
    with (folder / "epochs.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_an_interrupted_run_goes_on_to_the_same_end(recipe, data, whole, tmp_path):
    told = []

    def stop_in_the_third_epoch(progress):
        told.append(progress)
        if progress.step.epoch == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(recipe, data, tmp_path / "run", progress=stop_in_the_third_epoch)
    assert len(read_epochs(tmp_path / "run")) == 2
    assert [p.epoch.epoch for p in told if p.epoch] == [1, 2]
    resumed = train(recipe, data, tmp_path / "run", resume=True)
    assert resumed.epochs == 4
    expected, found = read_epochs(whole.folder), read_epochs(resumed.folder)
    assert len(expected) == len(found) == 4
    for row, other in zip(expected, found, strict=True):
        for name, value in row.items():
            assert float(other[name]) == pytest.approx(float(value), abs=1e-6), name


def test_the_folder_holds_what_was_done(whole):
    names = {file.name for file in whole.folder.iterdir()}
    assert names >= {
        *("recipe.toml", "run.json", "epochs.csv", "last.pt", "best.pt"),
        *("model.keras", "model.onnx", "card.json", "card.md", "NOTICE"),
        *("curves.png", "confusion.png", "reliability.png", "per_class.csv"),
    }
    facts = json.loads((whole.folder / "run.json").read_text(encoding="utf-8"))
    assert facts["packages"]["torch"]
    assert sum(facts["data"]["counts"]["Training"].values()) == 96
    assert [int(row["size"]) for row in read_epochs(whole.folder)] == [24, 24, 44, 44]


def test_the_run_is_a_bundle_with_its_own_figures(whole, data):
    bundle = load_bundle(whole.folder)
    report = evaluate_split(data.split("PublicTest"), bundle, "fer", fast=True)
    assert report.accuracy == pytest.approx(whole.reports["fer"].accuracy)
    assert bundle.card["metrics"]["fer"]["accuracy"] == pytest.approx(report.accuracy)
    assert "tiny" in (whole.folder / "card.md").read_text(encoding="utf-8")


def test_exporting_gives_a_bundle_with_notice(whole, tmp_path):
    folder = export_bundle(whole.folder, tmp_path / "models" / "emotion")
    assert load_bundle(folder).name == "tiny"
    assert "FER-2013" in (folder / "NOTICE").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="no finished run"):
        export_bundle(tmp_path, tmp_path / "x")


def striped_dataset(count, usage):
    """Happy has lines across, sad has lines down."""
    data = make_dataset([3 + row % 2 for row in range(count)], usage=usage)
    down = np.tile(np.repeat([60, 190], 4), 6).astype(np.uint8)
    across = np.broadcast_to(down[:, None], (48, 48))
    images = np.stack([across if label == 3 else across.T for label in data.labels])
    return Dataset(images, data.labels, data.usage, data.votes)


def test_it_learns_and_stops_when_it_no_longer_does(recipe, tmp_path):
    data = join(striped_dataset(96, "Training"), striped_dataset(20, "PublicTest"))
    overrides = {
        "schedule.epochs": "30",
        "schedule.patience": "2",
        "schedule.optimizer": "adam",
        "schedule.rate": "0.01",
        "schedule.cosine": "false",
        "schedule.sizes": "[[0.0, 44]]",
        "net.heads": '["fer"]',
        "augment.mixup": "0",
    }
    result = train(recipe, data, tmp_path / "run", overrides=overrides)
    assert result.epochs < 30
    assert result.reports.keys() == {"fer"}
    assert result.reports["fer"].accuracy > 0.9


def test_minutes_end_a_run(recipe, data, tmp_path):
    overrides = {"schedule.epochs": "0", "schedule.minutes": "0.01"}
    result = train(recipe, data, tmp_path / "run", overrides=overrides)
    assert result.minutes >= 0.01
    assert np.isfinite(result.reports["fer"].accuracy)


def test_what_it_refuses(recipe, data, whole, tmp_path):
    with pytest.raises(UsageError, match="already holds a run"):
        train(recipe, data, whole.folder)
    with pytest.raises(UsageError, match="no run to resume"):
        train(recipe, data, tmp_path / "new", resume=True)
    with pytest.raises(UsageError, match="follows its own recipe"):
        train(recipe, data, whole.folder, overrides={"schedule.epochs": "9"}, resume=True)
    with pytest.raises(UsageError, match="started on other data"):
        train(recipe, varied_dataset(20), whole.folder, resume=True)
    with pytest.raises(DatasetError, match="no split 'PublicTest'"):
        train(recipe, varied_dataset(20), tmp_path / "new")
    assert not (tmp_path / "new").exists()
