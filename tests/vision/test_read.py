"""MoodReader, from the bytes of a picture to moods."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image

from mien.core.errors import ImageTooLargeError, ModelError, NoFaceError, NotAnImageError
from mien.core.faces import Box, DetectedFace
from mien.core.mood import Mood, mood_from_emotion
from mien.vision.bundle import BUNDLE_VARIABLE
from mien.vision.images import ImageLimits
from mien.vision.read import MoodReader


class FixedDetector:
    """Finds the faces it was given and remembers what it was asked."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.faces = [DetectedFace(box, 0.9, None) for box in boxes]
        self.shape: tuple[int, ...] = ()
        self.hint: list[Box] = []

    def detect(self, image: np.ndarray, hint: Sequence[Box] = ()) -> list[DetectedFace]:
        self.shape, self.hint = image.shape, list(hint)
        return self.faces


@pytest.fixture
def reader(classifier) -> MoodReader:
    return MoodReader(classifier=classifier)


def test_face_of_a_jpeg_is_read(reader, astronaut_jpeg):
    reading = reader.read(astronaut_jpeg)
    assert reading.size == (640, 480)
    (face,) = reading.faces
    assert face.box == pytest.approx((250, 60, 330, 160), abs=10)
    assert face.mood == reading.mood
    assert sum(reading.mood.emotions.values()) == pytest.approx(1)


def test_path_bytes_and_array_read_alike(reader, astronaut_rgb, tmp_path):
    path = tmp_path / "portrait.png"
    Image.fromarray(astronaut_rgb).save(path)
    assert reader.read(path) == reader.read(path.read_bytes()) == reader.read(astronaut_rgb)


def test_boxes_are_in_the_pixels_of_the_upright_picture(reader, astronaut_rgb):
    plain = reader.read(astronaut_rgb).faces[0]
    large = Image.fromarray(astronaut_rgb).resize((2048, 2048), Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    large.transpose(Image.Transpose.ROTATE_90).save(file, "JPEG", quality=90, exif=exif)
    reading = reader.read(file.getvalue())
    assert reading.size == (2048, 2048)
    assert reading.faces[0].box == pytest.approx([4 * value for value in plain.box], abs=20)
    assert np.array(reading.faces[0].landmarks) == pytest.approx(
        4 * np.array(plain.landmarks), abs=20
    )


def test_faces_come_largest_first_and_small_ones_are_left_out(classifier):
    boxes = [(0, 0, 30, 30), (40, 40, 140, 140), (0, 50, 23, 90), (200, 0, 250, 60)]
    reader = MoodReader(FixedDetector(boxes), classifier)
    reading = reader.read(np.zeros((300, 300, 3), np.uint8))
    assert [face.box for face in reading.faces] == [boxes[1], boxes[3], boxes[0]]
    assert [face.score for face in reading.faces] == [0.9] * 3


class EmotionOfBrightness:
    """A classifier that takes a bright face for happy and a dark one for sad."""

    class bundle:  # noqa: N801 stands in for an attribute
        unsure_below = 0.4

    def classify(self, crops: np.ndarray) -> list[Mood]:
        return [mood_from_emotion("happy" if crop.mean() > 128 else "sad") for crop in crops]


@pytest.mark.parametrize(("side", "happy"), [(98, 1.0), (102, 0.5)])
def test_the_mood_of_the_whole_is_that_of_the_foreground(side, happy):
    picture = np.full((400, 600, 3), 255, np.uint8)
    picture[:, 300:] = 0
    boxes = [(20, 20, 220, 220), (400, 100, 400 + side, 100 + side)]
    reading = MoodReader(FixedDetector(boxes), EmotionOfBrightness()).read(picture)
    assert [face.mood.label for face in reading.faces] == ["happy", "sad"]
    assert reading.mood.emotions["happy"] == pytest.approx(happy)
    assert [mood.label for mood in reading.people] == ["happy", "sad"][: round(1 / happy)]


@pytest.mark.parametrize("boxes", [[], [(10, 10, 22, 22)]])
def test_no_readable_face_is_a_clear_error(classifier, boxes):
    reader = MoodReader(FixedDetector(boxes), classifier)
    with pytest.raises(NoFaceError) as caught:
        reader.read(np.zeros((300, 300, 3), np.uint8))
    assert caught.value.exit_code == 3
    assert "light" in caught.value.hint


def test_hint_reaches_the_detector_in_its_own_pixels(classifier):
    detector = FixedDetector([(100, 100, 200, 200)])
    reading = MoodReader(detector, classifier).read(
        np.zeros((1280, 2560, 3), np.uint8), hint=[(400.0, 200.0, 600.0, 440.0)]
    )
    assert detector.shape == (640, 1280, 3)
    assert detector.hint == [(200.0, 100.0, 300.0, 220.0)]
    assert reading.faces[0].box == (200, 200, 400, 400)


def test_limits_are_those_given(classifier, astronaut_jpeg):
    reader = MoodReader(classifier=classifier, limits=ImageLimits(max_bytes=1000))
    with pytest.raises(ImageTooLargeError):
        reader.read(astronaut_jpeg)


def test_what_is_no_picture_is_refused_before_a_model_is_needed(monkeypatch, tmp_path):
    monkeypatch.setenv(BUNDLE_VARIABLE, str(tmp_path))
    with pytest.raises(NotAnImageError):
        MoodReader().read(b"%PDF-1.7")
    with pytest.raises(ModelError):
        MoodReader().warm_up()


def test_warm_up_loads_what_the_environment_names(monkeypatch, write_bundle, astronaut_jpeg):
    monkeypatch.setenv(BUNDLE_VARIABLE, str(write_bundle()))
    reader = MoodReader()
    reader.warm_up()
    monkeypatch.delenv(BUNDLE_VARIABLE)
    assert reader.read(astronaut_jpeg).mood.confidence < 0.5


def test_threads_share_one_reader(reader, astronaut_jpeg):
    expected = reader.read(astronaut_jpeg)
    results = []
    workers = [
        threading.Thread(target=lambda: results.append(reader.read(astronaut_jpeg)))
        for _ in range(6)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert results == [expected] * 6


def test_nothing_is_written_or_logged(reader, astronaut_jpeg, monkeypatch, caplog, capsys):
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a temporary file was asked for")

    reader.warm_up()
    monkeypatch.setattr("tempfile._get_candidate_names", refuse)
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    caplog.set_level(0)
    reader.read(astronaut_jpeg)
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")
