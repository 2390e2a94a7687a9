"""Time of each step from a photo to moods, and how well faces are found.

Pictures of 320 x 240 to 1920 x 1080 with one and four faces, on one thread and on all; with
`--faces`, photographs whose faces are listed in a file `faces.csv` (file, x1, y1, x2, y2) beside
them:

    python -m benchmarks.vision [--repeats 50] [--faces FOLDER]
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np
from PIL import Image
from skimage import data

from benchmarks.report import print_machine, print_table
from benchmarks.scenes import SAME_FACE, listed_faces, overlap
from mien.core.faces import Box
from mien.services.sessions.speed import STEPS, SpeedTable, measure_speed
from mien.vision.detect import DETECTORS, FaceDetector, load_detector
from mien.vision.images import load_picture
from mien.vision.read import WORKING_SIDE

SMALLEST_FACE = 40
"""Smaller listed faces do not count."""


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=50)
    parser.add_argument("--faces", type=Path)
    options = parser.parse_args()
    print_machine()
    _print_times(options.repeats)
    if options.faces is not None:
        print()
        _print_finds(options.faces)


def _print_times(repeats: int) -> None:
    portrait = Image.fromarray(data.astronaut())
    threads = sorted({1, os.cpu_count() or 1})
    print(f"Median milliseconds of {repeats}; of the processor, all threads, in brackets.\n")
    rows = [_row(table) for table in measure_speed(portrait, threads=threads, repeats=repeats)]
    print_table(("picture", "faces", "threads", *STEPS), rows)


def _row(table: SpeedTable) -> tuple[str, ...]:
    times = zip(table.wall_ms, table.processor_ms, strict=True)
    return (
        f"{table.size[0]} x {table.size[1]}",
        str(table.faces),
        str(table.threads),
        *(f"{wall:.1f} ({processor:.1f})" for wall, processor in times),
    )


def _print_finds(folder: Path) -> None:
    listed = listed_faces(folder)
    rows = []
    for name in DETECTORS:
        detector = load_detector(name)
        count = found = extra = 0
        for file, boxes in listed.items():
            seen = _seen(detector, folder / file)
            large = [box for box in boxes if min(box[2] - box[0], box[3] - box[1]) >= SMALLEST_FACE]
            count += len(large)
            found += sum(_is_among(box, seen) for box in large)
            extra += sum(not _is_among(box, boxes) for box in seen)
        rows.append((name, str(count), str(found), str(extra)))
    print(f"{len(listed)} photographs.\n")
    header = ("detector", f"faces from {SMALLEST_FACE} pixels", "found", "found, not listed")
    print_table(header, rows)


def _seen(detector: FaceDetector, file: Path) -> list[Box]:
    picture = load_picture(file, longest_side=WORKING_SIDE)
    scale = np.array(picture.scale * 2)
    seen = [np.array(face.box) * scale for face in detector.detect(picture.pixels)]
    return [(float(x1), float(y1), float(x2), float(y2)) for x1, y1, x2, y2 in seen]


def _is_among(box: Box, others: list[Box]) -> bool:
    return any(overlap(box, other) >= SAME_FACE for other in others)


if __name__ == "__main__":
    main()
