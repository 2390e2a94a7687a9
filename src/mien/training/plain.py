"""A Keras model's computation as plain PyTorch on the same weights.

Keras calls each layer through several layers of Python and normalises batches in separate
operations; on small pictures that takes twice the time of the plain functions, and
`torch.compile` gets lost in it. The twin holds the very parameters of the Keras model, so what one
learns the other knows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 the customary name

if TYPE_CHECKING:
    import keras

_ACTIVATIONS: Final[dict[str, Callable[[Tensor], Tensor]]] = {
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "linear": lambda x: x,
}


class PlainTwin(nn.Module):
    """Computes what a functional Keras model (channels first) computes."""

    def __init__(self, model: keras.Model) -> None:
        """Take the layers of `model` in the order of their computation.

        Raises:
            ValueError: the model has a layer without a counterpart here.
        """
        super().__init__()
        place_of = {id(model.input): 0}
        self.layers = nn.ModuleList()
        self.sources: list[list[int]] = []
        for layer in model.operations:
            kind = type(layer).__name__
            if kind == "InputLayer":
                continue
            if kind not in _COUNTERPARTS:
                raise ValueError(f"no plain counterpart of the layer {kind}")
            inputs = layer.input if isinstance(layer.input, list) else [layer.input]
            self.sources.append([place_of[id(tensor)] for tensor in inputs])
            place_of[id(layer.output)] = len(place_of)
            self.layers.append(_COUNTERPARTS[kind](layer))

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits [n, outputs] of pictures [n, 1, size, size]."""
        values = [x]
        for layer, sources in zip(self.layers, self.sources, strict=True):
            values.append(layer(*[values[source] for source in sources]))
        return values[-1]


class KerasTwin(nn.Module):
    """Calls a Keras model that has layers without a plain counterpart."""

    def __init__(self, model: keras.Model) -> None:
        """Take any Keras model."""
        super().__init__()
        self.model = model

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits [n, outputs] of pictures [n, 1, size, size]."""
        logits: Tensor = self.model(x, training=self.training)
        return logits


def as_module(model: keras.Model) -> PlainTwin | KerasTwin:
    """Return a PyTorch module that computes what `model` does, the plain one if possible."""
    try:
        return PlainTwin(model)
    except ValueError:
        return KerasTwin(model)


class _Convolution(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.kernel = layer.kernel.value
        self.bias = layer.bias.value if layer.use_bias else None
        self.activation = _ACTIVATIONS[layer.activation.__name__]
        self.stride = layer.strides[0]
        self.padding = layer.kernel_size[0] // 2 if layer.padding == "same" else 0

    def forward(self, x: Tensor) -> Tensor:
        kernel = self.kernel.permute(3, 2, 0, 1)  # Keras keeps height, width, in, out
        return self.activation(
            F.conv2d(x, kernel, self.bias, stride=self.stride, padding=self.padding)
        )


class _Dense(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.kernel, self.bias = layer.kernel.value, layer.bias.value
        self.activation = _ACTIVATIONS[layer.activation.__name__]

    def forward(self, x: Tensor) -> Tensor:
        return self.activation(x @ self.kernel + self.bias)


class _BatchNormalization(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.gamma, self.beta = layer.gamma.value, layer.beta.value
        self.mean, self.variance = layer.moving_mean.value, layer.moving_variance.value
        self.momentum, self.epsilon = 1 - layer.momentum, layer.epsilon

    def forward(self, x: Tensor) -> Tensor:
        return F.batch_norm(
            x,
            self.mean,
            self.variance,
            self.gamma,
            self.beta,
            training=self.training,
            momentum=self.momentum,
            eps=self.epsilon,
        )


class _AveragePool(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.side = layer.pool_size[0]

    def forward(self, x: Tensor) -> Tensor:
        return F.avg_pool2d(x, self.side, ceil_mode=True, count_include_pad=False)


class _GlobalAverage(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.keepdims = layer.keepdims

    def forward(self, x: Tensor) -> Tensor:
        return x.mean((2, 3), keepdim=self.keepdims)


class _Flatten(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.permute(0, 2, 3, 1).flatten(1)  # Keras flattens with the channels last


class _Add(nn.Module):
    def forward(self, x: Tensor, other: Tensor) -> Tensor:
        return x + other


class _Multiply(nn.Module):
    def forward(self, x: Tensor, other: Tensor) -> Tensor:
        return x * other


_COUNTERPARTS: Final[dict[str, Callable[[keras.layers.Layer], nn.Module]]] = {
    "Conv2D": _Convolution,
    "Dense": _Dense,
    "BatchNormalization": _BatchNormalization,
    "AveragePooling2D": _AveragePool,
    "MaxPooling2D": lambda layer: nn.MaxPool2d(layer.pool_size[0]),
    "GlobalAveragePooling2D": _GlobalAverage,
    "ZeroPadding2D": lambda layer: nn.ZeroPad2d(layer.padding[0][0]),
    "Dropout": lambda layer: nn.Dropout(layer.rate),
    "Flatten": lambda _: _Flatten(),
    "ReLU": lambda _: nn.ReLU(),
    "Add": lambda _: _Add(),
    "Multiply": lambda _: _Multiply(),
}
