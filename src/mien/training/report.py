"""What measuring an emotion model gives."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mien.training.measures import CoveragePoint


@dataclass(frozen=True, slots=True)
class ProductFigures:
    """How well the answer that the product shows, a blend of the heads, does on the same labels."""

    accuracy: float
    macro_f1: float
    ece: float
    named_share: float
    named_accuracy: float | None


@dataclass(frozen=True, slots=True)
class Robustness:
    """Accuracy under each corruption.

    Attributes:
        clean: accuracy on the pictures as they are.
        accuracy: that under each corruption.
        mean_ratio: mean of the latter over the former.
    """

    clean: float
    accuracy: Mapping[str, float]
    mean_ratio: float


@dataclass(frozen=True, slots=True)
class EmotionReport:
    """Figures of one model on one split; all shares are fractions of 1.

    Attributes:
        accuracy: of the head that is taught these labels, seven-class answer, one pass.
        macro_f1: mean F1 of the seven emotions.
        per_class_recall: share of each emotion's pictures that is found; None without pictures.
        ece: expected calibration error (15 bins) with the temperature fitted on the even rows and
            used on the odd ones, and the reverse.
        ece_before: the same without a temperature.
        ece_card: the same with the temperature of the card.
        risk_coverage: accuracy when only the most confident pictures are answered.
        robustness: None when it was not measured.
        product: the blend that the product shows, on these labels.
        n: how many pictures were judged.
        labels: `fer` or `ferplus`; with the latter a picture of contempt counts as an error.
        split: name of the split.
        model: name and version of the model.
    """

    accuracy: float
    macro_f1: float
    per_class_recall: Mapping[str, float | None]
    ece: float
    ece_before: float
    ece_card: float
    risk_coverage: tuple[CoveragePoint, ...]
    robustness: Robustness | None
    product: ProductFigures
    n: int
    labels: str
    split: str
    model: str

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain values that `json.dumps` takes."""
        return dataclasses.asdict(self)
