"""Mien beside the packages that one would otherwise take: speed, recall, accuracy.

All run in the same minutes on the same pictures, in turn, one thread each. The peers live in an
environment of their own, which `make bench-peers` makes:

    python -m benchmarks.peers [--repeats 40] [--faces FOLDER] [--data FER2013.npz]
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import os
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
from PIL import Image
from skimage import data

from benchmarks.report import median, p95, print_machine, print_table
from benchmarks.scenes import SAME_FACE, SIZE, Scene, listed_faces, overlap, pasted_scenes
from mien.core.emotions import EMOTIONS
from mien.core.errors import NoFaceError
from mien.core.faces import Box
from mien.vision.classify import EmotionClassifier
from mien.vision.detect import load_detector
from mien.vision.detect.mtcnn.detector import MtcnnDetector
from mien.vision.images import load_picture
from mien.vision.read import WORKING_SIDE, MoodReader

ENVIRONMENT: Final = Path(".venvs/peers/bin/python")
WORKER: Final = Path("benchmarks/peer_worker.py")
QUALITY: Final = 90
WARM_UP: Final = 3
SMALLEST_FACE: Final = 40
"""Smaller listed faces do not count for recall."""


@dataclass(frozen=True)
class Found:
    """What one program made of one picture; emotions are seven shares or None."""

    box: Box
    emotions: Sequence[float] | None


@dataclass(frozen=True)
class Answer:
    """Faces and the time that they took."""

    faces: list[Found]
    wall_ms: float
    processor_ms: float


Reader = Callable[[bytes], Answer]


class Worker:
    """The process in which the peers run."""

    def __init__(self) -> None:
        """Start it and wait until it has loaded them."""
        quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        self._process = subprocess.Popen(
            [str(ENVIRONMENT), str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | quiet | threads,
        )
        self._answer()

    def read(self, peer: str, picture: bytes) -> Answer:
        """Have `peer` read the bytes of a picture."""
        assert self._process.stdin is not None
        asked = {"peer": peer, "picture": base64.b64encode(picture).decode()}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        faces = [Found((*each["box"],), each.get("emotions")) for each in answer["faces"]]
        return Answer(faces, answer["wall_ms"], answer["processor_ms"])

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"The peers ended; try: {ENVIRONMENT} {WORKER}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        """Use it in a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=40)
    parser.add_argument("--faces", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--count", type=int, default=500)
    options = parser.parse_args()
    print_machine()
    with Worker() as worker:
        _print_speed(worker, options.repeats)
        if options.faces is not None:
            _print_recall(worker, options.faces)
        if options.data is not None:
            for ground in ("grey", "photo"):
                scenes = list(pasted_scenes(options.data, ground, options.count))
                _print_scenes(worker, scenes, ground)


def _print_speed(worker: Worker, repeats: int) -> None:
    reader = MoodReader(MtcnnDetector(threads=1), EmotionClassifier(threads=1))
    programs: dict[str, Reader] = {
        "Mien": lambda picture: _mien(reader, picture),
        "Mien, with hint": _HintedMien(reader),
        "fer (Haar)": lambda picture: worker.read("fer", picture),
        "mtcnn package, faces only": lambda picture: worker.read("mtcnn", picture),
        "mtcnn package + fer": lambda picture: worker.read("mtcnn+fer", picture),
        "the same, picture halved": lambda picture: worker.read("mtcnn+fer halved", picture),
    }
    wall: dict[str, list[float]] = {name: [] for name in programs}
    processor: dict[str, list[float]] = {name: [] for name in programs}
    for repeat in range(WARM_UP + repeats):
        for picture in _portraits():
            for name, read in programs.items():
                answer = read(picture)
                if not answer.faces:
                    raise SystemExit(f"{name} found no face in a portrait")
                if repeat >= WARM_UP:
                    wall[name].append(answer.wall_ms)
                    processor[name].append(answer.processor_ms)
    base, hinted = median(processor["Mien"]), median(processor["Mien, with hint"])
    print("One face, JPEG of 640 by 480, one thread, in turn; ratios of processor time.\n")
    print_table(
        ("program", "median ms", "p95 ms", "processor ms", "Mien is faster by", "with hint by"),
        [
            (
                name,
                f"{median(wall[name]):.1f}",
                f"{p95(wall[name]):.1f}",
                f"{median(processor[name]):.1f}",
                f"{median(processor[name]) / base:.1f}",
                f"{median(processor[name]) / hinted:.1f}",
            )
            for name in programs
        ],
    )
    print("\nThe mtcnn package looks for faces from 20 pixels, the others from 40; it finds none")
    print("when asked for larger ones only, so it is also run on the picture halved.\n")


def _mien(reader: MoodReader, picture: bytes, hint: Sequence[Box] = ()) -> Answer:
    start, used = time.perf_counter(), time.process_time()
    try:
        faces = reader.read(picture, hint).faces
    except NoFaceError:
        faces = ()
    processor = (time.process_time() - used) * 1000
    wall = (time.perf_counter() - start) * 1000
    found = [Found(f.box, [f.mood.emotions[name] for name in EMOTIONS]) for f in faces]
    return Answer(found, wall, processor)


class _HintedMien:
    """Reads with the boxes that it found in the same picture the time before."""

    def __init__(self, reader: MoodReader) -> None:
        self._reader = reader
        self._hints: dict[bytes, list[Box]] = {}

    def __call__(self, picture: bytes) -> Answer:
        answer = _mien(self._reader, picture, self._hints.get(picture, ()))
        self._hints[picture] = [face.box for face in answer.faces]
        return answer


def _portraits() -> list[bytes]:
    """Return the astronaut at three distances."""
    portrait = Image.fromarray(data.astronaut())
    pictures = []
    for side in (480, 400, 320):
        scene = Image.new("RGB", SIZE, (120, 120, 120))
        scene.paste(portrait.resize((side, side)), ((SIZE[0] - side) // 2, SIZE[1] - side))
        pictures.append(_jpeg(scene))
    return pictures


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _print_recall(worker: Worker, folder: Path) -> None:
    listed = listed_faces(folder)
    pictures = {name: (folder / name).read_bytes() for name in listed}
    rows = []
    for program, detect in _detectors(worker).items():
        found = listed_count = extra = 0
        for name, boxes in listed.items():
            seen = detect(pictures[name])
            large = [box for box in boxes if min(box[2] - box[0], box[3] - box[1]) >= SMALLEST_FACE]
            listed_count += len(large)
            found += sum(_is_among(box, seen) for box in large)
            extra += sum(not _is_among(box, boxes) for box in seen)
        rows.append((program, str(listed_count), str(found), str(extra)))
    print(f"{len(listed)} photographs, faces from {SMALLEST_FACE} pixels.\n")
    print_table(("detector", "faces listed", "found", "found, not listed"), rows)
    print()


def _detectors(worker: Worker) -> dict[str, Callable[[bytes], list[Box]]]:
    def own(name: str) -> Callable[[bytes], list[Box]]:
        detector = load_detector(name)

        def detect(picture: bytes) -> list[Box]:
            decoded = load_picture(picture, longest_side=WORKING_SIDE)
            across, down = decoded.scale
            boxes = [face.box for face in detector.detect(decoded.pixels)]
            return [(x1 * across, y1 * down, x2 * across, y2 * down) for x1, y1, x2, y2 in boxes]

        return detect

    return {
        "Mien, mtcnn": own("mtcnn"),
        "Mien, haar": own("haar"),
        "mtcnn package": lambda picture: [face.box for face in worker.read("mtcnn", picture).faces],
        "fer (Haar)": lambda picture: [face.box for face in worker.read("fer", picture).faces],
    }


def _is_among(box: Box, others: Iterable[Box]) -> bool:
    return any(overlap(box, other) >= SAME_FACE for other in others)


def _print_scenes(worker: Worker, scenes: Sequence[Scene], ground: str) -> None:
    mtcnn, haar = (MoodReader(load_detector(name)) for name in ("mtcnn", "haar"))
    programs: dict[str, Reader] = {
        "Mien, mtcnn": lambda picture: _mien(mtcnn, picture),
        "Mien, haar": lambda picture: _mien(haar, picture),
        "mtcnn package + fer": lambda picture: worker.read("mtcnn+fer", picture),
        "fer (Haar)": lambda picture: worker.read("fer", picture),
    }
    plain = EmotionClassifier().probabilities(np.stack([scene.plain for scene in scenes]))
    right_plain = plain.argmax(axis=1) == np.array([scene.label for scene in scenes])
    rows = []
    for name, read in programs.items():
        faces = [_on_face(read(_jpeg(Image.fromarray(s.pixels))).faces, s) for s in scenes]
        seen = np.array([face is not None for face in faces])
        right = np.array(
            [
                int(np.argmax(face.emotions or ())) == scene.label
                for face, scene in zip(faces, scenes, strict=True)
                if face is not None
            ]
        )
        rows.append(
            (name, f"{seen.mean():.1%}", f"{right.mean():.1%}", f"{right_plain[seen].mean():.1%}")
        )
    print(f"{len(scenes)} labelled faces pasted on {ground}, 96 to 240 pixels, tilted up to 20°.\n")
    print_table(
        ("program", "found", "right, of those found", "Mien's model on the same, not pasted"), rows
    )
    print()


def _on_face(faces: Sequence[Found], scene: Scene) -> Found | None:
    """Return the found face that lies best on the pasted one, if any lies on it."""
    best = max(faces, key=lambda face: overlap(face.box, scene.box), default=None)
    return best if best is not None and overlap(best.box, scene.box) >= SAME_FACE else None


if __name__ == "__main__":
    main()
