"""From crops to moods: calibrated, blended, seven emotions."""

from __future__ import annotations

import numpy as np
import pytest

from mien.core.emotions import EMOTIONS
from mien.core.errors import ModelError
from mien.vision.bundle import load_bundle
from mien.vision.classify import EmotionClassifier
from tests.factories.linear_model import BIAS


def softmax(logits: np.ndarray) -> np.ndarray:
    weights = np.exp(logits)
    return weights / weights.sum()


def test_heads_are_calibrated_and_blended(classifier):
    crops = np.random.default_rng(0).integers(0, 256, (3, 48, 48), dtype=np.uint8)
    expected = 0.5 * softmax(BIAS[:7] / 2.0) + 0.5 * softmax(BIAS[7:14] / 0.5)
    moods = classifier.classify(crops)
    assert len(moods) == 3
    for mood in moods:
        assert list(mood.emotions) == list(EMOTIONS)
        assert list(mood.emotions.values()) == pytest.approx(expected, abs=1e-6)
        assert mood.confidence == pytest.approx(expected.max(), abs=1e-6)


def test_label_is_withheld_below_the_cards_threshold(write_bundle):
    bundle = load_bundle(write_bundle(lambda card: card["product"].update(unsure_below=0.99)))
    (mood,) = EmotionClassifier(bundle).classify(np.zeros((1, 48, 48), np.uint8))
    assert mood.label is None


def test_no_crops_give_no_moods(classifier):
    assert classifier.classify(np.zeros((0, 48, 48), np.uint8)) == []


def test_network_with_too_few_outputs_is_refused(write_bundle):
    bundle = load_bundle(write_bundle(outputs=9))
    with pytest.raises(ModelError, match="9 outputs"):
        EmotionClassifier(bundle).classify(np.zeros((1, 48, 48), np.uint8))


def test_network_of_another_input_size_is_refused(write_bundle):
    bundle = load_bundle(write_bundle(lambda card: card["input"].update(size=40)))
    with pytest.raises(ModelError, match="refused an array"):
        EmotionClassifier(bundle).classify(np.zeros((1, 48, 48), np.uint8))
