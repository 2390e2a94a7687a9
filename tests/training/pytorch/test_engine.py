"""A tiny recipe from data to bundle. Needs the extra `train`."""

from __future__ import annotations

import csv
import json
import shutil
import signal
import subprocess
import sys

import numpy as np
import pytest

from mien.core.errors import UsageError
from mien.training import engine
from mien.training.backend import keras
from mien.training.datasets import Dataset, DatasetError
from mien.training.engine import train
from mien.training.evaluate import evaluate_split
from mien.training.export import export_bundle
from mien.training.nets import build_net
from mien.training.recipes import load_recipe
from mien.training.run_folder import RunFolder
from mien.training.start import Start
from mien.vision.bundle import load_bundle
from mien.vision.classify import EmotionClassifier
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


STALLS_IN_THE_THIRD_EPOCH = """
import sys, time
from mien.training.engine import train

def stall(progress):
    if progress.step.epoch == 3:
        print("third", flush=True)
        time.sleep(600)

train(sys.argv[1], sys.argv[2], sys.argv[3], progress=stall)
"""


def assert_same_epochs(folder, other_folder):
    expected, found = read_epochs(folder), read_epochs(other_folder)
    assert len(expected) == len(found) == 4
    for row, other in zip(expected, found, strict=True):
        for name, value in row.items():
            assert float(other[name]) == pytest.approx(float(value), abs=1e-6), name


def kernels(folder):
    model = keras.saving.load_model(folder / "model.keras")
    return [w.numpy() for w in model.weights if w.name == "kernel"]


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
    assert_same_epochs(whole.folder, resumed.folder)


def test_a_killed_run_goes_on_to_the_same_end(recipe, data, whole, tmp_path):
    file, run = tmp_path / "faces.npz", tmp_path / "run"
    np.savez(file, image=data.images, label=data.labels, usage=data.usage, votes=data.votes)
    with subprocess.Popen(
        [sys.executable, "-c", STALLS_IN_THE_THIRD_EPOCH, recipe, file, run],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "third\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert len(read_epochs(run)) == 2
    train(recipe, file, run, resume=True)
    assert_same_epochs(whole.folder, run)


def test_a_run_stopped_at_its_very_end_is_made_complete(data, whole, tmp_path):
    run = shutil.copytree(whole.folder, tmp_path / "run")
    rows = (run / "epochs.csv").read_text(encoding="utf-8").splitlines()
    (run / "epochs.csv").write_text("\n".join(rows[:-1]) + "\n", encoding="utf-8")
    for name in ("model.keras", "model.onnx", "card.json", "curves.png"):
        (run / name).unlink()
    train("unused", data, run, resume=True)
    assert_same_epochs(whole.folder, run)
    assert load_bundle(run).name == "tiny"


def test_a_run_from_weights_goes_on_from_them_when_it_had_no_checkpoint(
    recipe, data, whole, tmp_path
):
    overrides = {
        "net.weights": str(whole.folder / "model.keras"),
        "schedule.epochs": "1",
        "schedule.rate": "1e-9",
        "schedule.average": "0",
    }

    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(recipe, data, tmp_path / "run", overrides=overrides, progress=stop)
    assert not (tmp_path / "run" / "last.pt").exists()
    train(recipe, data, tmp_path / "run", resume=True)
    first, last = (kernels(folder) for folder in (whole.folder, tmp_path / "run"))
    assert all(np.allclose(a, b, atol=1e-5) for a, b in zip(first, last, strict=True))
    card = json.loads((tmp_path / "run" / "card.json").read_text(encoding="utf-8"))
    assert card["trained"]["start"] == "model.keras"


def test_what_is_done_otherwise_is_told_and_kept(recipe, data, tmp_path, monkeypatch):
    note = "The weights could not be downloaded. Training from scratch."
    monkeypatch.setattr(engine, "start_from", lambda *_: Start(note=note))
    told = []
    run = tmp_path / "run"
    train(recipe, data, run, overrides={"schedule.epochs": "1"}, notify=told.append)
    assert told == [note]
    facts = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert (facts["start"], facts["start_note"]) == ("from scratch", note)
    trained = json.loads((run / "card.json").read_text(encoding="utf-8"))["trained"]
    assert (trained["start"], trained["start_note"]) == ("from scratch", note)
    text = (run / "card.md").read_text(encoding="utf-8")
    assert "Start: from scratch;" in text
    assert note in text


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
    written = export_bundle(whole.folder, tmp_path / "models" / "emotion")
    assert (written.weights, written.difference) == ("float32", None)
    bundle = load_bundle(written.folder)
    assert bundle.name == "tiny"
    assert len(bundle.model) == written.size
    assert "FER-2013" in (written.folder / "NOTICE").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="no finished run"):
        export_bundle(tmp_path, tmp_path / "x")


def test_exporting_half_rounds_the_weights_and_says_so(whole, data, tmp_path):
    written = export_bundle(whole.folder, tmp_path / "half", half=True)
    bundle = load_bundle(written.folder)
    assert written.weights == "float16"
    assert written.size < (whole.folder / "model.onnx").stat().st_size
    stored = bundle.card["weights"]
    assert stored["stored"] == "float16"
    assert stored["largest_difference"] == written.difference
    pictures = data.split("PublicTest").images
    half, full = (
        EmotionClassifier(b).probabilities(pictures) for b in (bundle, load_bundle(whole.folder))
    )
    assert 0 < np.abs(half - full).max() < 5e-3


