"""Teaches a network one epoch after another."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 the customary name

from mien.core.emotions import EMOTIONS
from mien.training.augment import Batch, mix, vary
from mien.training.backend import keras
from mien.training.clock import RunClock
from mien.training.datasets import Dataset
from mien.training.datasets.ferplus import majority
from mien.training.history import EpochRow
from mien.training.learning import loss_of, make_optimizer
from mien.training.plain import PlainTwin, as_module
from mien.training.recipes import Recipe
from mien.training.run_folder import State
from mien.training.targets import FloatArray, follow, make_targets
from mien.vision.preprocess import InputSpec, prepare_crops

_SEVEN: Final = len(EMOTIONS)
_MEASURE_BATCH: Final = 256

Weights = list[np.ndarray[Any, Any]]


@dataclass(frozen=True, slots=True)
class StepReport:
    """Where the training is after a step.

    Attributes:
        epoch: that is under way, from 1.
        done: share of the run that is done, 0 to 1.
        seconds_left: estimate, or None.
        loss: of this step.
    """

    epoch: int
    done: float
    seconds_left: float | None
    loss: float


class Trainer:
    """A network in training: its weights, their running average, optimiser and randomness."""

    def __init__(
        self,
        recipe: Recipe,
        model: keras.Model,
        train: Dataset,
        choose: Dataset,
        teacher: FloatArray | None = None,
    ) -> None:
        """Prepare everything for the first step.

        Args:
            recipe: what to do.
            model: a fresh network of `recipe.net`; its weights are changed.
            train: pictures to learn from.
            choose: pictures that are only measured.
            teacher: float32 [n, 15], what `teacher.teacher_answers` gives for the pictures of
                `train`; None without a teacher.
        """
        self.recipe = recipe
        self.spec = InputSpec(size=recipe.net.size)
        self.rows: list[EpochRow] = []
        self._generator = torch.Generator().manual_seed(recipe.run.seed)
        self._images = torch.from_numpy(train.images)[:, None]
        targets = make_targets(train, recipe.targets)
        if teacher is not None:
            targets = follow(targets, teacher, recipe.targets.teacher_share)
        self._fer = torch.from_numpy(targets.fer)
        self._fer_weight = torch.from_numpy(targets.fer_weight)
        self._plus = torch.from_numpy(targets.plus)
        self._plus_weight = torch.from_numpy(targets.plus_weight)
        self._choose = choose
        self._twin = as_module(model)
        compiled = recipe.run.compile and isinstance(self._twin, PlainTwin)
        self._forward: Callable[[Tensor], Tensor] = (
            torch.compile(self._twin) if compiled else self._twin
        )
        self._weights = [weight.value for weight in model.weights]
        self._learned = [weight.trainable for weight in model.weights]
        self._average = [weight.detach().clone() for weight in self._weights]
        # Whole numbers (EfficientNet keeps one) can't be averaged and don't change.
        self._floats = [p for p, w in enumerate(self._weights) if w.is_floating_point()]
        self._optimizer = make_optimizer(recipe.schedule, model.trainable_weights)
        self._batch = min(recipe.schedule.batch, len(train))
        self.clock = RunClock(recipe.schedule, len(train) // self._batch)

    def epoch(self, report: Callable[[StepReport], None]) -> EpochRow:
        """Learn from every picture once (a last part of a batch excepted), and measure."""
        number = len(self.rows) + 1
        size = self.clock.size
        order = torch.randperm(len(self._images), generator=self._generator)
        losses = []
        rate = 0.0
        self._twin.train()
        for chosen in torch.split(order, self._batch):
            if len(chosen) < self._batch or self.clock.done >= 1:
                break
            rate = self.clock.rate
            losses.append(self._step(self._make_batch(chosen, size), rate))
            report(StepReport(number, self.clock.done, self.clock.seconds_left, losses[-1]))
        scores = self.measure() if self.clock.measures_after(number) else (None, None, None)
        mean = float(np.mean(losses)) if losses else 0.0
        row = EpochRow(number, self.clock.step, size, rate, mean, *scores)
        self.rows.append(row)
        return row

    def measure(self) -> tuple[float, float | None, float]:
        """Measure the averaged weights, in float32, on the choosing split.

        Returns:
            Accuracy on the seven labels, accuracy on the majority of FER+ (None without votes or
            without that head), and the cross-entropy of the seven labels.
        """
        pictures = torch.from_numpy(prepare_crops(self._choose.images, self.spec))
        truth = torch.from_numpy(self._choose.labels.astype(np.int64))
        own = [weight.detach().clone() for weight in self._weights]
        _copy(self._weights, self._average)
        self._twin.eval()
        with torch.no_grad():
            logits = torch.cat([self._twin(part) for part in torch.split(pictures, _MEASURE_BATCH)])
        _copy(self._weights, own)
        seven = logits[:, :_SEVEN]
        right = (seven.argmax(dim=1) == truth).float().mean().item()
        return right, self._plus_accuracy(logits), F.cross_entropy(seven, truth).item()

    def averaged_weights(self) -> Weights:
        """Return copies of the averaged weights in the order of the Keras model's."""
        return [weight.numpy().copy() for weight in self._average]

    def last_weights(self) -> Weights:
        """Return copies of the learned weights as they are now, with averaged statistics.

        The statistics of the normalisation follow the last few batches; their average is what the
        network saw of many.
        """
        return [
            (own.detach() if learned else average).numpy().copy()
            for own, average, learned in zip(
                self._weights, self._average, self._learned, strict=True
            )
        ]

    def state(self) -> State:
        """Return everything that going on from here needs."""
        return {
            "step": self.clock.step,
            "seconds": self.clock.seconds,
            "rows": [dataclasses.asdict(row) for row in self.rows],
            "weights": [weight.detach().clone() for weight in self._weights],
            "average": self._average,
            "optimizer": self._optimizer.state_dict(),
            "generator": self._generator.get_state(),
            "torch": torch.get_rng_state(),
        }

    def restore(self, state: State) -> None:
        """Go on from a state."""
        self.clock.move(step=state["step"], seconds=state["seconds"])
        self.rows = [EpochRow(**row) for row in state["rows"]]
        _copy(self._weights, state["weights"])
        _copy(self._average, state["average"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._generator.set_state(state["generator"])
        torch.set_rng_state(state["torch"])

    def _make_batch(self, chosen: Tensor, size: int) -> Batch:
        recipe = self.recipe.augment
        batch = Batch(
            vary(self._images[chosen], size, recipe, self.spec, self._generator),
            self._fer[chosen],
            self._fer_weight[chosen],
            self._plus[chosen],
            self._plus_weight[chosen],
        )
        if torch.rand(1, generator=self._generator).item() >= recipe.mixup:
            return batch
        draw = np.random.default_rng((self.recipe.run.seed, self.clock.step))
        share = float(draw.beta(recipe.mixup_alpha, recipe.mixup_alpha))
        return mix(batch, share, self._generator)

    def _step(self, batch: Batch, rate: float) -> float:
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        mixed = self.recipe.run.precision == "bfloat16"
        pictures = batch.pictures.to(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16, enabled=mixed):
            logits = self._forward(pictures)
        loss = loss_of(logits.float(), batch)
        self._optimizer.zero_grad()
        torch.autograd.backward(loss)
        self._optimizer.step()
        self.clock.step += 1
        # Early averages would be of a network that knows nothing yet: they forget faster.
        step = self.clock.step
        keep = min(self.recipe.schedule.average, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(
                [self._average[place] for place in self._floats],
                [self._weights[place].detach() for place in self._floats],
                1 - keep,
            )
        return loss.item()

    def _plus_accuracy(self, logits: Tensor) -> float | None:
        if self._choose.votes is None or "ferplus" not in self.recipe.net.heads:
            return None
        truth, counts = majority(self._choose.votes)
        predicted = logits[:, _SEVEN : 2 * _SEVEN].argmax(dim=1).numpy()
        return float(np.mean(predicted[counts] == truth[counts]))


def _copy(into: list[Tensor], source: list[Tensor]) -> None:
    with torch.no_grad():
        for target, values in zip(into, source, strict=True):
            target.copy_(values)
