"""`mien train`, `mien export` and `mien evaluate emotion` on a few made-up pictures."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

SPLITS = {"Training": 35, "PublicTest": 21}


SMALL = ("schedule.minutes=0", "net.widths=[4,4,8,8,16]", "run.precision=float32")


def sets(*settings: str) -> list[str]:
    return [part for setting in settings for part in ("--set", setting)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Noise whose brightness tells the emotion, in the layout of the npz loader."""
    rng = np.random.default_rng(0)
    labels = np.concatenate([np.arange(count) % 7 for count in SPLITS.values()]).astype(np.uint8)
    noise = rng.integers(0, 40, (len(labels), 48, 48))
    path = tmp_path / "faces.npz"
    np.savez(
        path,
        image=(noise + 30 * labels[:, None, None]).astype(np.uint8),
        label=labels,
        usage=np.repeat(list(SPLITS), list(SPLITS.values())),
    )
    return path


def test_evaluate_measures_the_shipped_model(mien, data):
    ran = mien("evaluate", "emotion", "--data", data, "--fast", "--json")
    assert ran.code == 0
    report = ran.document
    assert {
        "accuracy",
        "macro_f1",
        "per_class_recall",
        "ece",
        "ece_before",
        "risk_coverage",
    } <= set(report)
    assert (report["n"], report["labels"], report["split"]) == (21, "fer", "PublicTest")
    assert report["robustness"] is None
    assert "macro-F1" in mien("evaluate", "emotion", "--data", data, "--fast").out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--split", "Nothing"], 3, "PublicTest"),
        (["--labels", "ferplus"], 3, "votes"),
        (["--labels", "other"], 2, "ferplus"),
    ],
)
def test_evaluate_says_what_is_missing(mien, data, arguments, code, says):
    ran = mien("evaluate", "emotion", "--data", data, "--fast", *arguments)
    assert ran.code == code
    assert says in ran.err


@pytest.mark.usefixtures("pytorch")
def test_a_run_is_trained_exported_and_measured(mien, data, tmp_path):
    run, bundle = tmp_path / "run", tmp_path / "bundle"
    trained = mien(
        *("train", "--data", data, "--recipe", "cnn", "--run", run),
        *sets(*SMALL, "schedule.epochs=1"),
    )
    assert trained.code == 0, trained.err
    assert "Training: 35 pictures (angry 5, disgust 5, fear 5, happy 5, sad 5, " in trained.out
    assert "PublicTest: 21 pictures (angry 3, " in trained.out
    assert "FER+ votes: no" in trained.out
    exported = mien("export", run, bundle, "--half")
    assert exported.code == 0
    assert "weights as float16" in exported.out
    card = json.loads((bundle / "card.json").read_text(encoding="utf-8"))
    measured = mien(
        "evaluate", "emotion", "--data", data, "--model", bundle, "--fast", "--json"
    ).document
    assert measured["model"].startswith(card["name"])


def test_a_run_to_resume_has_to_be_named(mien, data):
    ran = mien("train", "--data", data, "--resume")
    assert ran.code == 2
    assert "--run" in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--weights", "imagenet"], "the architecture residual has no base"),
        (["--recipe", "cake"], "There is no recipe 'cake'."),
        (["--set", "net.widths=[4]"], "The recipe's net.widths is [4]."),
        (["--set", "epochs"], "'epochs' is no override"),
    ],
)
def test_a_wrong_option_is_named(mien, data, tmp_path, arguments, says):
    ran = mien("train", "--data", data, "--run", tmp_path / "run", *arguments)
    assert ran.code == 2
    assert says in ran.err
    assert not (tmp_path / "run").exists()


@pytest.mark.usefixtures("pytorch")
def test_ctrl_c_says_how_to_go_on(data, tmp_path):
    run = tmp_path / "my run"
    arguments = ["train", "--data", data, "--run", run, *sets(*SMALL, "schedule.epochs=100000")]
    with subprocess.Popen(
        [sys.executable, "-m", "mien", *map(str, arguments), "--recipe", "cnn"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # Tests started in the background of a shell inherit that Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        while process.poll() is None and not (run / "epochs.csv").exists():
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert process.returncode == 1
    assert f"Go on with: mien train --data {data} --run '{run}' --resume" in said
    assert "Traceback" not in said


@pytest.mark.usefixtures("pytorch")
def test_imagenet_that_cannot_be_had_is_told_on_standard_error(data, tmp_path):
    run, cache = tmp_path / "run", tmp_path / "keras"
    cache.mkdir()
    arguments = ("train", "--data", data, "--recipe", "mobilenetv2", "--run", run)
    with socket.socket() as refusing:
        refusing.bind(("127.0.0.1", 0))
        proxy = f"http://127.0.0.1:{refusing.getsockname()[1]}"
        with subprocess.Popen(
            [sys.executable, "-m", "mien", *map(str, arguments)],
            env=os.environ | {"https_proxy": proxy, "KERAS_HOME": str(cache)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            said = next((line for line in process.stderr if "ImageNet" in line), "")
            process.kill()
    assert said.startswith(
        "mien: The ImageNet weights of mobilenetv2 could not be downloaded from https://"
    )
    assert said.endswith("Training from scratch; give a file with --weights.\n")
    assert json.loads((run / "run.json").read_text(encoding="utf-8"))["start"] == "from scratch"


def test_evaluate_needs_no_training_packages_and_no_votes(mien, data, tmp_path):
    blocked = "torch", "keras", "onnx", "onnxscript", "matplotlib", "sklearn", "scipy"
    (tmp_path / "sitecustomize.py").write_text(
        f"import sys\nsys.modules.update(dict.fromkeys({blocked!r}))\n", encoding="utf-8"
    )
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    ran = mien("evaluate", "emotion", "--data", data, "--json", extra_env=[("PYTHONPATH", path)])
    assert ran.code == 0, ran.err
    assert len(ran.document["robustness"]["accuracy"]) == 9
    refused = mien("train", "--data", data, extra_env=[("PYTHONPATH", path)])
    assert refused.code == 1
    assert "mien[train]" in refused.err
