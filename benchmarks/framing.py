"""Where FER-2013 has the eyes and mouth in its frame, and what aligned crops cost or gain.

The first table repeats the measurement behind the constants of `mien.vision.align`; the second
reads labelled faces both as they are and after they were pasted into a scene, found and aligned:

    python -m benchmarks.framing --data fer2013.npz
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from benchmarks.report import print_table
from mien.core.faces import DetectedFace
from mien.training.datasets.npz import load_npz
from mien.vision.align import FRAME, crop_face
from mien.vision.classify import EmotionClassifier
from mien.vision.detect import FaceDetector, load_detector

ENLARGED = 168
BORDER = 64
GREY = 128
LEAST_SHARE = 0.4
"""A found box narrower than this share of the face's picture is another thing."""

POINTS = ("left eye", "right eye", "nose", "left mouth corner", "right mouth corner")
Grey = npt.NDArray[np.uint8]


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=1500)
    options = parser.parse_args()
    faces = load_npz(options.data)
    chance = np.random.default_rng(0)
    training = np.flatnonzero(faces.usage == "Training")
    chosen = chance.choice(training, min(options.count, len(training)), replace=False)
    _print_frame(faces.images[chosen])
    print()
    validation = np.flatnonzero(faces.usage == "PublicTest")
    chosen = chance.choice(validation, min(options.count, len(validation)), replace=False)
    _print_accuracy(faces.images[chosen], faces.labels[chosen])


def _print_frame(images: Grey) -> None:
    detector = load_detector("mtcnn")
    found = [face for image in images if (face := _find(detector, _scene(image)))]
    marks = np.array([face.landmarks for face in found])
    # The picture's pixel i reaches from i to i + 1; landmarks count pixel centres.
    places = (marks + 0.5 - BORDER) * FRAME / ENLARGED
    middle = np.median(places, axis=0)
    spread = np.median(np.abs(places - middle), axis=0)
    print(f"{len(found)} of {len(images)} faces found; pixels of a frame of {FRAME}.\n")
    print_table(
        ("point", "median x", "median y", "half lie within x", "y"),
        [
            (name, *(f"{value:.1f}" for value in (*middle[i], *spread[i])))
            for i, name in enumerate(POINTS)
        ],
    )


def _print_accuracy(images: Grey, labels: Grey) -> None:
    classifier = EmotionClassifier()
    rows = []
    for name, degrees in (("mtcnn", 0.0), ("mtcnn", 20.0), ("haar", 0.0)):
        detector = load_detector(name)
        scenes = (_scene(image, degrees) for image in images)
        pairs = [(scene, _find(detector, scene)) for scene in scenes]
        kept = np.array([face is not None for _, face in pairs])
        crops = np.stack([crop_face(scene, face) for scene, face in pairs if face is not None])
        plain = classifier.probabilities(images[kept]).argmax(axis=1)
        aligned = classifier.probabilities(crops).argmax(axis=1)
        truth = labels[kept]
        rows.append(
            (
                name,
                f"{degrees:g}",
                f"{kept.mean():.1%}",
                f"{np.mean(plain == truth):.1%}",
                f"{np.mean(aligned == truth):.1%}",
            )
        )
    print_table(("detector", "turned by", "found", "right, as they are", "right, aligned"), rows)


def _scene(image: Grey, degrees: float = 0.0) -> Grey:
    """Return the face enlarged on a grey ground and turned, uint8 [side, side, 3]."""
    large = Image.fromarray(image).resize((ENLARGED, ENLARGED), Image.Resampling.BICUBIC)
    side = ENLARGED + 2 * BORDER
    scene = Image.new("L", (side, side), GREY)
    scene.paste(large, (BORDER, BORDER))
    turned = scene.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=GREY)
    return np.asarray(turned.convert("RGB"))


def _find(detector: FaceDetector, scene: Grey) -> DetectedFace | None:
    found = [
        face
        for face in detector.detect(scene)
        if face.box[2] - face.box[0] > LEAST_SHARE * ENLARGED
    ]
    return max(found, key=lambda face: face.score, default=None)


if __name__ == "__main__":
    main()
