"""What goes wrong with pictures of faces, at fixed settings. NumPy and Pillow only.

Each corruption takes uint8 [n, 48, 48] and gives the same shape; random ones draw from the
generator they are given, so that one seed gives one set of pictures.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from mien.training.datasets.dataset import SIZE

Images = npt.NDArray[np.uint8]
Corruption = Callable[[Images, np.random.Generator], Images]

_SQUARE: Final = 16


def _each(images: Images, change: Callable[[Image.Image], Image.Image]) -> Images:
    return np.stack([np.asarray(change(Image.fromarray(image))) for image in images])


def _dark(images: Images, _: np.random.Generator) -> Images:
    return (images * 0.25).astype(np.uint8)


def _over_exposed(images: Images, _: np.random.Generator) -> Images:
    return np.minimum(images.astype(np.int64) * 2, 255).astype(np.uint8)


def _low_contrast(images: Images, _: np.random.Generator) -> Images:
    return (128 + (images.astype(np.float64) - 128) * 0.3).astype(np.uint8)


def _blur(images: Images, _: np.random.Generator) -> Images:
    return _each(images, lambda picture: picture.filter(ImageFilter.GaussianBlur(1.5)))


def _noise(images: Images, generator: np.random.Generator) -> Images:
    noisy = images + generator.normal(0.0, 20.0, images.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def _jpeg(images: Images, _: np.random.Generator) -> Images:
    def squeeze(picture: Image.Image) -> Image.Image:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=15)
        return Image.open(file)

    return _each(images, squeeze)


def _turned(degrees: float) -> Corruption:
    def turn(images: Images, _: np.random.Generator) -> Images:
        return _each(images, lambda p: p.rotate(degrees, Image.Resampling.BILINEAR))

    return turn


def _occluded(images: Images, generator: np.random.Generator) -> Images:
    covered = images.copy()
    for image in covered:
        top, left = generator.integers(0, SIZE - _SQUARE + 1, 2)
        image[top : top + _SQUARE, left : left + _SQUARE] = 0
    return covered


def _small(images: Images, _: np.random.Generator) -> Images:
    half = (SIZE // 2, SIZE // 2)
    bilinear = Image.Resampling.BILINEAR
    return _each(images, lambda p: p.resize(half, bilinear).resize((SIZE, SIZE), bilinear))


CORRUPTIONS: Final[dict[str, tuple[Corruption, ...]]] = {
    "dark": (_dark,),
    "over-exposed": (_over_exposed,),
    "low-contrast": (_low_contrast,),
    "blur": (_blur,),
    "noise": (_noise,),
    "jpeg": (_jpeg,),
    "rotation": (_turned(30), _turned(-30)),
    "occlusion": (_occluded,),
    "small-face": (_small,),
}
"""Name of each corruption to its variants, whose accuracies are averaged.

Brightness times 0.25; times 2, clipped; contrast times 0.3 about 128; Gaussian blur of radius 1.5;
Gaussian noise of deviation 20; JPEG of quality 15; rotation by +30° and -30°; one black 16x16
square at a random place; down to 24x24 and back, bilinear.
"""
