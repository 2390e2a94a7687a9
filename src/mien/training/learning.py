"""The loss and the optimiser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 the customary name

from mien.core.emotions import EMOTIONS
from mien.training.augment import Batch
from mien.training.backend import keras
from mien.training.recipes.recipe import ScheduleRecipe

_SEVEN: Final = len(EMOTIONS)


def make_optimizer(
    schedule: ScheduleRecipe, weights: Sequence[keras.Variable]
) -> torch.optim.Optimizer:
    """Return the optimiser; only kernels are pulled towards 0."""
    kernels = [w.value for w in weights if w.name == "kernel"]
    others = [w.value for w in weights if w.name != "kernel"]
    groups = [
        {"params": kernels, "weight_decay": schedule.weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]
    if schedule.optimizer == "adam":
        return torch.optim.AdamW(groups, lr=schedule.rate)
    return torch.optim.SGD(
        groups, lr=schedule.rate, momentum=schedule.momentum, nesterov=schedule.momentum > 0
    )


def loss_of(logits: Tensor, batch: Batch) -> Tensor:
    """Return the cross-entropies of the heads, added up; weighted means over the batch."""
    loss = _cross_entropy(logits[:, :_SEVEN], batch.fer, batch.fer_weight)
    if logits.shape[1] > _SEVEN:
        loss = loss + _cross_entropy(logits[:, _SEVEN:], batch.plus, batch.plus_weight)
    return loss


def _cross_entropy(logits: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    return (-(target * F.log_softmax(logits, dim=1)).sum(dim=1) * weight).mean()
