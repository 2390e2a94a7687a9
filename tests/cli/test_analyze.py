"""`mien analyze` and `mien doctor`."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from mien.vision.detect import DETECTORS


@pytest.fixture
def photo(tmp_path: Path, astronaut_jpeg: bytes) -> Path:
    path = tmp_path / "portrait.jpg"
    path.write_bytes(astronaut_jpeg)
    return path


def test_a_photo_of_a_smiling_face_reads_as_happy(mien, photo):
    ran = mien("analyze", photo, "--json")
    assert ran.code == 0
    (file,) = ran.document["files"]
    (face,) = file["faces"]
    assert file["mood"]["label"] == "happy"
    assert face["top"][0]["emotion"] == "happy"
    assert len(face["top"]) == 3
    assert len(face["landmarks"]) == 5


def test_the_lighter_detector_reads_it_too(mien, photo):
    ran = mien("analyze", photo, "--detector", "haar", "--json")
    assert ran.code == 0
    assert ran.document["files"][0]["faces"][0]["landmarks"] is None


def test_for_people_it_prints_a_line_for_each_face(mien, photo):
    ran = mien("analyze", photo)
    assert ran.code == 0
    assert "1 face" in ran.out
    assert "happy" in ran.out


def test_one_bad_file_of_several_is_named_and_the_others_are_read(mien, photo, tmp_path):
    text = tmp_path / "notes.jpg"
    text.write_text("not a picture", encoding="utf-8")
    empty = tmp_path / "empty.png"
    empty.touch()
    blank = tmp_path / "blank.png"
    Image.new("RGB", (320, 240), "white").save(blank)
    ran = mien("analyze", text, empty, blank, tmp_path / "missing.jpg", photo, "--json")
    assert ran.code == 3
    *bad, good = ran.document["files"]
    assert [file["error"]["code"] for file in bad] == [
        *("not-an-image", "image-empty", "no-face", "image-unreadable"),
    ]
    assert good["mood"]["label"] == "happy"
    assert all(file["error"]["hint"] for file in bad)


def test_nothing_is_left_beside_the_photo(mien, photo):
    mien("analyze", photo)
    assert [path.name for path in photo.parent.iterdir()] == ["portrait.jpg"]


def test_without_a_path_it_is_wrong_usage(mien):
    assert mien("analyze").code == 2


def test_doctor_says_what_works(mien):
    ran = mien("doctor", "--json")
    assert ran.code == 0
    status = {check["name"]: check["status"] for check in ran.document["checks"]}
    assert status["emotion model"] == "ok"
    assert status["face detector mtcnn"] == "ok"
    assert {f"face detector {name}" for name in DETECTORS} <= status.keys()
    assert status["catalogue"] == "ok"
    assert "catalogue" in mien("doctor").out
