"""Which faces are found when they are hard to see: tilted, small, dark, covered.

Photographs with listed faces (see `benchmarks.scenes.listed_faces`) are changed and searched:

    python -m benchmarks.conditions --faces FOLDER
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.report import print_table
from benchmarks.scenes import listed_faces, overlap
from mien.core.faces import Box, Landmarks
from mien.vision.detect import DETECTORS, FaceDetector, load_detector
from mien.vision.images import load_picture
from mien.vision.read import WORKING_SIDE

FRAME: Final = (1920, 1080)
LARGEST: Final = 1280
_MASK: Final = (170, 205, 225)


@dataclass(frozen=True)
class Photo:
    """A photograph cut around one face.

    Attributes:
        picture: the face in the middle, with as much around it as there was.
        box: of the face in it.
        landmarks: eyes, nose, mouth corners, as MTCNN finds them in the unchanged picture.
    """

    picture: Image.Image
    box: Box
    landmarks: Landmarks


Change = Callable[[Photo], tuple[Image.Image, Box]]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faces", type=Path, required=True)
    photos = _photos(parser.parse_args().faces)
    detectors = {name: load_detector(name) for name in DETECTORS}
    changes: dict[str, Change] = {
        "as it is": lambda photo: (photo.picture, photo.box),
        "tilted by 15°": lambda photo: _tilted(photo, 15),
        "tilted by 30°": lambda photo: _tilted(photo, 30),
        "tilted by 45°": lambda photo: _tilted(photo, 45),
        "40 pixels in a frame of 1920 by 1080": lambda photo: _far(photo, 40),
        "60 pixels in the same": lambda photo: _far(photo, 60),
        "80 pixels in the same": lambda photo: _far(photo, 80),
        "dark: a tenth of the light": lambda photo: _dark(photo, 0.1),
        "dark: a thirtieth of the light": lambda photo: _dark(photo, 1 / 30),
        "sunglasses (painted on)": _with_sunglasses,
        "mask over nose and mouth (painted on)": _with_mask,
    }
    print(f"{len(photos)} faces.\n")
    rows = []
    for words, change in changes.items():
        changed = [change(photo) for photo in photos]
        found = [_share_found(detector, changed) for detector in detectors.values()]
        rows.append((words, *(f"{share:.0%}" for share in found)))
    print_table(("faces", *detectors), rows)


def _photos(folder: Path) -> list[Photo]:
    mtcnn = load_detector("mtcnn")
    photos = []
    for name, boxes in listed_faces(folder).items():
        whole = Image.open(folder / name).convert("RGB")
        for box in boxes:
            side = max(box[2] - box[0], box[3] - box[1])
            cut = tuple(
                round(e) for e in (box[0] - side, box[1] - side, box[2] + side, box[3] + side)
            )
            left, top = max(0, cut[0]), max(0, cut[1])
            part = whole.crop((left, top, min(whole.width, cut[2]), min(whole.height, cut[3])))
            shrink = min(1.0, LARGEST / max(part.size), 200 / side)
            part = part.resize((round(part.width * shrink), round(part.height * shrink)))
            x1, y1, x2, y2 = (
                (edge - start) * shrink
                for edge, start in zip(box, (left, top, left, top), strict=True)
            )
            here = (x1, y1, x2, y2)
            for face in mtcnn.detect(np.asarray(part)):
                if face.landmarks is not None and _same(face.box, here):
                    photos.append(Photo(part, here, face.landmarks))
                    break
    return photos


def _share_found(detector: FaceDetector, changed: list[tuple[Image.Image, Box]]) -> float:
    found = 0
    for picture, box in changed:
        decoded = load_picture(np.asarray(picture), longest_side=WORKING_SIDE)
        across, down = decoded.scale
        x1, y1, x2, y2 = box
        here = (x1 / across, y1 / down, x2 / across, y2 / down)
        found += any(_same(face.box, here) for face in detector.detect(decoded.pixels))
    return found / len(changed)


def _same(found: Box, listed: Box) -> bool:
    return overlap(found, listed) >= 0.3  # a tilted face has a wider box


def _tilted(photo: Photo, degrees: float) -> tuple[Image.Image, Box]:
    x1, y1, x2, y2 = photo.box
    centre = ((x1 + x2) / 2, (y1 + y2) / 2)
    turned = photo.picture.rotate(degrees, Image.Resampling.BICUBIC, center=centre)
    return turned, photo.box


def _far(photo: Photo, side: int) -> tuple[Image.Image, Box]:
    """Put the photograph into the middle of a large grey frame, its face `side` pixels wide."""
    x1, y1, x2, y2 = photo.box
    scale = side / math.sqrt((x2 - x1) * (y2 - y1))
    small = photo.picture.resize(
        (round(photo.picture.width * scale), round(photo.picture.height * scale)),
        Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC,
    )
    frame = Image.new("RGB", FRAME, (120, 120, 120))
    left, top = (FRAME[0] - small.width) // 2, (FRAME[1] - small.height) // 2
    frame.paste(small, (left, top))
    return frame, (x1 * scale + left, y1 * scale + top, x2 * scale + left, y2 * scale + top)


def _dark(photo: Photo, light: float) -> tuple[Image.Image, Box]:
    """Dim linear light, with the sensor's noise of the dark."""
    linear = (np.asarray(photo.picture) / 255.0) ** 2.2 * light
    noise = np.random.default_rng(0).normal(0.0, 0.0005, linear.shape)
    values = np.clip(linear + noise, 0.0, 1.0) ** (1 / 2.2) * 255
    return Image.fromarray(values.astype(np.uint8)), photo.box


def _with_sunglasses(photo: Photo) -> tuple[Image.Image, Box]:
    picture = photo.picture.copy()
    draw = ImageDraw.Draw(picture)
    left, right = photo.landmarks[:2]
    radius = math.dist(left, right) * 0.4
    draw.line((*left, *right), fill="black", width=max(2, round(radius / 3)))
    for x, y in (left, right):
        draw.ellipse((x - radius, y - 0.8 * radius, x + radius, y + 0.8 * radius), fill="black")
    return picture, photo.box


def _with_mask(photo: Photo) -> tuple[Image.Image, Box]:
    picture = photo.picture.copy()
    x1, _, x2, y2 = photo.box
    eyes = (photo.landmarks[0][1] + photo.landmarks[1][1]) / 2
    top = (eyes + photo.landmarks[2][1]) / 2
    corners = [(x1, top), (x2, top), (x2, (top + y2) / 2), ((x1 + x2) / 2 + 0.2 * (x2 - x1), y2)]
    corners += [((x1 + x2) / 2 - 0.2 * (x2 - x1), y2), (x1, (top + y2) / 2)]
    ImageDraw.Draw(picture).polygon(corners, fill=_MASK)
    return picture, photo.box


if __name__ == "__main__":
    main()
