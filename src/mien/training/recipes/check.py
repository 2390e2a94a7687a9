"""Holds the values of a recipe against what can be computed, before anything is."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from typing import Any, Final

from mien.core.errors import UsageError
from mien.training.recipes.recipe import NetRecipe, Recipe, ScheduleRecipe

ARCHITECTURES: Final = ("residual", "cnn", "transfer")
BASES: Final = ("mobilenetv2", "efficientnetb0", "vgg16")
IMAGENET: Final = "imagenet"
START: Final = "start"
BEST: Final = "best"
LAST: Final = "last"

CHOICES: Final[dict[str, tuple[object, ...]]] = {
    "net.architecture": ARCHITECTURES,
    "net.heads": (("fer",), ("fer", "ferplus")),
    "schedule.optimizer": ("sgd", "adam"),
    "schedule.keep": (BEST, LAST),
    "run.precision": ("float32", "bfloat16"),
    "export.weights": ("float32", "float16"),
}

LIMITS: Final[dict[str, tuple[float, float]]] = {
    "net.size": (8, 48),
    "net.blocks": (1, 32),
    "net.dropout": (0, 0.95),
    "net.enlarge": (1, 8),
    "schedule.epochs": (0, 100_000),
    "schedule.minutes": (0, 100_000),
    "schedule.patience": (0, 100_000),
    "schedule.batch": (2, 8192),
    "schedule.rate": (1e-9, 10),
    "schedule.warmup": (0, 1),
    "schedule.momentum": (0, 0.9999),
    "schedule.weight_decay": (0, 1),
    "schedule.average": (0, 0.99999),
    "schedule.evaluate_every": (1, 100_000),
    "targets.smoothing": (0, 0.9),
    "targets.votes": (0, 1),
    "targets.balance": (0, 4),
    "targets.teacher_share": (0, 1),
    "augment.flip": (0, 1),
    "augment.rotation": (0, 90),
    "augment.scale": (0, 1),
    "augment.aspect": (0, 1),
    "augment.shift": (0, 1),
    "augment.black_border": (0, 1),
    "augment.gamma": (0, 2),
    "augment.degrade": (0, 1),
    "augment.cutout": (0, 1),
    "augment.mixup": (0, 1),
    "augment.mixup_alpha": (0.01, 100),
    "run.seed": (0, 2**32 - 1),
    "run.threads": (0, 256),
}
"""Lowest and highest value of every number; that of a list is checked with the list."""

_WIDEST: Final = 4096
_MOST_STAGES: Final = 8
_FEWEST_CNN_WIDTHS: Final = 3
_SMALLEST_FOR_BASES: Final = 32
_NARROWEST_RESIDUAL: Final = 8


def check(recipe: Recipe) -> None:
    """Check what the types of a recipe can't say.

    Raises:
        UsageError: a value is outside of its range or does not fit another; names the key and says
            what it has to be.
    """
    for key, value in _values(recipe):
        _check_value(key, value)
    _check_schedule(recipe.schedule, recipe.net)
    smallest = min(size for _, size in recipe.schedule.sizes)
    if recipe.net.architecture == "transfer":
        _check_bases(recipe.net, smallest)
    else:
        _check_widths(recipe.net, smallest)
    if recipe.net.architecture == "cnn" and len(recipe.schedule.sizes) > 1:
        raise _refusal(
            "schedule.sizes",
            recipe.schedule.sizes,
            "one size for the whole run, since the architecture cnn takes no other",
        )
    if recipe.targets.smoothing + recipe.targets.votes > 1:
        raise _refusal(
            "targets.votes", recipe.targets.votes, "at most 1 together with targets.smoothing"
        )
    if recipe.targets.teacher and recipe.net.heads != ("fer", "ferplus"):
        raise _refusal("net.heads", recipe.net.heads, '["fer", "ferplus"] to follow a teacher')
    if recipe.data.train.strip().lower() == recipe.data.choose.strip().lower():
        raise _refusal(
            "data.choose",
            recipe.data.choose,
            "another split than data.train: a net is not judged on what it learned from",
        )


def _values(recipe: Recipe) -> Iterator[tuple[str, Any]]:
    """Yield `section.key` and value of everything in the recipe's sections."""
    for section in dataclasses.fields(recipe):
        content = getattr(recipe, section.name)
        if dataclasses.is_dataclass(content):
            for field in dataclasses.fields(content):
                yield f"{section.name}.{field.name}", getattr(content, field.name)


