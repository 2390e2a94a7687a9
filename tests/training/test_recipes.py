from __future__ import annotations

import pytest

from mien.core.errors import UsageError
from mien.training.recipes import load_recipe, parse_recipe, recipe_names
from mien.training.recipes.parse import to_toml

SMALL = """
name = "small"
[net]
size = 40
[schedule]
epochs = 2
sizes = [[0.0, 40]]
"""


@pytest.mark.parametrize("name", recipe_names())
def test_every_committed_recipe_loads_and_survives_writing(name):
    recipe = load_recipe(name)
    assert recipe.name == name
    assert recipe.about
    assert parse_recipe(to_toml(recipe)) == recipe


def test_mien_is_among_them():
    assert "mien" in recipe_names()


def test_the_command_line_overrides():
    recipe = parse_recipe(
        SMALL, {"schedule.epochs": "5", "schedule.rate": "1", "run.precision": "bfloat16"}
    )
    assert recipe.schedule.epochs == 5
    assert recipe.schedule.rate == 1.0
    assert recipe.run.precision == "bfloat16"
    assert recipe.net.size == 40


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"schedule.epoch": "5"}, "unknown key schedule.epoch"),
        ({"speed.fast": "1"}, "unknown key speed"),
        ({"schedule.epochs": "many"}, "schedule.epochs is 'many'"),
        ({"schedule.epochs": "0"}, r"epochs or schedule\.minutes has to be above 0"),
        ({"net.size": "44"}, "end at net.size"),
        ({"net.heads": '["ferplus"]'}, "net.heads"),
        ({"schedule.sizes": "[[0.5, 40]]"}, "begin at 0.0"),
        ({"schedule.sizes": "[[0.0, 40, 1]]"}, "schedule.sizes is"),
        ({"schedule.optimizer": "adagrad"}, "optimizer"),
        ({"run.precision": "int8"}, "precision"),
        ({"run.compile": "yes"}, "run.compile is 'yes'"),
        ({"name.x": "1"}, "no section 'name'"),
        ({"net": "1"}, "net is 1"),
    ],
)
def test_what_is_not_understood_is_named(overrides, message):
    with pytest.raises(UsageError, match=message):
        parse_recipe(SMALL, overrides)


def test_unknown_names_and_files(tmp_path):
    with pytest.raises(UsageError, match="no recipe 'cake'"):
        load_recipe("cake")
    with pytest.raises(UsageError, match="can't be read"):
        load_recipe(tmp_path / "gone.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("name = ", encoding="utf-8")
    with pytest.raises(UsageError, match="not TOML"):
        load_recipe(broken)
