"""Time of each step from a photo to moods, one thread, and how well faces are found.

A 640 x 480 JPEG with one face; with `--faces`, photographs whose faces are listed in a file
`faces.csv` (file, x1, y1, x2, y2) beside them:

    python -m benchmarks.vision [--repeats 100] [--detector mtcnn] [--faces FOLDER]
"""

from __future__ import annotations

import argparse
import csv
import io
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from skimage import data

from benchmarks.report import median, p95, print_machine, print_table
from mien.core.faces import Box
from mien.vision.align import crop_face
from mien.vision.classify import EmotionClassifier
from mien.vision.detect import DETECTORS, FaceDetector, load_detector
from mien.vision.images import load_picture
from mien.vision.read import WORKING_SIDE, MoodReader

SAME_FACE = 0.5
"""Least overlap (intersection over union) of a found box with a listed one."""


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=100)
    parser.add_argument("--detector", choices=DETECTORS, default=DETECTORS[0])
    parser.add_argument("--faces", type=Path)
    options = parser.parse_args()
    print_machine()
    detector = load_detector(options.detector)
    _print_times(detector, options.repeats)
    if options.faces is not None:
        print()
        _print_finds(detector, options.faces)


def _print_times(detector: FaceDetector, repeats: int) -> None:
    classifier = EmotionClassifier()
    reader = MoodReader(detector, classifier)
    photo = _photo()
    picture = load_picture(photo).pixels
    faces = detector.detect(picture)
    hint = [face.box for face in faces]
    crops = np.stack([crop_face(picture, face) for face in faces])
    steps: dict[str, Callable[[], object]] = {
        "decode the JPEG": lambda: load_picture(photo, longest_side=WORKING_SIDE),
        "find the face": lambda: detector.detect(picture),
        "find it near its last place": lambda: detector.detect(picture, hint),
        "align": lambda: crop_face(picture, faces[0]),
        "classify": lambda: classifier.classify(crops),
        "all: JPEG to mood": lambda: reader.read(photo),
        "all, face near its last place": lambda: reader.read(photo, hint),
    }
    rows = []
    for name, step in steps.items():
        wall, processor = _times_ms(step, repeats)
        rows.append((name, f"{median(wall):.1f}", f"{p95(wall):.1f}", f"{median(processor):.1f}"))
    print_table(("step", "median ms", "p95 ms", "median processor ms"), rows)


def _times_ms(step: Callable[[], object], repeats: int) -> tuple[list[float], list[float]]:
    """Return wall time and this thread's processor time of each call."""
    wall, processor = [], []
    for _ in range(5):
        step()
    for _ in range(repeats):
        start, used = time.perf_counter(), time.thread_time()
        step()
        processor.append((time.thread_time() - used) * 1000)
        wall.append((time.perf_counter() - start) * 1000)
    return wall, processor


def _print_finds(detector: FaceDetector, folder: Path) -> None:
    listed: dict[str, list[Box]] = defaultdict(list)
    with (folder / "faces.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            x1, y1, x2, y2 = (float(row[side]) for side in ("x1", "y1", "x2", "y2"))
            listed[row["file"]].append((x1, y1, x2, y2))
    found = extra = 0
    for name, boxes in listed.items():
        picture = load_picture(folder / name, longest_side=WORKING_SIDE)
        scale = np.array(picture.scale * 2)
        seen = [np.array(face.box) * scale for face in detector.detect(picture.pixels)]
        overlaps = np.array([[_overlap(box, other) for other in seen] for box in boxes])
        same = overlaps.reshape(len(boxes), len(seen)) > SAME_FACE
        found += int(same.any(axis=1).sum())
        extra += int((~same.any(axis=0)).sum())
    print_table(
        ("photographs", "faces listed", "found", "found, not listed"),
        [(str(len(listed)), str(sum(map(len, listed.values()))), str(found), str(extra))],
    )


def _overlap(first: Box, second: np.ndarray) -> float:
    low = np.maximum(first[:2], second[:2])
    common = float(np.prod(np.maximum(np.minimum(first[2:], second[2:]) - low, 0.0)))
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (first, second)]
    return common / (float(areas[0] + areas[1]) - common)


def _photo() -> bytes:
    picture = Image.fromarray(data.astronaut()).resize((640, 640)).crop((0, 0, 640, 480))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


if __name__ == "__main__":
    main()
