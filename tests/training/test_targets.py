from __future__ import annotations

import numpy as np
import pytest

from mien.training.datasets import Dataset
from mien.training.recipes.recipe import TargetsRecipe
from mien.training.targets import follow, make_targets
from tests.factories.faces import make_dataset


def test_label_votes_and_smoothing_add_up():
    data = make_dataset([3], labels=[6])
    targets = make_targets(data, TargetsRecipe(smoothing=0.07, votes=0.2))
    assert targets.fer[0, 6] == pytest.approx(0.73 + 0.01)
    assert targets.fer[0, 3] == pytest.approx(0.2 + 0.01)
    assert targets.fer.sum() == pytest.approx(1.0)
    assert targets.plus[0, 3] == 1.0
    assert targets.plus_weight.tolist() == [1.0]


def test_a_picture_of_one_colour_teaches_nothing():
    data = make_dataset([3, 3])
    images = data.images.copy()
    images[1] = 0
    targets = make_targets(Dataset(images, data.labels, data.usage, data.votes), TargetsRecipe())
    assert targets.fer_weight.tolist() == [1.0, 0.0]
    assert targets.plus_weight.tolist() == [1.0, 0.0]


def test_without_votes_only_the_labels_teach():
    targets = make_targets(make_dataset([1], votes=False), TargetsRecipe(smoothing=0.0, votes=0.2))
    assert targets.fer[0, 1] == pytest.approx(1.0)
    assert targets.plus_weight.tolist() == [0.0]


def test_rare_emotions_weigh_more():
    targets = make_targets(make_dataset([0, 0, 0, 1]), TargetsRecipe(balance=1.0))
    weight = targets.fer_weight
    assert weight[3] == pytest.approx(3 * weight[0])
    assert np.isclose(weight.mean(), 1.0)


def test_a_share_of_the_targets_follows_a_teacher():
    targets = make_targets(make_dataset([3, 3]), TargetsRecipe(smoothing=0.0, votes=0.0))
    answers = np.zeros((2, 15), np.float32)
    answers[:, [4, 7 + 4]] = 1
    taught = follow(targets, answers, 0.25)
    assert taught.fer[0, [3, 4]].tolist() == [0.75, 0.25]
    assert taught.plus[0, [3, 4]].tolist() == [0.75, 0.25]
    assert np.array_equal(taught.fer_weight, targets.fer_weight)
    assert np.array_equal(taught.plus_weight, targets.plus_weight)