def test_the_recipe_of_a_run_says_how_it_is_exported(whole, tmp_path):
    run = shutil.copytree(whole.folder, tmp_path / "run")
    text = (run / "recipe.toml").read_text(encoding="utf-8")
    assert 'weights = "float32"' in text
    (run / "recipe.toml").write_text(text.replace('"float32"', '"float16"'), encoding="utf-8")
    assert export_bundle(run, tmp_path / "a").weights == "float16"
    assert export_bundle(run, tmp_path / "b", half=False).weights == "float32"


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


def test_a_model_teaches_the_next_one(recipe, data, whole, tmp_path):
    def loss(share):
        overrides = {
            "net.weights": str(whole.folder / "model.keras"),
            "targets.teacher": '"start"',
            "targets.teacher_share": f"{share}",
            "schedule.epochs": "1",
        }
        result = train(recipe, data, tmp_path / f"run-{share}", overrides=overrides)
        return float(read_epochs(result.folder)[0]["loss"])

    assert loss(1.0) != pytest.approx(loss(0.0), rel=1e-3)


def test_a_resumed_run_does_not_ask_its_teacher_again(recipe, data, whole, tmp_path):
    teacher = tmp_path / "teacher.keras"
    shutil.copy(whole.folder / "model.keras", teacher)
    overrides = {"targets.teacher": str(teacher)}
    taught = train(recipe, data, tmp_path / "whole", overrides=overrides)

    def stop_in_the_third_epoch(progress):
        if progress.step.epoch == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(recipe, data, tmp_path / "run", overrides=overrides, progress=stop_in_the_third_epoch)
    teacher.unlink()
    resumed = train(recipe, data, tmp_path / "run", resume=True)
    assert_same_epochs(taught.folder, resumed.folder)


def test_a_recipe_keeps_the_last_weights_with_averaged_statistics(recipe, data, tmp_path):
    overrides = {"schedule.keep": '"last"'}
    folder = train(recipe, data, tmp_path / "run", overrides=overrides).folder
    last = RunFolder(folder).load("last")
    fresh = build_net(load_recipe(folder / "recipe.toml").net, 44).weights
    expected = [
        average if weight.name.startswith("moving_") else own
        for weight, own, average in zip(fresh, last["weights"], last["average"], strict=True)
    ]
    found = keras.saving.load_model(folder / "model.keras").weights
    for weight, wanted in zip(found, expected, strict=True):
        assert np.array_equal(weight.numpy(), wanted.detach().numpy())


def test_without_its_teacher_a_run_does_not_begin(recipe, data, tmp_path):
    with pytest.raises(UsageError, match="starts from none"):
        train(recipe, data, tmp_path / "run", overrides={"targets.teacher": '"start"'})
    assert not (tmp_path / "run" / "run.json").exists()


def test_minutes_end_a_run(recipe, data, tmp_path):
    overrides = {"schedule.epochs": "0", "schedule.minutes": "0.01"}
    overrides |= {"data.about": "Our own faces", "data.licence": "Weights: ours"}
    result = train(recipe, data, tmp_path / "run", overrides=overrides)
    assert result.minutes >= 0.01
    assert np.isfinite(result.reports["fer"].accuracy)
    # Whose pictures they were is told in place of FER-2013's notice.
    card = load_bundle(result.folder).card
    assert (card["data"]["about"], card["licence"]) == ("Our own faces", "Weights: ours")
    notice = (export_bundle(result.folder, tmp_path / "bundle").folder / "NOTICE").read_text(
        "utf-8"
    )
    assert "Our own faces" in notice
    assert "Weights: ours" in notice
    assert "FER" not in notice


def test_what_it_refuses(recipe, data, whole, tmp_path):
    with pytest.raises(UsageError, match="already holds a run"):
        train(recipe, data, whole.folder)
    with pytest.raises(UsageError, match="no run to resume"):
        train(recipe, data, tmp_path / "new", resume=True)
    with pytest.raises(UsageError, match="follows its own recipe"):
        train(recipe, data, whole.folder, overrides={"schedule.epochs": "9"}, resume=True)
    with pytest.raises(UsageError, match="started on other data"):
        train(recipe, varied_dataset(20), whole.folder, resume=True)
    with pytest.raises(DatasetError, match="no split 'PublicTest'") as error:
        train(recipe, varied_dataset(20), tmp_path / "new")
    assert error.value.hint == "It has: Training. Name one with --set data.choose=NAME."
    lonely = join(varied_dataset(20), varied_dataset(1, usage="PublicTest"))
    with pytest.raises(DatasetError, match="'PublicTest' has only 1 picture"):
        train(recipe, lonely, tmp_path / "new")
    with pytest.raises(UsageError, match="no file of weights"):
        train(recipe, data, tmp_path / "new", overrides={"net.weights": "gone.keras"})
    assert not (tmp_path / "new").exists()
