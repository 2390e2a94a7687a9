"""What the network is taught to answer for each picture. NumPy only."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mien.core.emotions import EMOTIONS
from mien.training.datasets import Dataset
from mien.training.datasets.ferplus import FERPLUS_EMOTIONS, distributions
from mien.training.recipes.recipe import TargetsRecipe

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Targets:
    """Distributions and weights for the loss of each head.

    Attributes:
        fer: float32 [n, 7].
        fer_weight: float32 [n]; 0 for a picture of one colour.
        plus: float32 [n, 8], the shares of the FER+ votes.
        plus_weight: float32 [n]; 0 where there are no votes to learn from.
    """

    fer: FloatArray
    fer_weight: FloatArray
    plus: FloatArray
    plus_weight: FloatArray


def make_targets(data: Dataset, recipe: TargetsRecipe) -> Targets:
    """Turn labels and votes into distributions.

    The seven-label target is the label itself with a share spread evenly and another share that
    follows the votes, so that what people take the face for counts as less wrong than the rest.
    """
    seen = (data.images.reshape(len(data), -1).std(axis=1) > 1.0).astype(np.float32)
    label = np.eye(len(EMOTIONS), dtype=np.float32)[data.labels]
    if data.votes is None:
        plus = np.full((len(data), len(FERPLUS_EMOTIONS)), 1 / len(FERPLUS_EMOTIONS), np.float32)
        plus_weight = np.zeros(len(data), np.float32)
        follows = label
    else:
        plus, plus_weight = distributions(data.votes)
        seven = plus[:, : len(EMOTIONS)]
        total = seven.sum(axis=1, keepdims=True)
        usable = (total > 0) & (plus_weight[:, None] > 0)
        follows = np.where(usable, seven / np.maximum(total, 1e-6), label)
    keep = 1.0 - recipe.smoothing - recipe.votes
    fer = keep * label + recipe.votes * follows + recipe.smoothing / len(EMOTIONS)
    weight = seen * _emotion_weights(data, recipe.balance)
    return Targets(fer.astype(np.float32), weight, plus, plus_weight * seen)


def follow(targets: Targets, answers: FloatArray, share: float) -> Targets:
    """Let a share of the targets be what a teacher answers (Hinton et al. 2015).

    Args:
        targets: of n pictures.
        answers: float32 [n, 15], the teacher's probabilities of both label sets.
        share: 0 to 1.
    """
    fer, plus = np.split(answers, [len(EMOTIONS)], axis=1)
    return dataclasses.replace(
        targets,
        fer=((1 - share) * targets.fer + share * fer).astype(np.float32),
        plus=((1 - share) * targets.plus + share * plus).astype(np.float32),
    )


def _emotion_weights(data: Dataset, power: float) -> FloatArray:
    """Return float32 [n]: the inverse frequency of each picture's emotion to that power.

    They are 1 on average over the pictures.
    """
    counts = np.bincount(data.labels, minlength=len(EMOTIONS))
    weight = (len(data) / np.maximum(counts, 1)) ** power
    each: FloatArray = (weight / weight[data.labels].mean())[data.labels].astype(np.float32)
    return each
