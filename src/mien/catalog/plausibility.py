"""Whether a file's valence and energy were measured on songs, or made up.

Data sets with invented numbers circulate: a much copied one of Indian songs has uniform random
features, another has one song's numbers pasted to many titles. Measured features give themselves
away by what they can't help being: energy goes with loudness, values bunch up, songs differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

ENOUGH: Final = 100
"""Rows below which nothing is said."""

LOUDNESS_CORRELATION: Final = 0.4
"""Least rank correlation of energy and loudness; measured sets have 0.65 to 0.9."""

NARROW: Final = 0.25
"""Least width of the band that holds 98 of 100 values; measured sets have 0.8 and more."""

_ENOUGH_FOR_SHAPE: Final = 800
"""Rows below which the songs of one genre may look evenly spread."""

_UNIFORM: Final = 1.36
"""Kolmogorov-Smirnov distance times root n that 95 of 100 truly uniform samples stay under."""

_PASTED: Final = 0.15
_SAMPLE: Final = 10_000


class FeatureSample:
    """An even sample of a stream of rows: at most 10,000, however long the stream."""

    def __init__(self) -> None:
        """Begin empty."""
        self._rows: list[tuple[float, float, float, int]] = []
        self._stride = 1
        self._seen = 0

    def add(self, valence: float, energy: float, loudness: float | None, song: str) -> None:
        """Take in one row; `song` tells songs apart."""
        if self._seen % self._stride == 0:
            loud = float("nan") if loudness is None else loudness
            self._rows.append((valence, energy, loud, hash(song)))
            if len(self._rows) >= _SAMPLE:
                del self._rows[1::2]
                self._stride *= 2
        self._seen += 1

    def doubts(self) -> list[str]:
        """Return, one sentence each, why the numbers can't have been measured; none when fine."""
        if len(self._rows) < ENOUGH:
            return []
        rows = np.array([row[:3] for row in self._rows])
        songs = np.array([row[3] for row in self._rows], dtype=np.int64)
        valence, energy, loudness = rows.T
        found = [
            _loudness_doubt(energy, loudness),
            _narrow_doubt("valence", valence),
            _narrow_doubt("energy", energy),
            _uniform_doubt("valence", valence),
            _uniform_doubt("energy", energy),
            _pasted_doubt(valence, energy, songs),
        ]
        return [doubt for doubt in found if doubt]


def rank_correlation(first: FloatArray, second: FloatArray) -> float:
    """Return Spearman's rho, ties sharing their mean rank; 0 when either has one value only."""
    one, other = _ranks(first), _ranks(second)
    if one.std() == 0 or other.std() == 0:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def _loudness_doubt(energy: FloatArray, loudness: FloatArray) -> str:
    known = ~np.isnan(loudness)
    if known.sum() < ENOUGH:
        return ""
    rho = rank_correlation(energy[known], loudness[known])
    if rho > LOUDNESS_CORRELATION:
        return ""
    return (
        f"energy and loudness hardly go together (rank correlation {rho:.2f}; measured songs "
        "have 0.65 to 0.9)"
    )


def _narrow_doubt(name: str, values: FloatArray) -> str:
    low, high = np.percentile(values, (1, 99))
    if high - low >= NARROW:
        return ""
    return f"{name} lies between {low:.2f} and {high:.2f} for nearly all rows; songs differ more"


def _uniform_doubt(name: str, values: FloatArray) -> str:
    count = len(values)
    if count < _ENOUGH_FOR_SHAPE or values.min() == values.max():
        return ""
    ordered = np.sort((values - values.min()) / (values.max() - values.min()))
    steps = np.arange(count) / count
    distance = max(np.abs(ordered - steps).max(), np.abs(ordered - steps - 1 / count).max())
    if distance * np.sqrt(count) >= _UNIFORM:
        return ""
    return (
        f"{name} is spread exactly evenly from {values.min():.2f} to {values.max():.2f}, as random "
        "numbers are and songs are not"
    )


def _pasted_doubt(valence: FloatArray, energy: FloatArray, songs: NDArray[np.int64]) -> str:
    pairs = np.round(np.stack([valence, energy], axis=1), 4)
    _, pair = np.unique(pairs, axis=0, return_inverse=True)
    song_of_pair = np.unique(np.stack([pair.ravel(), songs], axis=1), axis=0)
    songs_with_pair = np.bincount(song_of_pair[:, 0])
    shared = float((songs_with_pair[song_of_pair[:, 0]] > 1).mean())
    if shared <= _PASTED + 2 * _chance_of_sharing(valence, energy):
        return ""
    return (
        f"{shared:.0%} of the songs have exactly the valence and energy of a song of another name, "
        "as when numbers are pasted"
    )


def _chance_of_sharing(valence: FloatArray, energy: FloatArray) -> float:
    """Return the share of rows that would meet their pair by chance, were both independent."""
    alike = _repeat(valence) * _repeat(energy)
    return float(1 - np.exp(-(len(valence) - 1) * alike))


def _repeat(values: FloatArray) -> float:
    _, counts = np.unique(np.round(values, 4), return_counts=True)
    return float(((counts / len(values)) ** 2).sum())


def _ranks(values: FloatArray) -> FloatArray:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    middles: FloatArray = ends - (counts - 1) / 2
    return middles[place]


def explain(doubts: Sequence[str]) -> str:
    """Return the doubts as one sentence."""
    return f"Its numbers look invented: {'; '.join(doubts)}."
