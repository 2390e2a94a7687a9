"""The Haar detector: one face, none, and no OpenCV."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from mien.core.errors import MissingExtraError, ModelError
from mien.vision.detect import load_detector


def test_without_opencv_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(MissingExtraError) as caught:
        load_detector("haar")
    assert "mien[camera]" in caught.value.hint


def test_opencv_without_the_cascade_is_reported(monkeypatch):
    without = SimpleNamespace(
        __version__="5.0",
        data=SimpleNamespace(haarcascades="/nowhere/"),
        CascadeClassifier=lambda _: SimpleNamespace(empty=lambda: True),
    )
    monkeypatch.setitem(sys.modules, "cv2", without)
    with pytest.raises(ModelError, match="haarcascade_frontalface"):
        load_detector("haar")


def test_astronaut_is_found_without_landmarks(astronaut_rgb):
    (face,) = load_detector("haar").detect(astronaut_rgb)
    x1, y1, x2, y2 = face.box
    assert 165 < x1 < 200
    assert 50 < y1 < 85
    assert 70 < x2 - x1 == y2 - y1 < 120
    assert 0.5 < face.score < 1
    assert face.landmarks is None


def test_blank_picture_has_no_face():
    assert load_detector("haar").detect(np.full((200, 200, 3), 90, np.uint8)) == []
