"""The one way in which grey crops become the input of the emotion network, here and in training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class InputSpec:
    """What the emotion network is fed; part of a model's card.

    Attributes:
        size: side of the network's input in pixels.
        crop_from: side of the crops from whose middle it is cut.
        epsilon: added to the standard deviation (in grey levels), so that a flat crop stays flat.
    """

    size: int = 44
    crop_from: int = 48
    epsilon: float = 8.0


def prepare_crops(
    crops: npt.NDArray[np.uint8], spec: InputSpec | None = None
) -> npt.NDArray[np.float32]:
    """Cut the middle out of each crop and standardise it by its own mean and deviation.

    Args:
        crops: grey, uint8 [n, crop_from, crop_from].
        spec: sizes and epsilon; None takes the usual ones.

    Returns:
        float32 [n, 1, size, size].

    Raises:
        ValueError: the crops are not of the shape that `spec` says.
    """
    spec = InputSpec() if spec is None else spec
    if crops.ndim != 3 or crops.shape[1:] != (spec.crop_from, spec.crop_from):
        raise ValueError(
            f"expected crops of shape [n, {spec.crop_from}, {spec.crop_from}], "
            f"got {list(crops.shape)}"
        )
    start = (spec.crop_from - spec.size) // 2
    inner = slice(start, start + spec.size)
    return standardise(crops[:, inner, inner].astype(np.float32), spec.epsilon)


def standardise(cuts: npt.NDArray[np.float32], epsilon: float) -> npt.NDArray[np.float32]:
    """Standardise cuts float32 [n, size, size] each by its own mean and sample deviation.

    Returns:
        float32 [n, 1, size, size].
    """
    mean = cuts.mean(axis=(1, 2), keepdims=True)
    deviation = cuts.std(axis=(1, 2), keepdims=True, ddof=1)
    result: npt.NDArray[np.float32] = (cuts - mean) / (deviation + np.float32(epsilon))
    return result[:, None]
