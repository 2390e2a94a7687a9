"""Runs in the environment of the peers: reads pictures, answers with faces, moods and times.

One JSON object a line, in and out; started by `benchmarks.peers`, which says what each means. It
imports nothing of Mien.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import logging
import sys
import time
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import tensorflow as tf
from fer.fer import FER
from mtcnn import MTCNN

SMALLEST_FACE = 40
EMOTIONS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")


class Peers:
    """The packages, loaded once, one thread each."""

    def __init__(self) -> None:
        """Load them."""
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)
        cv2.setNumThreads(1)
        logging.disable(logging.WARNING)
        self._fer = FER(min_face_size=SMALLEST_FACE)
        self._mtcnn = MTCNN(device="CPU:0")

    def read(self, peer: str, data: bytes) -> list[dict[str, Any]]:
        """Read a picture's bytes; return box, and emotions where the peer gives them."""
        decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        picture = np.asarray(decoded, np.uint8)
        if peer == "fer":
            return [_face(each) for each in self._fer.detect_emotions(picture)]
        boxes = self._boxes(picture, halved=peer.endswith("halved"))
        if peer.startswith("mtcnn+fer"):
            found = self._fer.detect_emotions(picture, face_rectangles=boxes) if boxes else []
            return [_face(each) for each in found]
        return [{"box": _corners(box)} for box in boxes]

    def _boxes(self, picture: npt.NDArray[np.uint8], *, halved: bool) -> list[list[int]]:
        """Detect with the package; halving the picture raises its smallest face from 20 to 40.

        Its own setting for that finds nothing from 24 pixels on.
        """
        rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
        factor = 1
        if halved:
            factor = 2
            size = (picture.shape[1] // 2, picture.shape[0] // 2)
            rgb = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
        found = self._mtcnn.detect_faces(rgb)
        return [[int(edge) * factor for edge in each["box"]] for each in found]


def _face(found: dict[str, Any]) -> dict[str, Any]:
    emotions = [float(found["emotions"][name]) for name in EMOTIONS]
    return {"box": _corners(found["box"]), "emotions": emotions}


def _corners(box: Sequence[float]) -> list[float]:
    x, y, width, height = (float(edge) for edge in box)
    return [x, y, x + width, y + height]


def main() -> None:
    """Answer until the input ends."""
    answers = sys.stdout
    with contextlib.redirect_stdout(io.StringIO()):
        peers = Peers()
        print(json.dumps({"ready": True}), file=answers, flush=True)
        for line in sys.stdin:
            asked = json.loads(line)
            data = base64.b64decode(asked["picture"])
            start, used = time.perf_counter(), time.process_time()
            faces = peers.read(asked["peer"], data)
            processor = (time.process_time() - used) * 1000
            wall = (time.perf_counter() - start) * 1000
            answer = {"faces": faces, "wall_ms": wall, "processor_ms": processor}
            print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
