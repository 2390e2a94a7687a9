"""Chooses temperatures, blend and the limit of "not sure" on the choosing split. NumPy only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from mien.core.emotions import EMOTIONS
from mien.training import measures
from mien.training.datasets import Dataset
from mien.training.datasets.ferplus import majority
from mien.training.measures import FloatArray

_SEVEN: Final = len(EMOTIONS)
_SHARES: Final = tuple(step / 20 for step in range(21))
_LIMITS: Final = tuple(percent / 100 for percent in range(25, 91))
_WINDOW: Final = 0.1
_FEWEST: Final = 50


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns logits into the product's answer.

    Attributes:
        temperatures: that of each head.
        blend: weight of each head's probabilities; they sum to 1.
        unsure_below: highest probability under which no emotion is named.
    """

    temperatures: Mapping[str, float]
    blend: Mapping[str, float]
    unsure_below: float


def calibrate(
    logits: npt.NDArray[np.floating], data: Dataset, heads: tuple[str, ...]
) -> Calibration:
    """Fit everything to the pictures of `data`.

    Each head's temperature makes its own labels most probable. The blend is the one under which
    the labels of both sets are most probable, the mean over the sets. No emotion is named below
    the lowest confidence at which answers (those up to 0.1 above it) are right more often than
    wrong, by the majority of FER+ where there is one and the label elsewhere: ten people are the
    better witness of what a face shows than the one word that found the picture.

    Args:
        logits: [n, outputs] of the network, the heads one after another.
        data: the n pictures.
        heads: `fer`, and `ferplus` if the network has it.
    """
    truth = data.labels.astype(np.int64)
    fer = measures.fit_temperature(logits[:, :_SEVEN], truth)
    own = measures.softmax(logits[:, :_SEVEN], fer)
    by_label = Calibration(
        dict.fromkeys(heads, 1.0) | {"fer": fer}, {"fer": 1.0}, _unsure_below(own, truth)
    )
    if "ferplus" not in heads or data.votes is None:
        return by_label
    voted, counts = majority(data.votes)
    counts = counts & (voted < _SEVEN)
    if not counts.any():
        return by_label
    plus = measures.fit_temperature(logits[counts, _SEVEN : 2 * _SEVEN], voted[counts])
    other = measures.softmax(logits[:, _SEVEN : 2 * _SEVEN], plus)

    def loss(share: float) -> float:
        shown = share * own + (1 - share) * other
        by_vote = measures.mean_log_loss(shown[counts], voted[counts])
        return measures.mean_log_loss(shown, truth) + by_vote

    share = min(_SHARES, key=loss)
    shown = share * own + (1 - share) * other
    return Calibration(
        {"fer": fer, "ferplus": plus},
        {"fer": share, "ferplus": 1 - share},
        _unsure_below(shown, np.where(counts, voted, truth)),
    )


def _unsure_below(probabilities: FloatArray, truth: npt.NDArray[np.int64]) -> float:
    """Return the lowest limit above which answers are right more often than wrong."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    for limit in _LIMITS:
        near = (confidence >= limit) & (confidence < limit + _WINDOW)
        if np.count_nonzero(near) >= _FEWEST and right[near].mean() > 0.5:
            return limit
    return _LIMITS[0]
