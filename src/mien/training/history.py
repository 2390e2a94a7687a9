"""The story of a run, one row an epoch, as a CSV file."""

from __future__ import annotations

import csv
import dataclasses
import io
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EpochRow:
    """One pass over the training split.

    Attributes:
        epoch: counted from 1.
        step: steps since the start of the run.
        size: side of the pictures in pixels.
        rate: learning rate of the last step.
        loss: mean over the epoch's pictures, as varied and mixed.
        accuracy: of the averaged weights on the choosing split, seven labels; None when not
            measured.
        accuracy_ferplus: the same on the majority of FER+.
        choose_loss: cross-entropy of the seven labels there.
    """

    epoch: int
    step: int
    size: int
    rate: float
    loss: float
    accuracy: float | None = None
    accuracy_ferplus: float | None = None
    choose_loss: float | None = None

    @property
    def score(self) -> float | None:
        """Mean accuracy of the heads, by which the best epoch is chosen; None if not measured."""
        if self.accuracy is None or self.accuracy_ferplus is None:
            return self.accuracy
        return (self.accuracy + self.accuracy_ferplus) / 2


def to_csv(rows: list[EpochRow]) -> str:
    """Write the rows with a header; what was not measured is an empty field."""
    text = io.StringIO()
    names = [f.name for f in dataclasses.fields(EpochRow)]
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(dataclasses.asdict(row) for row in rows)
    return text.getvalue()
