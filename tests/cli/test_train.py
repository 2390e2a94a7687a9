"""`mien train`, `mien export` and `mien evaluate emotion` on a few made-up pictures."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

SPLITS = {"Training": 35, "PublicTest": 21}


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


def test_a_run_is_trained_exported_and_measured(mien, data, tmp_path):
    pytest.importorskip("torch", reason="training needs mien[train]")
    run, bundle = tmp_path / "run", tmp_path / "bundle"
    small = [
        "schedule.epochs=1",
        "schedule.minutes=0",
        "net.widths=[4,4,8,8,16]",
        "run.precision=float32",
    ]
    trained = mien(
        *("train", "--data", data, "--recipe", "cnn", "--run", run),
        *(part for setting in small for part in ("--set", setting)),
    )
    assert trained.code == 0, trained.err
    assert "Training: 35 pictures (angry 5" in trained.out
    assert mien("export", run, bundle).code == 0
    card = json.loads((bundle / "card.json").read_text(encoding="utf-8"))
    measured = mien(
        "evaluate", "emotion", "--data", data, "--model", bundle, "--fast", "--json"
    ).document
    assert measured["model"].startswith(card["name"])


def test_a_folder_with_a_run_is_not_written_over(mien, data, tmp_path):
    pytest.importorskip("torch", reason="training needs mien[train]")
    ran = mien("train", "--data", data, "--resume")
    assert ran.code == 2
    assert "--run" in ran.err
