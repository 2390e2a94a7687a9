"""Figures of a classifier from its logits or probabilities and the true labels. NumPy only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

CALIBRATION_BINS: Final = 15
COVERAGES: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)

_TEMPERATURES: Final = np.linspace(0.4, 2.5, 211)


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """What answering only the most confident pictures gives.

    Attributes:
        coverage: share of the pictures that are answered.
        accuracy: share of the answered ones that are right.
        threshold: lowest confidence that is answered.
    """

    coverage: float
    accuracy: float
    threshold: float


def softmax(logits: npt.NDArray[np.floating], temperature: float = 1.0) -> FloatArray:
    """Return the probabilities [n, k] of logits [n, k] divided by `temperature`."""
    scaled: FloatArray = logits.astype(np.float64) / temperature
    exponents: FloatArray = np.exp(scaled - np.max(scaled, axis=1, keepdims=True))
    probabilities: FloatArray = exponents / exponents.sum(axis=1, keepdims=True)
    return probabilities


def accuracy(predicted: IntArray, truth: IntArray) -> float:
    """Return the share of predictions that are right."""
    return float(np.mean(predicted == truth))


def recalls(predicted: IntArray, truth: IntArray, classes: int) -> list[float | None]:
    """Return, for each class, the share of its pictures that are found; None where it has none."""
    return [
        float(np.mean(predicted[truth == c] == c)) if np.any(truth == c) else None
        for c in range(classes)
    ]


def macro_f1(predicted: IntArray, truth: IntArray, classes: int) -> float:
    """Return the mean over the classes of F1, the harmonic mean of precision and recall.

    A class that is neither predicted nor true counts as 0.
    """
    scores = []
    for c in range(classes):
        found = int(np.count_nonzero((predicted == c) & (truth == c)))
        either = int(np.count_nonzero(predicted == c) + np.count_nonzero(truth == c))
        scores.append(2 * found / max(1, either))
    return float(np.mean(scores))


def confusion(predicted: IntArray, truth: IntArray, classes: int) -> IntArray:
    """Return counts [classes, classes]: row the truth, column the prediction.

    Pictures whose truth is none of the classes are left out.
    """
    matrix = np.zeros((classes, classes), np.int64)
    known = truth < classes
    np.add.at(matrix, (truth[known], predicted[known]), 1)
    return matrix


def calibration_error(
    probabilities: FloatArray, truth: IntArray, bins: int = CALIBRATION_BINS
) -> float:
    """Return the expected calibration error: mean gap of confidence and accuracy, 0 to 1.

    The bins are of equal width in the highest probability, weighted by how many pictures each has
    (Guo et al. 2017).
    """
    return sum(
        share * abs(confidence - right)
        for confidence, right, share in reliability(probabilities, truth, bins)
    )


def reliability(
    probabilities: FloatArray, truth: IntArray, bins: int = CALIBRATION_BINS
) -> list[tuple[float, float, float]]:
    """Return mean confidence, accuracy and share of the pictures of each bin that has any."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    place = np.minimum((confidence * bins).astype(np.int64), bins - 1)
    return [
        (
            float(confidence[place == b].mean()),
            float(right[place == b].mean()),
            float(np.mean(place == b)),
        )
        for b in range(bins)
        if np.any(place == b)
    ]


def fit_temperature(logits: npt.NDArray[np.floating], truth: IntArray) -> float:
    """Return the temperature, 0.4 to 2.5, under which the true labels are most probable.

    Pictures whose truth is none of the classes are left out.
    """
    known = truth < logits.shape[1]
    losses = [mean_log_loss(softmax(logits[known], float(t)), truth[known]) for t in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def mean_log_loss(probabilities: FloatArray, truth: IntArray) -> float:
    """Return the mean negative logarithm of the probability given to the truth."""
    given = probabilities[np.arange(len(truth)), truth]
    return float(-np.log(given + 1e-12).mean())


def cross_fitted(logits: npt.NDArray[np.floating], truth: IntArray) -> FloatArray:
    """Return probabilities calibrated without looking at their own half.

    The temperature fitted on the even rows is used for the odd ones, and the reverse.
    """
    even = np.arange(len(truth)) % 2 == 0
    probabilities = np.empty(logits.shape, np.float64)
    for fit, use in ((even, ~even), (~even, even)):
        probabilities[use] = softmax(logits[use], fit_temperature(logits[fit], truth[fit]))
    return probabilities


def risk_coverage(probabilities: FloatArray, truth: IntArray) -> tuple[CoveragePoint, ...]:
    """Return the accuracy on the most confident pictures at each of `COVERAGES`."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    points = []
    for coverage in COVERAGES:
        threshold = float(np.quantile(confidence, 1.0 - coverage))
        answered = confidence >= threshold
        points.append(CoveragePoint(coverage, float(right[answered].mean()), threshold))
    return tuple(points)
