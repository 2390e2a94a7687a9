"""How far a run is, by epochs or by time, and what that means for rate and size."""

from __future__ import annotations

import math
import time

from mien.training.recipes.recipe import ScheduleRecipe


class RunClock:
    """Counts the steps and the time of a run; the time goes on where a resumed run left it."""

    def __init__(self, recipe: ScheduleRecipe, steps: int) -> None:
        """Start the clock for a run with so many steps an epoch."""
        self.step = 0
        self._recipe = recipe
        self._steps = steps
        self._start = time.monotonic()

    def move(self, *, step: int, seconds: float) -> None:
        """Go on from a step, with the seconds that were already spent."""
        self.step = step
        self._start = time.monotonic() - seconds

    @property
    def seconds(self) -> float:
        """Time spent training."""
        return time.monotonic() - self._start

    @property
    def done(self) -> float:
        """Share of the run that is done, 0 to 1, by the limit that will end it."""
        shares = [0.0]
        if self._recipe.epochs > 0:
            shares.append(self.step / (self._recipe.epochs * self._steps))
        if self._recipe.minutes > 0:
            shares.append(self.seconds / (self._recipe.minutes * 60))
        return min(1.0, max(shares))

    @property
    def seconds_left(self) -> float | None:
        """Time that the run will take from here, or None before anything can be said."""
        return self.seconds * (1 / self.done - 1) if self.done > 0 else None

    @property
    def rate(self) -> float:
        """Learning rate of the next step."""
        recipe = self._recipe
        done = self.done
        rate = recipe.rate
        if recipe.cosine:
            rate *= 0.5 * (1 + math.cos(math.pi * done))
        if done < recipe.warmup:
            # From a fiftieth, since the first step of a run has done nothing yet.
            rate *= max(0.02, done / recipe.warmup)
        return rate

    @property
    def size(self) -> int:
        """Side of the pictures of the next epoch in pixels."""
        return next(size for start, size in reversed(self._recipe.sizes) if self.done >= start)

    def measures_after(self, epoch: int) -> bool:
        """Whether the choosing split is measured after this epoch (from 1)."""
        return epoch % self._recipe.evaluate_every == 0 or self.done > 0.7
