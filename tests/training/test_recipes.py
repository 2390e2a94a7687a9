from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mien.core.errors import UsageError
from mien.training.recipes import Recipe, load_recipe, parse_recipe, recipe_names
from mien.training.recipes.check import LIMITS
from mien.training.recipes.parse import to_toml

SMALL = """
name = "small"
[net]
size = 40
[schedule]
epochs = 2
sizes = [[0.0, 40]]
"""

DEFAULTS = {
    f"{section.name}.{field.name}": field.default
    for section in dataclasses.fields(Recipe)
    if section.default_factory is not dataclasses.MISSING
    for field in dataclasses.fields(section.default_factory)
}
"""Every key of a recipe's sections, and what it is when nothing is said."""


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
        ({"schedule.epochs": "0"}, r"schedule\.epochs and schedule\.minutes are both 0"),
        ({"schedule.epochs": "-1"}, r"schedule\.epochs is -1\."),
        ({"schedule.minutes": "nan"}, "schedule.minutes is nan"),
        ({"schedule.minutes": "inf"}, "schedule.minutes is inf"),
        ({"schedule.rate": "0"}, r"schedule\.rate is 0\.0"),
        ({"schedule.rate": "1" + "0" * 400}, "schedule.rate is inf"),
        ({"schedule.batch": "1"}, "schedule.batch is 1"),
        ({"schedule.evaluate_every": "0"}, "schedule.evaluate_every is 0"),
        ({"schedule.momentum": "1.0"}, "schedule.momentum is 1.0"),
        ({"schedule.optimizer": "adagrad"}, 'schedule.optimizer is "adagrad"'),
        ({"net.size": "44"}, "schedule.sizes ends at 40, but net.size is 44"),
        ({"net.size": "64", "schedule.sizes": "[[0.0, 64]]"}, "net.size is 64"),
        ({"schedule.sizes": "[]"}, "schedule.sizes is"),
        ({"schedule.sizes": "[[0.5, 40]]"}, "schedule.sizes is"),
        ({"schedule.sizes": "[[0.0, 40, 1]]"}, "schedule.sizes is"),
        ({"schedule.sizes": "[[0.0, 40], [0.0, 40]]"}, "schedule.sizes is"),
        ({"schedule.sizes": "[[0.0, 4], [0.5, 40]]"}, "schedule.sizes is"),
        ({"schedule.sizes": "[[0.0, 36], [nan, 36], [0.5, 40]]"}, "schedule.sizes is"),
        ({"net.heads": '["ferplus"]'}, "net.heads is"),
        ({"net.heads": "[]"}, "net.heads is"),
        ({"net.architecture": "magic"}, 'net.architecture is "magic"'),
        ({"net.widths": "[]"}, "net.widths is"),
        ({"net.widths": "[0, 8]"}, "net.widths is"),
        ({"net.widths": "[4]"}, "net.widths is"),
        ({"net.dropout": "1.0"}, "net.dropout is 1.0"),
        ({"net.blocks": "0"}, "net.blocks is 0"),
        ({"net.bases": '["vgg16"]'}, "architecture residual has no base"),
        ({"net.weights": "imagenet"}, "architecture residual has no base"),
        ({"net.architecture": "cnn", "net.widths": "[8, 8]"}, "net.widths is"),
        ({"net.architecture": "cnn", "net.widths": "[8, 8, 8, 8, 8, 8, 8]"}, "too many for pic"),
        (
            {
                "net.architecture": "cnn",
                "net.widths": "[8, 8, 8]",
                "schedule.sizes": "[[0.0, 36], [0.5, 40]]",
            },
            "schedule.sizes is",
        ),
        ({"net.architecture": "transfer"}, "net.bases is"),
        ({"net.architecture": "transfer", "net.bases": '["resnet"]'}, "net.bases is"),
        ({"net.architecture": "transfer", "net.bases": '["vgg16", "vgg16"]'}, "net.bases is"),
        ({"net.architecture": "transfer", "net.bases": '["vgg16", "mobilenetv2"]'}, "net.heads is"),
        (
            {
                "net.architecture": "transfer",
                "net.bases": '["vgg16"]',
                "schedule.sizes": "[[0.0, 24], [0.5, 40]]",
            },
            "net.enlarge is 1",
        ),
        ({"targets.smoothing": "0.5", "targets.votes": "0.6"}, "targets.votes is 0.6"),
        ({"net.heads": '["fer"]', "targets.teacher": "model.keras"}, "net.heads is"),
        ({"targets.teacher_share": "1.5"}, "targets.teacher_share is 1.5"),
        ({"augment.flip": "1.5"}, "augment.flip is 1.5"),
        ({"augment.mixup_alpha": "0"}, "augment.mixup_alpha is 0.0"),
        ({"run.seed": "-1"}, "run.seed is -1"),
        ({"run.threads": "-2"}, "run.threads is -2"),
        ({"run.precision": "int8"}, "run.precision is"),
        ({"run.compile": "yes"}, "run.compile is 'yes'"),
        ({"export.weights": "int8"}, 'export.weights is "int8"'),
        ({"data.choose": "training"}, 'data.choose is "training"'),
        ({"name.x": "1"}, "no section 'name'"),
        ({"net": "1"}, "net is 1"),
    ],
)
def test_what_is_not_understood_is_named(overrides, message):
    with pytest.raises(UsageError, match=message) as error:
        parse_recipe(SMALL, overrides)
    assert error.value.hint


