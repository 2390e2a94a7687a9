"""How long each step from a picture to a mood takes on this machine."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image

from mien.vision.align import crop_face
from mien.vision.classify import EmotionClassifier
from mien.vision.detect.mtcnn.detector import MtcnnDetector
from mien.vision.images import load_picture
from mien.vision.read import WORKING_SIDE, MoodReader

STEPS: Final = ("decode", "detect", "detect with hint", "align", "classify", "total", "with hint")
"""`total` is from the bytes of a JPEG to the moods; `with hint`, the same in the next frame."""

SIZES: Final = ((320, 240), (640, 480), (1280, 720), (1920, 1080))
"""Width and height of the pictures."""

FACES: Final = (1, 4)
"""Faces in the pictures."""

_HEAD: Final = (0.27, 0.05, 0.6, 0.45)
"""Where the head is in the portrait, as shares of its width and height."""

_GREY: Final = (120, 120, 120)
_WARM_UP: Final = 3
_QUALITY: Final = 90


@dataclass(frozen=True, slots=True)
class SpeedTable:
    """Times for one kind of picture.

    Attributes:
        size: width and height of the picture.
        faces: how many were in it, and were found.
        threads: that each network could use.
        wall_ms: median time of each of `STEPS`, in milliseconds.
        processor_ms: median processor time, of all threads together.
    """

    size: tuple[int, int]
    faces: int
    threads: int
    wall_ms: tuple[float, ...]
    processor_ms: tuple[float, ...]


def measure_speed(
    portrait: Image.Image,
    sizes: Iterable[tuple[int, int]] = SIZES,
    faces: Iterable[int] = FACES,
    threads: Iterable[int] = (1,),
    repeats: int = 50,
) -> Iterator[SpeedTable]:
    """Yield a table for each combination.

    Args:
        portrait: a square picture of one person, head and shoulders.
        sizes: of the pictures made from it.
        faces: how many times the head is put into a picture, 1 or 4.
        threads: that each network may use.
        repeats: of every step.
    """
    for count in threads:
        detector, classifier = MtcnnDetector(threads=count), EmotionClassifier(threads=count)
        for size in sizes:
            for number in faces:
                photo = _jpeg(_scene(portrait, size, number))
                wall, processor = _measure(photo, detector, classifier, number, repeats)
                yield SpeedTable(size, number, count, wall, processor)


def _measure(
    photo: bytes,
    detector: MtcnnDetector,
    classifier: EmotionClassifier,
    number: int,
    repeats: int,
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    reader = MoodReader(detector, classifier)
    reading = reader.read(photo)
    if len(reading.faces) != number:
        raise RuntimeError(f"{len(reading.faces)} of {number} faces were found")
    picture = load_picture(photo, longest_side=WORKING_SIDE).pixels
    found = detector.detect(picture)
    near, hint = [face.box for face in found], [face.box for face in reading.faces]
    crops = np.stack([crop_face(picture, face) for face in found])
    steps: tuple[Callable[[], object], ...] = (
        lambda: load_picture(photo, longest_side=WORKING_SIDE),
        lambda: detector.detect(picture),
        lambda: detector.detect(picture, near),
        lambda: [crop_face(picture, face) for face in found],
        lambda: classifier.classify(crops),
        lambda: reader.read(photo),
        lambda: reader.read(photo, hint),
    )
    times = [_times_ms(step, repeats) for step in steps]
    return tuple(wall for wall, _ in times), tuple(processor for _, processor in times)


def _times_ms(step: Callable[[], object], repeats: int) -> tuple[float, float]:
    """Return median wall and processor time of a call."""
    wall, processor = [], []
    for _ in range(_WARM_UP):
        step()
    for _ in range(repeats):
        start, used = time.perf_counter(), time.process_time()
        step()
        processor.append((time.process_time() - used) * 1000)
        wall.append((time.perf_counter() - start) * 1000)
    return statistics.median(wall), statistics.median(processor)


def _scene(portrait: Image.Image, size: tuple[int, int], faces: int) -> Image.Image:
    """Return a picture with the portrait in full height, or four of its heads."""
    width, height = size
    scene = Image.new("RGB", size, _GREY)
    if faces == 1:
        scene.paste(portrait.resize((height, height)), ((width - height) // 2, 0))
        return scene
    left, top, right, bottom = (round(share * portrait.width) for share in _HEAD)
    head = portrait.crop((left, top, right, bottom)).resize((height // 2, height // 2))
    for corner in ((0, 0), (width // 2, 0), (0, height // 2), (width // 2, height // 2)):
        scene.paste(head, corner)
    return scene


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()
