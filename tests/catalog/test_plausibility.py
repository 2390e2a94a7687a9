"""Invented features are told from measured ones."""

from __future__ import annotations

import numpy as np
import pytest

from mien.catalog.plausibility import FeatureSample


def doubts(valence, energy, loudness=None, songs=None):
    sample = FeatureSample()
    for n, (v, e) in enumerate(zip(valence, energy, strict=True)):
        loud = None if loudness is None else float(loudness[n])
        sample.add(float(v), float(e), loud, songs[n] if songs else f"song {n}")
    return sample.doubts()


def measured(count, seed=0):
    rng = np.random.default_rng(seed)
    energy = rng.beta(2.5, 1.6, count).round(3)
    valence = (0.25 * energy + 0.75 * rng.beta(1.7, 1.7, count)).round(3)
    return valence, energy, 20 * energy - 25 + rng.normal(0, 3, count)


@pytest.mark.parametrize("count", [50, 500, 5_000, 60_000])
def test_features_as_songs_have_them_are_believed(count):
    assert doubts(*measured(count)) == []
    valence, energy, _ = measured(count, seed=1)
    assert doubts(valence, energy) == []


def test_energy_that_does_not_go_with_loudness_is_invented():
    valence, energy, loudness = measured(1000)
    (doubt,) = doubts(valence, energy, np.random.default_rng(5).permutation(loudness))
    assert "loudness" in doubt


def test_random_numbers_are_invented_even_without_loudness():
    rng = np.random.default_rng(1)
    found = doubts(rng.uniform(0, 0.1, 1200), rng.uniform(0, 1, 1200))
    assert any("valence lies between 0.00 and 0.10" in doubt for doubt in found)
    assert any("energy is spread exactly evenly" in doubt for doubt in found)


def test_numbers_pasted_to_many_titles_are_invented():
    valence, energy, _ = measured(300)
    (doubt,) = doubts(np.tile(valence, 4), np.tile(energy, 4))
    assert "another name" in doubt


def test_one_song_on_several_albums_is_not_pasted():
    valence, energy, _ = measured(300)
    names = [f"song {n}" for n in range(300)] * 4
    assert doubts(np.tile(valence, 4), np.tile(energy, 4), songs=names) == []


def test_coarse_numbers_are_not_pasted():
    valence, energy, _ = measured(4000)
    assert doubts(valence.round(2), energy.round(2)) == []
