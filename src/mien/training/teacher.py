"""What an earlier model answers for the pictures that another one learns from."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from mien.core.errors import UsageError
from mien.training.backend import torch
from mien.training.datasets import Dataset
from mien.training.nets import OUTPUTS
from mien.training.plain import as_module
from mien.training.recipes import Recipe
from mien.training.recipes.check import START
from mien.training.start import open_network
from mien.vision.preprocess import InputSpec, prepare_crops

_BATCH: Final = 256

FloatArray = npt.NDArray[np.float32]


def teacher_answers(recipe: Recipe, data: Dataset) -> FloatArray | None:
    """Return a teacher's probabilities, averaged over each picture and its mirror image.

    Args:
        recipe: names the teacher, which sees the pictures at its own size.
        data: pictures.

    Returns:
        float32 [n, 15]: seven emotions, then the eight of FER+, each part adding up to 1. None
        where the recipe has no teacher.

    Raises:
        UsageError: there is no such file, it can't be read, or its network answers otherwise.
    """
    if not recipe.targets.teacher:
        return None
    file = _file_of(recipe)
    teacher = open_network(file)
    outputs = sum(OUTPUTS.values())
    if teacher.output_shape[-1] != outputs:
        raise UsageError(
            f"The teacher {file} can't be used: it answers {teacher.output_shape[-1]} numbers.",
            f"It has to answer both label sets, {outputs} numbers.",
        )
    spec = InputSpec(size=teacher.input_shape[-1] or recipe.net.size)
    module = as_module(teacher).eval()
    answers = []
    with torch.no_grad():
        for first in range(0, len(data), _BATCH):
            crops = torch.from_numpy(prepare_crops(data.images[first : first + _BATCH], spec))
            logits = torch.stack([module(crops), module(crops.flip(3))])
            heads = torch.split(logits, list(OUTPUTS.values()), dim=2)
            answers.append(torch.cat([head.softmax(dim=2).mean(dim=0) for head in heads], dim=1))
    result: FloatArray = torch.cat(answers).numpy()
    return result


def _file_of(recipe: Recipe) -> Path:
    if recipe.targets.teacher != START:
        return Path(recipe.targets.teacher)
    if not recipe.net.weights:
        raise UsageError(
            "The recipe's teacher is the model that the run starts from, and it starts from none.",
            "Name the model.keras of an earlier run with --weights.",
        )
    return Path(recipe.net.weights)
