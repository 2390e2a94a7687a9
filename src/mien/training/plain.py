"""A Keras model's computation as plain PyTorch on the same weights.

Keras calls each layer through several layers of Python and normalises batches in separate
operations; on small pictures that takes twice the time of the plain functions, and
`torch.compile` gets lost in it. The twin holds the very parameters of the Keras model, so what one
learns the other knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import Tensor, nn

from mien.training.plain_layers import counterpart_of

if TYPE_CHECKING:
    import keras


class PlainTwin(nn.Module):
    """Computes what a functional Keras model (channels first) computes.

    What is frozen is frozen before: the twin looks at `trainable` when it is made.
    """

    def __init__(self, model: keras.Model) -> None:
        """Take the layers of `model`, and of models inside it, in the order of their computation.

        Raises:
            ValueError: the model has a layer without a counterpart here.
        """
        super().__init__()
        place_of = {id(model.input): 0}
        self.layers = nn.ModuleList()
        self.sources: list[list[int]] = []
        self.numbers: list[list[float]] = []
        for layer in model.operations:
            kind = type(layer).__name__
            if kind == "InputLayer":
                continue
            self.layers.append(PlainTwin(layer) if kind == "Functional" else counterpart_of(layer))
            (call,) = layer._inbound_nodes  # the `input` of a model inside is its own, not this
            self.sources.append([place_of[id(tensor)] for tensor in call.input_tensors])
            self.numbers.append([arg for arg in call.arguments.args if isinstance(arg, float)])
            place_of[id(call.outputs[0])] = len(place_of)
        last_use = {place: step for step, used in enumerate(self.sources) for place in used}
        self.finished = [
            [place for place, last in last_use.items() if last == step]
            for step in range(len(self.sources))
        ]

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits [n, outputs] of pictures [n, 1, size, size]."""
        values = {0: x}
        for step, layer in enumerate(self.layers):
            x = layer(*[values[place] for place in self.sources[step]], *self.numbers[step])
            for place in self.finished[step]:
                del values[place]  # a measurement of many pictures can't hold them all
            values[step + 1] = x
        return x


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
