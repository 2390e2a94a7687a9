from __future__ import annotations

import numpy as np
import pytest

from mien.training.datasets import DatasetError
from mien.training.datasets.ferplus import (
    FERPLUS_EMOTIONS,
    distributions,
    majority,
    require_votes,
)
from tests.factories.faces import make_dataset

# Columns: neutral happiness surprise sadness anger disgust fear contempt unknown not-a-face.
CLEAR_HAPPY = [1, 8, 1, 0, 0, 0, 0, 0, 0, 0]
HALF_ANGRY = [5, 0, 0, 0, 5, 0, 0, 0, 0, 0]
CONTEMPT = [3, 0, 0, 0, 0, 0, 0, 7, 0, 0]
NO_FACE = [0, 2, 0, 0, 0, 0, 0, 0, 0, 8]
SCATTERED = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
VOTES = np.array([CLEAR_HAPPY, HALF_ANGRY, CONTEMPT, NO_FACE, SCATTERED], np.uint8)


def test_majority_counts_clear_pictures_of_the_eight_emotions():
    truth, counts = majority(VOTES)
    assert counts.tolist() == [True, False, True, False, False]
    assert [FERPLUS_EMOTIONS[t] for t in truth[counts]] == ["happy", "contempt"]


def test_single_votes_count_neither_for_nor_against():
    # Six of ten, but six of six once the single votes are gone.
    truth, counts = majority(np.array([[0, 0, 0, 6, 1, 1, 1, 0, 1, 0]], np.uint8))
    assert counts[0]
    assert FERPLUS_EMOTIONS[truth[0]] == "sad"


def test_distributions_leave_out_what_is_no_face():
    shares, usable = distributions(VOTES)
    assert usable.tolist() == [1, 1, 1, 0, 0]
    assert shares[0].tolist() == [0, 0, 0, 1, 0, 0, 0, 0]
    assert shares[1, FERPLUS_EMOTIONS.index("angry")] == 0.5
    assert shares[2].sum() == pytest.approx(1.0)


def test_data_without_votes():
    with pytest.raises(DatasetError, match=r"no FER\+ votes"):
        require_votes(make_dataset([0], votes=False))
