"""`mien evaluate ranking`: the command around the experiments."""

from __future__ import annotations

import numpy as np
import pytest

from tests.evaluation.synthetic_data import songs


def test_a_task_that_is_none_names_those_there_are(mien, tmp_path):
    ran = mien("evaluate", "ranking", "--data", tmp_path, "--task", "T99")
    assert ran.code != 0
    assert not ran.out
    assert "'T99' is not a task." in ran.err
    assert "T1, T2" in ran.err


@pytest.mark.usefixtures("scikit_learn")
def test_a_task_is_one_json_document(mien, tmp_path):
    songs(tmp_path / "songs", np.random.default_rng(0))
    ran = mien("evaluate", "ranking", "--data", tmp_path, "--task", "hindi", "--json")
    assert ran.code == 0
    (report,) = ran.document["tasks"]
    assert report["task"] == "Hindi"
    assert [row["name"] for row in report["rows"] if row["ours"]] == [
        "English classes on percentiles"
    ]
