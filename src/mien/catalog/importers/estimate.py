"""A guess at valence and energy from genres, year and makers, fitted on the bundled catalogue.

Fitted on this machine when an import needs it: ridge regression on genres and year, then each
maker's mean difference from it, shrunk towards nothing where a maker has few items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.catalog.names import normalised
from mien.core.catalog_entry import CatalogEntry
from mien.core.media import Kind

FloatArray = NDArray[np.float64]

_RIDGE: Final = 3.0
_MAKER_SHRINK: Final = 2.0
"""Items that a maker must have for half of the mean difference to count."""

_MIDDLE_YEAR: Final = 1990
_YEARS: Final = 25.0


class MoodEstimator:
    """Guesses valence and energy of one kind of item, each 0 to 1."""

    def __init__(self, rows: Iterable[CatalogEntry], kind: Kind) -> None:
        """Fit on the rows of `kind`; without any, everything is in the middle."""
        chosen = [row for row in rows if row.kind is kind]
        genres = sorted({genre for row in chosen for genre in row.genres})
        self._genre = {genre: place for place, genre in enumerate(genres)}
        values = np.array([(row.valence, row.energy) for row in chosen]).reshape(-1, 2)
        self._mean = values.mean(axis=0) if chosen else np.full(2, 0.5)
        features = np.array([self._features(row.genres, row.year) for row in chosen])
        weights = _ridge(features.reshape(len(chosen), len(genres) + 2), values - self._mean)
        self._by_genre = {
            genre: (float(weights[n, 0]), float(weights[n, 1])) for genre, n in self._genre.items()
        }
        self._by_year = weights[-2:]
        self._makers: dict[str, tuple[float, float]] = {}
        self._makers = self._maker_effects(chosen)

    def guess(self, genres: Sequence[str], year: int, makers: Sequence[str]) -> tuple[float, float]:
        """Return valence and energy of an item of these genres, year and makers."""
        age = (year - _MIDDLE_YEAR) / _YEARS
        valence = self._mean[0] + self._by_year[0, 0] * age + self._by_year[1, 0] * age * age
        energy = self._mean[1] + self._by_year[0, 1] * age + self._by_year[1, 1] * age * age
        for genre in genres:
            effect = self._by_genre.get(genre)
            if effect:
                valence += effect[0]
                energy += effect[1]
        known = [e for name in makers if (e := self._makers.get(normalised(name)))]
        for maker_valence, maker_energy in known:
            valence += maker_valence / len(known)
            energy += maker_energy / len(known)
        return min(1.0, max(0.0, float(valence))), min(1.0, max(0.0, float(energy)))

    def _features(self, genres: Sequence[str], year: int) -> FloatArray:
        age = (year - _MIDDLE_YEAR) / _YEARS
        line = np.zeros(len(self._genre) + 2)
        line[[self._genre[genre] for genre in genres]] = 1.0
        line[-2:] = age, age * age
        return line

    def _maker_effects(self, rows: Sequence[CatalogEntry]) -> dict[str, tuple[float, float]]:
        differences: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for row in rows:
            valence, energy = self.guess(row.genres, row.year, ())
            for name in row.creators:
                differences[normalised(name)].append((row.valence - valence, row.energy - energy))
        effects = {}
        for name, found in differences.items():
            valence, energy = np.sum(found, axis=0) / (len(found) + _MAKER_SHRINK)
            effects[name] = (float(valence), float(energy))
        return effects


def _ridge(features: FloatArray, targets: FloatArray) -> FloatArray:
    """Return weights [features, targets]; the years' own columns are shrunk like the rest."""
    size = features.shape[1]
    normal = features.T @ features + _RIDGE * np.eye(size)
    return np.linalg.solve(normal, features.T @ targets).astype(np.float64)
