"""What single Keras layers (channels first) compute, as PyTorch modules on the same weights."""

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
    "silu": F.silu,
    "linear": lambda x: x,
}


def counterpart_of(layer: keras.layers.Layer) -> nn.Module:
    """Return a module that computes what `layer`, which is not a model itself, computes.

    Raises:
        ValueError: there is no counterpart.
    """
    kind = type(layer).__name__
    if kind not in _COUNTERPARTS:
        raise ValueError(f"no plain counterpart of the layer {kind}")
    return _COUNTERPARTS[kind](layer)


class _Convolution(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.kernel = layer.kernel.value
        self.bias = layer.bias.value if layer.use_bias else None
        self.activation = _ACTIVATIONS[layer.activation.__name__]
        self.stride = layer.strides[0]
        self.side = layer.kernel_size[0]
        self.same = layer.padding == "same"

    def forward(self, x: Tensor) -> Tensor:
        kernel, groups = self.weight()
        padding = 0
        if self.same and self.stride == 1:
            padding = self.side // 2
        elif self.same:
            # Keras puts an odd pixel of padding below and on the right, PyTorch has no such option.
            x = F.pad(x, [*self._padding(x.shape[3]), *self._padding(x.shape[2])])
        return self.activation(
            F.conv2d(x, kernel, self.bias, stride=self.stride, padding=padding, groups=groups)
        )

    def weight(self) -> tuple[Tensor, int]:
        """Return the kernel as PyTorch wants it, and the number of groups."""
        return self.kernel.permute(3, 2, 0, 1), 1  # Keras keeps height, width, in, out

    def _padding(self, length: int) -> tuple[int, int]:
        steps = (length - 1) // self.stride
        total = max(steps * self.stride + self.side - length, 0)
        return total // 2, total - total // 2


class _DepthwiseConvolution(_Convolution):
    def forward(self, x: Tensor) -> Tensor:
        if self.side <= 3 and self.stride == 1:
            return super().forward(x)
        # On the CPU the backward pass of these takes up to 16 times as long in bfloat16.
        with torch.autocast("cpu", enabled=False):
            return super().forward(x.float()).to(x.dtype)

    def weight(self) -> tuple[Tensor, int]:
        # Keras keeps height, width, in, outputs of each.
        kernel = self.kernel.permute(2, 3, 0, 1).flatten(0, 1)[:, None]
        return kernel, self.kernel.shape[2]


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
        self.frozen = not layer.trainable  # keeps to its moving statistics in training too

    def forward(self, x: Tensor) -> Tensor:
        if self.frozen or not self.training:
            return self._normalise(x, self.variance, learns=False)
        # PyTorch's moving variance is that of a sample, which is larger than Keras's by this.
        count = x.numel() // x.shape[1]
        larger = count / (count - 1)
        variance = self.variance * larger
        x = self._normalise(x, variance, learns=True)
        self.variance.copy_(variance / larger)
        return x

    def _normalise(self, x: Tensor, variance: Tensor, *, learns: bool) -> Tensor:
        return F.batch_norm(
            x,
            self.mean,
            variance,
            self.gamma,
            self.beta,
            training=learns,
            momentum=self.momentum,
            eps=self.epsilon,
        )


class _Normalization(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.mean: Tensor = layer.mean
        self.variance: Tensor = layer.variance

    def forward(self, x: Tensor) -> Tensor:
        # Not kept as a deviation: weights that are restored later change the variance in place.
        return (x - self.mean) / self.variance.sqrt().clamp(min=1e-7)


class _Rescaling(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        scale = torch.tensor(layer.scale, dtype=torch.float32)
        self.scale = scale.reshape(-1, 1, 1) if scale.ndim else scale  # perhaps one a channel
        self.offset = float(layer.offset)

    def forward(self, x: Tensor) -> Tensor:
        return x * self.scale + self.offset


class _Enlarge(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.times = [float(times) for times in layer.size]
        self.mode = layer.interpolation

    def forward(self, x: Tensor) -> Tensor:
        return F.interpolate(x, scale_factor=self.times, mode=self.mode)


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


class _Pad(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        rows, columns = layer.padding
        self.padding = [*columns, *rows]  # PyTorch begins with the last axis

    def forward(self, x: Tensor) -> Tensor:
        return F.pad(x, self.padding)


class _Dropout(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.rate = layer.rate
        self.shape = layer.noise_shape

    def forward(self, x: Tensor) -> Tensor:
        if self.shape is None or not self.training:
            return F.dropout(x, self.rate, self.training)
        # Along the axes of length 1 all is dropped or kept together.
        pairs = zip(self.shape, x.shape, strict=True)
        kept = x.new_ones([length if wanted is None else wanted for wanted, length in pairs])
        return x * F.dropout(kept, self.rate)


class _Rectify(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.most = layer.max_value

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x) if self.most is None else F.hardtanh(x, 0.0, self.most)


class _Activation(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.activation = _ACTIVATIONS[layer.activation.__name__]

    def forward(self, x: Tensor) -> Tensor:
        return self.activation(x)


class _Flatten(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.permute(0, 2, 3, 1).flatten(1)  # Keras flattens with the channels last


class _Reshape(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.shape = layer.target_shape

    def forward(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], *self.shape)


class _Concatenate(nn.Module):
    def __init__(self, layer: keras.layers.Layer) -> None:
        super().__init__()
        self.axis = layer.axis

    def forward(self, *parts: Tensor) -> Tensor:
        return torch.cat(parts, self.axis)


class _Average(nn.Module):
    def forward(self, *parts: Tensor) -> Tensor:
        return torch.stack(parts).mean(0)


class _Add(nn.Module):
    def forward(self, x: Tensor, other: Tensor) -> Tensor:
        return x + other


class _Multiply(nn.Module):
    def forward(self, x: Tensor, other: Tensor) -> Tensor:
        return x * other


class _Maximum(nn.Module):
    def forward(self, x: Tensor, least: float) -> Tensor:
        return x.clamp(min=least)


class _Logarithm(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.log()


_COUNTERPARTS: Final[dict[str, Callable[[keras.layers.Layer], nn.Module]]] = {
    "Conv2D": _Convolution,
    "DepthwiseConv2D": _DepthwiseConvolution,
    "Dense": _Dense,
    "BatchNormalization": _BatchNormalization,
    "Normalization": _Normalization,
    "Rescaling": _Rescaling,
    "UpSampling2D": _Enlarge,
    "AveragePooling2D": _AveragePool,
    "MaxPooling2D": lambda layer: nn.MaxPool2d(layer.pool_size[0], layer.strides[0]),
    "GlobalAveragePooling2D": _GlobalAverage,
    "ZeroPadding2D": _Pad,
    "Dropout": _Dropout,
    "Flatten": lambda _: _Flatten(),
    "Reshape": _Reshape,
    "ReLU": _Rectify,
    "Activation": _Activation,
    "Softmax": lambda layer: nn.Softmax(layer.axis),
    "Concatenate": _Concatenate,
    "Average": lambda _: _Average(),
    "Add": lambda _: _Add(),
    "Multiply": lambda _: _Multiply(),
    "Maximum": lambda _: _Maximum(),
    "Log": lambda _: _Logarithm(),
}
