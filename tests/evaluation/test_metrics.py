"""Measures against values worked out by hand or by definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mien.evaluation.metrics import (
    auc,
    grouped_auc,
    macro_f1,
    ndcg,
    percentiles,
    r_squared,
    ranks,
    spearman,
    top,
)
from mien.evaluation.models.ridge import Ridge


def test_ties_share_their_mean_rank():
    assert ranks(np.array([10.0, 20.0, 20.0, 5.0])).tolist() == [2.0, 3.5, 3.5, 1.0]
    assert percentiles(np.array([3.0, 1.0])).tolist() == [1.0, 0.5]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=30))
def test_auc_is_the_share_of_pairs_in_the_right_order(rows):
    positive = np.array([flag for flag, _ in rows])
    scores = np.array([float(score) for _, score in rows])
    pairs = [(a > b) + 0.5 * (a == b) for a in scores[positive] for b in scores[~positive]]
    if pairs:
        assert auc(positive, scores) == pytest.approx(np.mean(pairs))
    else:
        assert np.isnan(auc(positive, scores))


def test_grouped_auc_leaves_out_groups_of_one_sort():
    positive = np.array([True, False, True, True])
    scores = np.array([2.0, 1.0, 0.0, 5.0])
    assert grouped_auc(positive, scores, np.array([0, 0, 1, 1])) == 1.0


def test_ndcg_counts_early_hits_more():
    assert ndcg(np.array([True, True, False]), 2) == 1.0
    assert ndcg(np.array([False, True, False]), 1) == pytest.approx(1 / np.log2(3))
    assert ndcg(np.array([False] * 3), 2) == 0.0


def test_the_rest():
    assert spearman(np.array([1.0, 2, 3]), np.array([10.0, 20, 25])) == pytest.approx(1)
    assert spearman(np.ones(3), np.array([1.0, 2, 3])) == 0.0
    truth = np.array([1, 1, 2, 2])
    assert macro_f1(truth, truth) == 1.0
    assert macro_f1(truth, np.array([1, 1, 1, 1])) == pytest.approx((2 * 2 / 6) / 2)
    assert r_squared(np.array([1.0, 3]), np.array([2.0, 2])) == 0.0
    assert top(np.array([0.1, 0.9, 0.5, 0.7]), 2).tolist() == [1, 3]


def test_ridge_with_a_tiny_penalty_finds_the_line():
    x = np.linspace(0, 1, 20)[:, None]
    fitted = Ridge.fit(np.hstack([x, np.ones((20, 1))]), 3 * x[:, 0] + 1, 1e-9)
    assert fitted.predict(np.array([[2.0, 1.0]])) == pytest.approx(7.0)
