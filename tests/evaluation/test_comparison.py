"""How methods are held against each other, and settings chosen, apart from any data set."""

from __future__ import annotations

import numpy as np
import pytest

from mien.evaluation import intervals
from mien.evaluation.folds import inner_split, random_folds
from mien.evaluation.intervals import clearly_better, compare, mean_of
from mien.evaluation.models.learners import tuned
from mien.evaluation.report import task_report


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(intervals, "ROUNDS", 50)


def test_each_method_is_held_against_its_references_by_each_metric():
    people = np.arange(40)
    values = {"base": np.zeros(40), "better": np.ones(40), "other": np.full(40, 2.0)}
    gains = compare(
        {"better": ("base", "other"), "other": ("better",)},
        {
            "mean": lambda name: mean_of(values[name]),
            "twice": lambda name: mean_of(2 * values[name]),
        },
        people,
    )
    told = [(gain.over, gain.metric, gain.difference) for gain in gains["better"]]
    assert told == [
        ("base", "mean", 1.0),
        ("base", "twice", 2.0),
        ("other", "mean", -1.0),
        ("other", "twice", -2.0),
    ]
    assert clearly_better(gains) == {"better", "other"}
    report = task_report(
        task="T",
        title="t",
        data="d",
        figures={name: {"mean": float(each.mean())} for name, each in values.items()},
        ours={"better"},
        gains=gains,
    )
    assert [(row.name, row.ours, len(row.gains)) for row in report.rows] == [
        ("base", False, 0),
        ("better", True, 4),
        ("other", False, 2),
    ]


def test_a_gain_whose_interval_touches_zero_is_not_clear():
    values = {"a": np.tile([1.0, -1.0], 20), "b": np.zeros(40)}
    gains = compare({"a": ("b",)}, {"m": lambda name: mean_of(values[name])}, np.arange(40))
    assert clearly_better(gains) == set()


def test_folds_hold_out_each_row_once():
    parts = random_folds(np.random.default_rng(0), 100, 5)
    assert sorted(np.concatenate([test for _, test in parts]).tolist()) == list(range(100))
    for train, test in parts:
        assert sorted([*train.tolist(), *test.tolist()]) == list(range(100))


def test_a_setting_is_chosen_without_a_look_at_the_test_rows():
    train, test = np.arange(60), np.arange(60, 90)
    target = np.where(np.arange(90) < 60, 1.0, -1.0)  # the test rows want the opposite
    seen: list[tuple[int, ...]] = []

    def always(setting):
        return lambda _train, rows, _target: np.full(len(rows), setting)

    def quality(scores, whole, rows):
        seen.append(tuple(rows.tolist()))
        return -float(np.abs(scores - whole[rows]).mean())

    learner = tuned(always, (-1.0, 0.0, 1.0), quality)
    assert learner(train, test, target).tolist() == [1.0] * 30
    inner, held = inner_split(train)
    assert set(seen) == {tuple(held.tolist())}
    assert not set(inner.tolist()) & set(held.tolist())