def _check_value(key: str, value: object) -> None:
    if key in CHOICES and value not in CHOICES[key]:
        names = [_spell(choice) for choice in CHOICES[key]]
        raise _refusal(key, value, f"one of: {', '.join(names)}")
    if key in LIMITS:
        low, high = LIMITS[key]
        if not (isinstance(value, int | float) and low <= value <= high):  # NaN is not
            raise _refusal(key, value, f"from {low} to {high}")


def _check_schedule(schedule: ScheduleRecipe, net: NetRecipe) -> None:
    if schedule.epochs == 0 and schedule.minutes == 0:
        raise UsageError(
            "The recipe has no end: schedule.epochs and schedule.minutes are both 0.",
            "Set one of them, or both.",
        )
    shares = [share for share, _ in schedule.sizes]
    low, high = LIMITS["net.size"]
    if (
        not shares
        or shares[0] != 0.0
        or not all(a < b for a, b in itertools.pairwise(shares))
        or not shares[-1] < 1
        or not all(low <= size <= high for _, size in schedule.sizes)
    ):
        raise _refusal(
            "schedule.sizes",
            schedule.sizes,
            f"pairs of a share, rising from 0.0 to under 1, and a size from {low} to {high}",
        )
    last = schedule.sizes[-1][1]
    if last != net.size:
        raise UsageError(
            f"The recipe's schedule.sizes ends at {last}, but net.size is {net.size}.",
            "The last size has to be that of the net: set both.",
        )


def _check_widths(net: NetRecipe, smallest: int) -> None:
    if net.bases or net.weights == IMAGENET:
        key, value = ("net.bases", net.bases) if net.bases else ("net.weights", net.weights)
        raise UsageError(
            f"The recipe's {key} is {_spell(value)}, but the architecture {net.architecture} has "
            "no base.",
            'Leave it out, or set net.architecture = "transfer".',
        )
    fewest, narrowest = (
        (_FEWEST_CNN_WIDTHS, 1) if net.architecture == "cnn" else (1, _NARROWEST_RESIDUAL)
    )
    if not fewest <= len(net.widths) <= _MOST_STAGES or not all(
        narrowest <= width <= _WIDEST for width in net.widths
    ):
        raise _refusal(
            "net.widths",
            net.widths,
            f"{fewest} to {_MOST_STAGES} numbers from {narrowest} to {_WIDEST} for the "
            f"architecture {net.architecture}",
        )
    if net.architecture == "cnn" and _cnn_side(smallest, len(net.widths)) < 1:
        raise UsageError(
            f"The recipe's net.widths has {len(net.widths)} numbers, too many for pictures of "
            f"{smallest} pixels.",
            "Each but the first and the last halves the picture: give fewer, or larger pictures.",
        )


def _cnn_side(side: int, widths: int) -> int:
    """Return the side that is left after the convolutions of a plain network, 0 if none is."""
    side -= 2
    for _ in range(widths - 2):
        side = max(side - 2, 0) // 2
    return max(side, 0)


def _check_bases(net: NetRecipe, smallest: int) -> None:
    known = all(base in BASES for base in net.bases)
    if not net.bases or not known or len(set(net.bases)) < len(net.bases):
        raise _refusal("net.bases", net.bases, f"one or more of: {', '.join(BASES)}; each once")
    if len(net.bases) > 1 and net.heads != ("fer",):
        raise _refusal("net.heads", net.heads, '["fer"] where net.bases has several')
    if smallest * net.enlarge < _SMALLEST_FOR_BASES:
        raise _refusal(
            "net.enlarge",
            net.enlarge,
            f"so large that pictures of {smallest} pixels become {_SMALLEST_FOR_BASES} or more, "
            "which the bases need",
        )


def _refusal(key: str, value: object, wanted: str) -> UsageError:
    return UsageError(f"The recipe's {key} is {_spell(value)}.", f"It has to be {wanted}.")


def _spell(value: object) -> str:
    """Write a value as TOML does, as far as people care."""
    if isinstance(value, tuple):
        return f"[{', '.join(_spell(part) for part in value)}]"
    return f'"{value}"' if isinstance(value, str) else f"{value}"
