from __future__ import annotations

import math

import numpy as np
import pytest

from mien.training import measures

TRUTH = np.array([0, 0, 0, 1, 1, 2])
PREDICTED = np.array([0, 0, 1, 1, 0, 0])


def test_accuracy_recall_and_f1_by_hand():
    assert measures.accuracy(PREDICTED, TRUTH) == pytest.approx(3 / 6)
    assert measures.recalls(PREDICTED, TRUTH, 4) == [pytest.approx(2 / 3), 0.5, 0.0, None]
    # F1: class 0 is 2·2/(4+3), class 1 is 2·1/(2+2), class 2 was never predicted.
    assert measures.macro_f1(PREDICTED, TRUTH, 3) == pytest.approx((4 / 7 + 1 / 2 + 0) / 3)


def test_confusion_has_the_truth_in_rows_and_leaves_other_classes_out():
    matrix = measures.confusion(PREDICTED, TRUTH, 2)
    assert matrix.tolist() == [[2, 1], [1, 1]]


def test_calibration_error_by_hand():
    # Two bins: four answers at 0.95, three right; two at 0.55, both wrong.
    confidence = np.array([0.95] * 4 + [0.55] * 2)
    probabilities = np.stack([confidence, 1 - confidence], axis=1)
    truth = np.array([0, 0, 0, 1, 1, 1])
    expected = 4 / 6 * abs(0.95 - 0.75) + 2 / 6 * abs(0.55 - 0.0)
    assert measures.calibration_error(probabilities, truth) == pytest.approx(expected)


def test_a_temperature_undoes_overconfidence():
    generator = np.random.default_rng(0)
    logits = generator.normal(0, 1.5, (4000, 7))
    truth = np.array([generator.choice(7, p=row) for row in measures.softmax(logits)])
    assert measures.fit_temperature(logits * 2, truth) == pytest.approx(2.0, abs=0.15)
    assert measures.calibration_error(measures.cross_fitted(logits * 2, truth), truth) < 0.03
    assert measures.calibration_error(measures.softmax(logits * 2), truth) > 0.1


def test_pictures_of_other_classes_do_not_move_the_temperature():
    logits = np.random.default_rng(1).normal(0, 1, (200, 7))
    truth = logits.argmax(axis=1)
    more = np.concatenate([logits, logits[:50]])
    with_contempt = np.concatenate([truth, np.full(50, 7)])
    assert measures.fit_temperature(more, with_contempt) == measures.fit_temperature(logits, truth)


def test_risk_coverage_by_hand():
    confidence = np.linspace(0.9, 0.55, 10)
    probabilities = np.stack([confidence, 1 - confidence], axis=1)
    truth = np.array([0] * 7 + [1] * 3)
    points = {point.coverage: point for point in measures.risk_coverage(probabilities, truth)}
    assert points[1.0].accuracy == pytest.approx(0.7)
    assert points[0.7].accuracy == 1.0
    assert points[0.9].threshold > points[1.0].threshold


def test_log_loss_by_hand():
    probabilities = np.array([[0.5, 0.5], [0.9, 0.1]])
    expected = -(math.log(0.5) + math.log(0.9)) / 2
    assert measures.mean_log_loss(probabilities, np.array([0, 0])) == pytest.approx(expected)
