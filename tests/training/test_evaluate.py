from __future__ import annotations

import json

import numpy as np
import pytest

from mien.core.emotions import EMOTIONS
from mien.core.errors import ModelError, UsageError
from mien.training.datasets import Dataset, DatasetError
from mien.training.evaluate import evaluate_emotion, evaluate_split
from mien.vision.bundle import EmotionBundle
from tests.factories.faces import make_dataset

# Ten pictures; the model answers what they show, and two carry another label.
SHOWN = [0, 1, 2, 3, 4, 5, 6, 3, 3, 6]
LABELS = [0, 1, 2, 3, 4, 5, 6, 3, 6, 4]
TOP_LEVEL = {
    *("accuracy", "macro_f1", "per_class_recall", "ece", "ece_before"),
    *("risk_coverage", "robustness", "n", "labels", "split"),
}


@pytest.fixture
def data() -> Dataset:
    return make_dataset(SHOWN, LABELS, usage="PublicTest")


@pytest.fixture
def data_file(tmp_path, data):
    file = tmp_path / "faces.npz"
    np.savez(file, image=data.images, label=data.labels, usage=data.usage, votes=data.votes)
    return file


def test_figures_of_a_hand_made_case(data, patch_bundle):
    report = evaluate_split(data, patch_bundle, "fer", fast=True)
    assert report.n == 10
    assert report.accuracy == pytest.approx(0.8)
    recall = report.per_class_recall
    assert [recall[e] for e in EMOTIONS] == [1, 1, 1, 1, 0.5, 1, 0.5]
    # F1 is 1 for four emotions, 4/5 for happy, 2/3 for sad and 2/4 for neutral.
    assert report.macro_f1 == pytest.approx((4 + 4 / 5 + 2 / 3 + 1 / 2) / 7)
    assert report.product.accuracy == pytest.approx(0.8)
    assert report.robustness is None
    assert report.split == "PublicTest"
    assert report.model == "patches 1"


def test_ferplus_judges_by_the_votes(data, patch_bundle):
    report = evaluate_split(data, patch_bundle, "ferplus", fast=True)
    assert report.accuracy == 1.0
    assert report.n == 10


def test_contempt_is_an_error_and_an_unclear_picture_is_not_judged(data, patch_bundle):
    votes = data.votes.copy()
    votes[0] = [0, 0, 0, 0, 0, 0, 0, 9, 0, 0]
    votes[1] = [5, 5, 0, 0, 0, 0, 0, 0, 0, 0]
    changed = Dataset(data.images, data.labels, data.usage, votes)
    report = evaluate_split(changed, patch_bundle, "ferplus", fast=True)
    assert report.n == 9
    assert report.accuracy == pytest.approx(8 / 9)


def test_the_command_line_way_and_its_json(data_file, patch_bundle_dir):
    report = evaluate_emotion(data_file, "publictest", "fer", patch_bundle_dir)
    plain = json.loads(json.dumps(report.to_json()))
    assert plain.keys() >= TOP_LEVEL
    assert plain["robustness"]["clean"] == pytest.approx(0.8)
    assert len(plain["robustness"]["accuracy"]) == 9
    assert 0 < plain["robustness"]["mean_ratio"] <= 1.2
    assert plain["risk_coverage"][0]["coverage"] == 1.0


def test_what_it_refuses(data_file, data, patch_bundle, patch_bundle_dir):
    with pytest.raises(UsageError, match="no labels 'moods'"):
        evaluate_emotion(data_file, "PublicTest", "moods", patch_bundle_dir)
    with pytest.raises(DatasetError, match="no split 'PrivateTest'"):
        evaluate_emotion(data_file, "PrivateTest", "fer", patch_bundle_dir)
    without_votes = Dataset(data.images, data.labels, data.usage)
    with pytest.raises(DatasetError, match=r"no FER\+ votes"):
        evaluate_split(without_votes, patch_bundle, "ferplus", fast=True)
    assert evaluate_split(without_votes, patch_bundle, "fer", fast=True).n == 10


def test_a_model_without_the_head(data, patch_bundle):
    card = {"heads": {"fer": patch_bundle.card["heads"]["fer"]}}
    bundle = EmotionBundle(
        *(getattr(patch_bundle, name) for name in ("name", "version", "model", "input", "heads")),
        unsure_below=0.3,
        card=card,
    )
    with pytest.raises(ModelError, match="no head for the labels 'ferplus'"):
        evaluate_split(data, bundle, "ferplus", fast=True)
