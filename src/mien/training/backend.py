"""Keras on PyTorch, or a clear sentence when they are not installed.

The entry points of training import both from here, first of all their own imports, since Keras
reads its backend from the environment when it is imported; another backend was not tried. Training
runs on the processor: Keras would else put the weights, and only them, on a graphics card.
"""

from __future__ import annotations

import os

from mien.core.errors import MissingExtraError

os.environ.setdefault("KERAS_BACKEND", "torch")
os.environ["KERAS_TORCH_DEVICE"] = "cpu"

try:
    import keras
    import torch
except ImportError as error:
    raise MissingExtraError(
        "Training needs Keras and PyTorch.", "Install them: pip install 'mien[train]'."
    ) from error

__all__ = ["keras", "torch"]
