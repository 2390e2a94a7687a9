"""Draws the figures of a run: curves, confusion matrix, reliability."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from mien.core.emotions import EMOTIONS
from mien.training import measures
from mien.training.history import EpochRow
from mien.training.measures import FloatArray, IntArray

mpl.use("Agg")

_DOTS_PER_INCH = 120


def draw_curves(rows: list[EpochRow], file: Path) -> None:
    """Draw loss and accuracy against the epochs."""
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    losses, accuracies = figure.subplots(1, 2)
    measured = [row for row in rows if row.accuracy is not None]
    epochs = [row.epoch for row in measured]
    losses.plot([row.epoch for row in rows], [row.loss for row in rows], label="training, varied")
    losses.plot(epochs, [row.choose_loss for row in measured], label="choosing split, seven labels")
    accuracies.plot(epochs, [row.accuracy for row in measured], label="FER-2013 labels")
    if any(row.accuracy_ferplus is not None for row in measured):
        accuracies.plot(epochs, [row.accuracy_ferplus for row in measured], label="FER+ majority")
    for axes, title in ((losses, "Loss"), (accuracies, "Accuracy on the choosing split")):
        axes.set(title=title, xlabel="epoch")
        axes.grid(alpha=0.3)
        axes.legend()
    figure.savefig(file, dpi=_DOTS_PER_INCH)


def draw_confusion(predicted: IntArray, truth: IntArray, file: Path) -> None:
    """Draw which emotion is taken for which, as shares of the true emotion's pictures."""
    counts = measures.confusion(predicted, truth, len(EMOTIONS))
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = Figure(figsize=(5.6, 5), layout="constrained")
    axes = figure.subplots()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(EMOTIONS)), EMOTIONS, rotation=45, ha="right")
    axes.set_yticks(range(len(EMOTIONS)), EMOTIONS)
    axes.set(xlabel="answer", ylabel="label")
    for (row, column), share in np.ndenumerate(shares):
        colour = "white" if share > 0.5 else "black"
        axes.text(column, row, f"{share:.2f}", ha="center", va="center", color=colour, fontsize=9)
    figure.savefig(file, dpi=_DOTS_PER_INCH)


def draw_reliability(before: FloatArray, after: FloatArray, truth: IntArray, file: Path) -> None:
    """Draw accuracy against confidence before and after the temperature."""
    figure = Figure(figsize=(5, 4.6), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="grey", linestyle=":", label="perfect")
    for probabilities, label in ((before, "before"), (after, "after temperature")):
        points = measures.reliability(probabilities, truth)
        error = measures.calibration_error(probabilities, truth)
        axes.plot(
            [p[0] for p in points], [p[1] for p in points], "o-", label=f"{label}: {error:.3f}"
        )
    axes.set(xlabel="confidence", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1))
    axes.grid(alpha=0.3)
    axes.legend(title="calibration error")
    figure.savefig(file, dpi=_DOTS_PER_INCH)
