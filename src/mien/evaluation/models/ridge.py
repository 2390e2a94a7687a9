"""Ridge regression with an intercept, and standardising, in closed form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mien.evaluation.arrays import Numbers


@dataclass(frozen=True, slots=True)
class Ridge:
    """A fitted ridge regression on standardised features; constant ones are left as they are."""

    centre: Numbers
    scale: Numbers
    weights: Numbers
    intercept: float

    @classmethod
    def fit(cls, features: Numbers, target: Numbers, penalty: float) -> Ridge:
        """Fit [rows, features] to [rows]; the intercept is not penalised."""
        centre, scale = features.mean(axis=0), features.std(axis=0)
        scale = np.where(scale > 0, scale, 1.0)
        standard = (features - centre) / scale
        gram = standard.T @ standard + penalty * np.eye(standard.shape[1])
        mean = float(target.mean())
        weights = np.linalg.solve(gram, standard.T @ (target - mean))
        return cls(centre, scale, weights, mean)

    def predict(self, features: Numbers) -> Numbers:
        """Return [rows]."""
        return np.asarray(
            (features - self.centre) / self.scale @ self.weights + self.intercept, dtype=np.float64
        )
