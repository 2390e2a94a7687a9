from __future__ import annotations

import numpy as np
import pytest

from mien.training.calibrate import calibrate
from mien.training.datasets import Dataset
from tests.factories.faces import make_dataset


def logits_for(shown: np.ndarray, sure: np.ndarray) -> np.ndarray:
    """Both heads answer `shown`, as far above the rest as `sure` says."""
    logits = np.zeros((len(shown), 15))
    rows = np.arange(len(shown))
    logits[rows, shown] = sure
    logits[rows, 7 + shown] = sure
    return logits


@pytest.fixture
def data() -> Dataset:
    generator = np.random.default_rng(0)
    return make_dataset(generator.integers(0, 7, 1000), usage="PublicTest")


def test_heads_blend_and_limit(data):
    generator = np.random.default_rng(1)
    shown = data.labels.astype(np.int64)
    sure = generator.uniform(0.2, 5.0, len(shown))
    wrong = generator.random(len(shown)) > sure / 5
    answers = np.where(wrong, (shown + 1) % 7, shown)
    result = calibrate(logits_for(answers, sure), data, ("fer", "ferplus"))
    assert result.temperatures.keys() == {"fer", "ferplus"}
    assert sum(result.blend.values()) == pytest.approx(1.0)
    assert 0.25 < result.unsure_below < 0.9


def test_one_head_or_no_votes_needs_no_blend(data):
    shown = data.labels.astype(np.int64)
    logits = logits_for(shown, np.full(len(shown), 3.0))
    assert calibrate(logits[:, :7], data, ("fer",)).blend == {"fer": 1.0}
    without = Dataset(data.images, data.labels, data.usage)
    result = calibrate(logits, without, ("fer", "ferplus"))
    assert result.blend == {"fer": 1.0}
    assert result.temperatures["ferplus"] == 1.0
