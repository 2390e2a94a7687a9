"""Scenes with a labelled face at a known place: what detectors and readers are measured on."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image
from skimage import data

from mien.core.faces import Box
from mien.training.datasets.npz import load_npz

SIZE: Final = (640, 480)
"""Width and height of a scene."""

SAME_FACE: Final = 0.4
"""Least overlap (intersection over union) of a found box with a listed one."""

_SIDES: Final = (96, 240)
_TILT: Final = 20.0
_GREY: Final = 128

Grey = npt.NDArray[np.uint8]
Rgb = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Scene:
    """A picture with one pasted face.

    Attributes:
        pixels: uint8 [480, 640, 3], red green blue.
        box: the square that was pasted, before it was turned.
        tilt: degrees it was turned by, counter-clockwise.
        plain: the face as the data set has it, uint8 [48, 48].
        label: its emotion, 0 to 6.
    """

    pixels: Rgb
    box: Box
    tilt: float
    plain: Grey
    label: int


def pasted_scenes(
    data_file: Path, ground: str, count: int = 500, seed: int = 0, tilt: float | None = None
) -> Iterator[Scene]:
    """Paste faces of FER-2013's PublicTest, one a scene, at random size, place and tilt.

    Args:
        data_file: FER-2013 as an .npz.
        ground: `grey` or `photo` (a photograph without a face).
        count: how many faces, drawn without repetition.
        seed: of the draw; the same for both grounds.
        tilt: degrees for all, or None for -20 to 20 at random.
    """
    faces = load_npz(data_file)
    chance = np.random.default_rng(seed)
    drawn = chance.choice(np.flatnonzero(faces.usage == "PublicTest"), count, replace=False)
    behind = _ground(ground)
    for row in drawn:
        side = int(chance.integers(_SIDES[0], _SIDES[1] + 1))
        left = int(chance.integers(0, SIZE[0] - side + 1))
        top = int(chance.integers(0, SIZE[1] - side + 1))
        turned = float(chance.uniform(-_TILT, _TILT))
        degrees = turned if tilt is None else tilt
        yield Scene(
            pixels=_paste(faces.images[row], behind, side, (left, top), degrees),
            box=(left, top, left + side, top + side),
            tilt=degrees,
            plain=faces.images[row],
            label=int(faces.labels[row]),
        )


def listed_faces(folder: Path) -> dict[str, list[Box]]:
    """Read `faces.csv` (file, x1, y1, x2, y2) of a folder of photographs."""
    listed: dict[str, list[Box]] = defaultdict(list)
    with (folder / "faces.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            x1, y1, x2, y2 = (float(row[side]) for side in ("x1", "y1", "x2", "y2"))
            listed[row["file"]].append((x1, y1, x2, y2))
    return listed


def overlap(first: Box, second: Box) -> float:
    """Return intersection over union."""
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    common = max(width, 0.0) * max(height, 0.0)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (first, second))
    return common / (areas - common)


def _paste(face: Grey, ground: Image.Image, side: int, at: tuple[int, int], tilt: float) -> Rgb:
    large = Image.fromarray(face).resize((side, side), Image.Resampling.BICUBIC)
    turned = large.rotate(tilt, Image.Resampling.BICUBIC)
    mask = Image.new("L", (side, side), 255).rotate(tilt, Image.Resampling.BICUBIC)
    scene = ground.copy()
    scene.paste(turned.convert("RGB"), at, mask)
    return np.asarray(scene)


def _ground(name: str) -> Image.Image:
    if name == "grey":
        return Image.new("RGB", SIZE, (_GREY, _GREY, _GREY))
    return Image.fromarray(data.coffee()).resize(SIZE)
