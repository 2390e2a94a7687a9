"""Turns grey face crops into moods with a trained bundle."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mien.core.emotions import EMOTIONS
from mien.core.errors import ModelError
from mien.core.mood import Mood, mood_from_probabilities
from mien.vision.bundle import EmotionBundle, Head, load_bundle
from mien.vision.preprocess import prepare_crops
from mien.vision.runtime import FloatArray, load_network


class EmotionClassifier:
    """Reads the emotion of cropped faces; safe to call from several threads at a time."""

    def __init__(self, bundle: EmotionBundle | None = None, threads: int | None = None) -> None:
        """Load the network of `bundle`, or of the one that `load_bundle()` finds.

        Raises:
            ModelError: the bundle is missing, changed or not understood.
        """
        self.bundle = load_bundle() if bundle is None else bundle
        self._network = load_network(self.bundle.model, threads=threads)

    def classify(self, crops: npt.NDArray[np.uint8]) -> list[Mood]:
        """Return the mood of each crop.

        Args:
            crops: grey faces framed by `crop_face`, uint8 [n, 48, 48].
        """
        return [
            mood_from_probabilities(row, unsure_below=self.bundle.unsure_below)
            for row in self.probabilities(crops).tolist()
        ]

    def probabilities(self, crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
        """Return the calibrated probabilities of the seven emotions, float64 [n, 7].

        The heads are blended by the card's weights; what a head gives to labels outside of the
        seven (contempt) is shared out among the seven in proportion.
        """
        if len(crops) == 0:
            return np.zeros((0, len(EMOTIONS)))
        logits = self._network(prepare_crops(crops, self.bundle.input))[0]
        if logits.shape[1] < max(head.stop for head in self.bundle.heads):
            raise ModelError(
                f"The emotion model has {logits.shape[1]} outputs, fewer than its card says.",
                "Install Mien again, or write the bundle again with `mien export`.",
            )
        return sum(
            (head.weight * _emotions_of(head, logits) for head in self.bundle.heads),
            np.zeros((len(crops), len(EMOTIONS))),
        )


def _emotions_of(head: Head, logits: FloatArray) -> npt.NDArray[np.float64]:
    scaled = logits[:, head.start : head.stop].astype(np.float64) / head.temperature
    seven = scaled[:, : len(EMOTIONS)]
    weights = np.exp(seven - seven.max(axis=1, keepdims=True))
    result: npt.NDArray[np.float64] = weights / weights.sum(axis=1, keepdims=True)
    return result