def test_a_recipe_without_name():
    with pytest.raises(UsageError, match="has no name"):
        parse_recipe("[schedule]\nepochs = 1\n")


def test_every_number_has_limits_that_its_default_keeps():
    # Lists are checked as a whole.
    numbers = {key: default for key, default in DEFAULTS.items() if type(default) in (int, float)}
    assert numbers.keys() == LIMITS.keys()
    for key, default in numbers.items():
        low, high = LIMITS[key]
        assert low <= default <= high, key


def test_unknown_names_and_files(tmp_path):
    with pytest.raises(UsageError, match="no recipe 'cake'"):
        load_recipe("cake")
    with pytest.raises(UsageError, match="can't be read"):
        load_recipe(tmp_path / "gone.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("name = ", encoding="utf-8")
    with pytest.raises(UsageError, match="not TOML"):
        load_recipe(broken)
    broken.write_bytes(b"name = '\xff'")
    with pytest.raises(UsageError, match="no text in UTF-8"):
        load_recipe(broken)


def spelled(value: object) -> str:
    """Write a value as the command line would."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(spelled(part) for part in value)}]"
    return repr(value) if isinstance(value, int | float) else str(value)


anything = st.recursive(
    st.integers() | st.floats() | st.booleans() | st.text(max_size=20),
    lambda parts: st.lists(parts, max_size=4),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(sorted(DEFAULTS)) | st.text(max_size=9), anything, max_size=3)
)
def test_whatever_is_set_is_a_recipe_or_a_sentence(settings):
    overrides = {key: spelled(value) for key, value in settings.items()}
    try:
        recipe = parse_recipe(SMALL, overrides)
    except UsageError:
        return
    assert parse_recipe(to_toml(recipe)) == recipe


def within(key: str) -> st.SearchStrategy:
    low, high = LIMITS[key]
    if type(DEFAULTS[key]) is int:
        return st.integers(int(low), int(high))
    return st.floats(low, high)


@st.composite
def good_overrides(draw) -> dict[str, str]:
    """Draw values that each are within their limits, and fit each other."""
    apart = {"targets.smoothing", "targets.votes"}
    keys = draw(st.sets(st.sampled_from(sorted(LIMITS.keys() - apart - {"net.size"}))))
    drawn = {key: repr(draw(within(key))) for key in keys}
    size = draw(within("net.size"))
    starts = sorted(draw(st.sets(st.floats(0.001, 0.999), max_size=3)))
    sizes = [[start, draw(within("net.size"))] for start in [0.0, *starts]]
    sizes[-1][1] = size
    drawn |= {"net.size": str(size), "schedule.sizes": spelled(sizes), "schedule.epochs": "3"}
    return drawn | {
        "net.widths": spelled(draw(st.lists(st.integers(8, 512), min_size=1, max_size=8)))
    }


@given(good_overrides(), st.text(), st.text())
def test_a_recipe_that_was_written_is_read_back(overrides, name, about):
    recipe = parse_recipe(SMALL, overrides)
    named = dataclasses.replace(recipe, name=name, about=about)
    assert parse_recipe(to_toml(named)) == named
