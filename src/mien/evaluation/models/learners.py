"""Learners for cross-validation: from training rows, test rows and a target to scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray
from mien.evaluation.folds import inner_split
from mien.evaluation.models.means import group_means, shrunken_means
from mien.evaluation.models.ridge import Ridge

Learner = Callable[[RowArray, RowArray, Numbers], Numbers]
"""From training rows, test rows and the target of all rows to scores of the test rows."""

_LIKING_SHRINKAGE: Final = 3.0


def ridge_learner(features: Numbers, penalty: float) -> Learner:
    """Learn by ridge regression on `features`, [rows, features]."""
    return lambda train, test, target: Ridge.fit(features[train], target[train], penalty).predict(
        features[test]
    )


def logistic_learner(features: Numbers) -> Learner:
    """Learn a target of 0 and 1 by logistic regression on `features`, [rows, features]."""

    def learn(train: RowArray, test: RowArray, target: Numbers) -> Numbers:
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

        centre, spread = features[train].mean(axis=0), features[train].std(axis=0)
        standard = (features - centre) / np.where(spread > 0, spread, 1.0)
        fitted = LogisticRegression(C=0.05, max_iter=500).fit(standard[train], target[train])
        return np.asarray(fitted.predict_proba(standard[test])[:, 1], dtype=np.float64)

    return learn


def mean_learner(codes: RowArray, shrinkage: float) -> Learner:
    """Learn the mean of each code, drawn to 0 the less often it occurs."""
    return lambda train, test, target: shrunken_means(
        codes[train], target[train], shrinkage, codes[test]
    )


def liking_learner(
    known_ratings: Callable[[RowArray], tuple[RowArray, RowArray, Numbers]], song: RowArray
) -> Learner:
    """Learn how much above their own mean people rate each song, whatever the target.

    Args:
        known_ratings: from training rows to the person, song and rating of all that is known.
        song: [rows].
    """

    def learn(train: RowArray, test: RowArray, _target: Numbers) -> Numbers:
        person, rated, rating = known_ratings(train)
        above = rating - group_means(person, rating)
        return shrunken_means(rated, above, _LIKING_SHRINKAGE, song[test])

    return learn


def sum_of(first: Learner, second: Learner, weight: float = 1.0) -> Learner:
    """Add `weight` times the scores of the second to those of the first."""
    return lambda *fold: first(*fold) + weight * second(*fold)


def tuned(
    learner_of: Callable[[float], Learner],
    settings: Sequence[float],
    quality: Callable[[Numbers, Numbers, RowArray], float],
) -> Learner:
    """Learn with the one of several settings that is best on an inner split of the training rows.

    Args:
        learner_of: from a setting, such as a weight or a penalty, to a learner.
        settings: the settings to choose from.
        quality: from the scores of rows, the target of all rows and the numbers of those rows to
            how good the scores are.
    """

    def learn(train: RowArray, test: RowArray, target: Numbers) -> Numbers:
        inner, held = inner_split(train)
        best = max(
            settings,
            key=lambda each: quality(learner_of(each)(inner, held, target), target, held),
        )
        return learner_of(best)(train, test, target)

    return learn
