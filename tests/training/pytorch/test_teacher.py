"""A model taught by an earlier one. Needs the extra `train`."""

from __future__ import annotations

import numpy as np
import pytest

from mien.core.errors import UsageError
from mien.training.backend import keras
from mien.training.datasets import Dataset
from mien.training.nets import build_net
from mien.training.recipes import Recipe, load_recipe
from mien.training.recipes.recipe import NetRecipe, TargetsRecipe
from mien.training.teacher import teacher_answers
from tests.factories.faces import varied_dataset

# Keras 3.15 with NumPy 2.4; nothing that we could do otherwise.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

SMALL = NetRecipe(widths=(8, 16), blocks=1, size=46)


@pytest.fixture(scope="module")
def data() -> Dataset:
    return varied_dataset(20)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A model for pictures of 40 pixels; fresh weights tell pictures apart."""
    keras.utils.set_random_seed(1)
    model = build_net(SMALL, 40)
    path = tmp_path_factory.mktemp("teacher") / "model.keras"
    model.save(path)
    return path


def recipe(teacher: str, **net) -> Recipe:
    return Recipe("taught", net=NetRecipe(**net), targets=TargetsRecipe(teacher=teacher))


def test_it_answers_both_label_sets(file, data):
    answers = teacher_answers(recipe(str(file)), data)
    assert answers.shape == (20, 15)
    assert answers[:, :7].sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert answers[:, 7:].sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert answers.std(axis=0).max() > 1e-3


def test_a_picture_and_its_mirror_image_have_the_same_answer(file, data):
    mirrored = Dataset(data.images[:, :, ::-1].copy(), data.labels, data.usage, data.votes)
    as_is = teacher_answers(recipe(str(file)), data)
    assert np.allclose(as_is, teacher_answers(recipe(str(file)), mirrored), atol=1e-5)


def test_the_model_that_a_run_starts_from_can_teach_it(file, data):
    named = teacher_answers(recipe(str(file)), data)
    started = teacher_answers(recipe("start", weights=str(file)), data)
    assert np.array_equal(named, started)
    assert teacher_answers(recipe("", weights=str(file)), data) is None


def test_a_teacher_that_cannot_teach_is_named(data, tmp_path):
    with pytest.raises(UsageError, match="it starts from none") as error:
        teacher_answers(recipe("start"), data)
    assert "--weights" in error.value.hint
    with pytest.raises(UsageError, match="There is no file of weights"):
        teacher_answers(recipe(str(tmp_path / "none.keras")), data)
    path = tmp_path / "model.keras"
    build_net(NetRecipe(widths=(8, 16), blocks=1, heads=("fer",)), 44).save(path)
    with pytest.raises(UsageError, match="answers 7 numbers") as error:
        teacher_answers(recipe(str(path)), data)
    assert "15 numbers" in error.value.hint


def test_the_committed_recipe_is_taught_by_what_it_starts_from(file):
    taught = load_recipe("mien-distilled", {"net.weights": str(file)})
    assert taught.targets.teacher == "start"
    assert 0 < taught.targets.teacher_share < 1
