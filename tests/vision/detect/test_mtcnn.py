"""The cascade gives what the `mtcnn` package gives, and holds its promises beyond that."""

from __future__ import annotations

import io
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mien.core.errors import ModelError, UsageError
from mien.core.faces import DetectedFace
from mien.vision.detect import load_detector
from mien.vision.detect.mtcnn import detector as detector_module
from mien.vision.detect.mtcnn.boxes import suppress_overlaps
from mien.vision.detect.mtcnn.detector import MtcnnDetector, load_packaged_network
from mien.vision.detect.mtcnn.patches import crop_patches
from mien.vision.detect.mtcnn.pyramid import pyramid

# Box, score, five x and five y, as `mtcnn` 1.0.0 (TensorFlow 2.21) gives them for
# min_face_size=20; a nearly right cascade (BGR, other paddings, pixel order of the dense layers,
# plain bilinear pyramid) is half a pixel or more away.
ASTRONAUT = [
    181.598, 63.726, 264.553, 171.079, 0.999,
    203.541, 245.409, 224.224, 201.789, 244.389, 100.103, 102.238, 126.420, 138.587, 140.377,
]  # fmt: skip
COLLAGE = [
    [
        257.340, 306.841, 274.513, 328.394, 1.000,
        262.272, 270.948, 266.555, 261.818, 270.569, 313.795, 314.193, 319.392, 321.805, 322.266,
    ],
    [
        531.661, 49.873, 557.288, 81.775, 1.000,
        538.932, 552.022, 545.449, 538.198, 551.439, 60.524, 61.112, 69.019, 72.164, 72.658,
    ],
    [
        251.454, 45.461, 293.015, 101.126, 0.999,
        261.470, 282.902, 272.029, 260.479, 281.914, 64.566, 65.891, 78.705, 84.018, 85.003,
    ],
    [
        51.471, 50.913, 137.783, 162.835, 0.998,
        73.536, 116.074, 93.785, 71.368, 114.604, 90.184, 92.488, 117.296, 128.274, 130.242,
    ],
    [
        381.958, 128.963, 443.016, 206.336, 0.996,
        397.694, 429.548, 412.979, 395.519, 428.439, 152.821, 154.180, 173.450, 181.269, 183.082,
    ],
]  # fmt: skip


def paste_faces(
    portrait: np.ndarray, places: list[tuple[float, int, int]], size: tuple[int, int] = (640, 480)
) -> np.ndarray:
    """Paste the astronaut's head onto grey at each (scale, left, top)."""
    head = Image.fromarray(portrait[30:230, 140:310])
    scene = Image.new("RGB", size, (128, 128, 128))
    for scale, left, top in places:
        small = (int(170 * scale), int(200 * scale))
        scene.paste(head.resize(small, Image.Resampling.BICUBIC), (left, top))
    return np.asarray(scene)


@pytest.fixture(scope="module")
def collage(astronaut_rgb: np.ndarray) -> np.ndarray:
    places = [
        (1.0, 10, 20),
        (0.5, 230, 30),
        (0.75, 350, 100),
        (0.3, 520, 40),
        (0.2, 250, 300),
    ]
    return paste_faces(astronaut_rgb, places)


@pytest.fixture(scope="module")
def thorough() -> MtcnnDetector:
    return MtcnnDetector(smallest_face=20, threads=1)


@pytest.fixture(scope="module")
def usual() -> MtcnnDetector:
    return MtcnnDetector(threads=1)


def row(face: DetectedFace) -> list[float]:
    assert face.landmarks is not None
    return [*face.box, face.score, *(x for x, _ in face.landmarks), *(y for _, y in face.landmarks)]


def centre(face: DetectedFace) -> np.ndarray:
    return (np.array(face.box[:2]) + face.box[2:]) / 2


def test_astronaut_is_where_the_package_finds_her(thorough, astronaut_rgb):
    (face,) = thorough.detect(astronaut_rgb)
    assert row(face) == pytest.approx(ASTRONAUT, abs=0.01)


def test_five_faces_are_where_the_package_finds_them(thorough, collage):
    faces = sorted(row(face) for face in thorough.detect(collage))
    assert len(faces) == 5
    for found, expected in zip(faces, sorted(COLLAGE), strict=True):
        assert found == pytest.approx(expected, abs=0.02)


def test_usual_settings_find_the_same_faces_from_40_pixels(usual, collage):
    faces = sorted(row(face)[:4] for face in usual.detect(collage))
    large = sorted(expected[:4] for expected in COLLAGE if expected[2] - expected[0] > 40)
    for expected in large:
        assert min(np.abs(np.array(face) - expected).max() for face in faces) < 5


@pytest.mark.parametrize(
    "image",
    [
        np.full((480, 640, 3), 127, np.uint8),
        np.random.default_rng(0).integers(0, 256, (480, 640, 3), dtype=np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.zeros((3, 900, 3), np.uint8),
        np.tile(np.arange(256, dtype=np.uint8)[:, None, None], (1, 300, 3)),
    ],
    ids=["flat", "noise", "pixel", "line", "ramp"],
)
def test_no_face_in_pictures_without_one(usual, image):
    assert usual.detect(image) == []


def test_ten_faces_are_all_found(usual, astronaut_rgb):
    places = [(0.6, 20 + 120 * column, 40 + 220 * row) for row in range(2) for column in range(5)]
    scene = paste_faces(astronaut_rgb, places)
    assert len(usual.detect(scene)) == 10


def test_a_face_of_twelve_pixels_is_not_found(usual, astronaut_rgb):
    assert usual.detect(paste_faces(astronaut_rgb, [(0.13, 200, 200)])) == []


def test_a_small_picture_may_have_a_smaller_face(usual, astronaut_rgb):
    scene = paste_faces(astronaut_rgb, [(0.35, 100, 80)], (320, 240))
    (face,) = usual.detect(scene)
    assert face.box[2] - face.box[0] == pytest.approx(30, abs=4)


@pytest.mark.parametrize("quality", [70, 75, 93, 99])
def test_a_fold_of_cloth_in_a_jpeg_is_no_face(usual, astronaut_rgb, quality):
    """Her suit has one of 25 pixels that scores 0.80 to 0.84 at these qualities."""
    file = io.BytesIO()
    Image.fromarray(astronaut_rgb).save(file, "JPEG", quality=quality)
    (face,) = usual.detect(np.asarray(Image.open(file)))
    assert face.box == pytest.approx((181, 61, 266, 172), abs=3)


def test_a_face_that_fills_the_picture_is_found(usual, astronaut_rgb):
    tight = np.ascontiguousarray(astronaut_rgb[66:170, 182:264])
    (face,) = usual.detect(tight)
    x1, y1, x2, y2 = face.box
    assert 0 <= x1 < 15
    assert 60 < x2 <= tight.shape[1] - 1
    assert 0 <= y1 < 15
    assert 85 < y2 <= tight.shape[0] - 1
    left_eye = face.landmarks[0]
    assert left_eye == pytest.approx((203.5 - 182, 100.1 - 66), abs=4)


def test_a_face_that_overfills_the_picture_is_found(usual, astronaut_rgb):
    """From the eyebrows to the lips; only the search with a border sees a face in it."""
    cut = Image.fromarray(astronaut_rgb[80:163, 189:257])
    (face,) = usual.detect(np.asarray(cut.resize((300, 300), Image.Resampling.BICUBIC)))
    assert face.box == pytest.approx((0, 0, 299, 299), abs=12)
    left_eye = ((203.5 - 189) * 300 / 68, (100.1 - 80) * 300 / 83)
    assert face.landmarks[0] == pytest.approx(left_eye, abs=12)


def test_boxes_stay_inside_the_picture(usual, astronaut_rgb):
    for left in (185, 200, 215):
        cut = np.ascontiguousarray(astronaut_rgb[80:400, left:500])
        height, width = cut.shape[:2]
        for face in usual.detect(cut):
            x1, y1, x2, y2 = face.box
            assert 0 <= x1 < x2 <= width - 1
            assert 0 <= y1 < y2 <= height - 1


def test_a_hint_near_the_face_saves_the_search(usual, astronaut_rgb, monkeypatch):
    def no_search(*args: object) -> None:
        raise AssertionError("the whole picture was searched")

    (face,) = usual.detect(astronaut_rgb)
    monkeypatch.setattr(MtcnnDetector, "_propose", no_search)
    for shift in (-8, 0, 8):
        near = tuple(value + shift for value in face.box)
        (again,) = usual.detect(astronaut_rgb, [near])
        assert again.box == pytest.approx(face.box, abs=6)
        assert np.abs(np.array(again.landmarks) - face.landmarks).max() < 3


@pytest.mark.parametrize(
    "hint",
    [
        [(300.0, 300.0, 380.0, 400.0)],
        [(0.0, 0.0, 0.0, 0.0)],
        [(-900.0, -900.0, -800.0, -800.0)],
        [(264.0, 171.0, 181.0, 63.0)],
        [(1e12, 1e12, 2e12, 2e12)],
        [(float("nan"), 0.0, float("inf"), 9.0)],
        [(200.0, 80.0, 260.0, 160.0)] * 1000,
    ],
)
def test_a_hint_without_a_face_leads_to_a_full_search(usual, astronaut_rgb, hint):
    expected = usual.detect(astronaut_rgb)
    assert usual.detect(astronaut_rgb, hint) == expected


def test_a_lost_face_among_hints_leads_to_a_full_search(usual, collage):
    faces = usual.detect(collage)
    hints = [face.box for face in faces] + [(560.0, 400.0, 620.0, 460.0)]
    assert usual.detect(collage, hints) == faces


def test_threads_give_the_same_faces(usual, collage):
    expected = usual.detect(collage)
    results: list[list[DetectedFace]] = []
    workers = [
        threading.Thread(target=lambda: results.append(usual.detect(collage))) for _ in range(6)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert results == [expected] * 6


def test_many_proposals_are_bounded(usual, collage, monkeypatch):
    monkeypatch.setattr(detector_module, "_MOST_PROPOSALS", 40)
    monkeypatch.setattr(detector_module, "_BATCH", 8)
    assert len(usual.detect(collage)) >= 3


def test_missing_network_says_what_to_do():
    with pytest.raises(ModelError, match=r"qnet\.onnx") as caught:
        load_packaged_network("qnet")
    assert "make" in caught.value.hint


def test_unknown_detector_names_the_known_ones():
    with pytest.raises(UsageError) as caught:
        load_detector("yolo")
    assert "mtcnn, haar" in caught.value.hint


def test_default_detector_is_mtcnn(astronaut_rgb):
    (face,) = load_detector().detect(astronaut_rgb)
    assert face.landmarks is not None


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["union", "smaller"]))
def test_a_box_goes_when_any_better_one_overlaps_it(seed: int, relative_to):
    rng = np.random.default_rng(seed)
    corner = rng.uniform(0, 60, (12, 2))
    boxes = np.hstack([corner, corner + rng.uniform(5, 40, (12, 2))])
    scores = rng.permutation(12).astype(np.float32)

    def overlap(a: np.ndarray, b: np.ndarray) -> float:
        common = max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(
            0.0, min(a[3], b[3]) - max(a[1], b[1])
        )
        areas = [(c[2] - c[0]) * (c[3] - c[1]) for c in (a, b)]
        return common / (sum(areas) - common if relative_to == "union" else min(areas))

    expected = [
        i
        for i in np.argsort(-scores)
        if not any(scores[j] > scores[i] and overlap(boxes[i], boxes[j]) > 0.4 for j in range(12))
    ]
    assert suppress_overlaps(boxes, scores, 0.4, relative_to=relative_to).tolist() == expected


@settings(deadline=None)
@given(st.integers(24, 80), st.integers(24, 80), st.floats(12.5, 24.0))
def test_pyramid_averages_by_area(height: int, width: int, smallest: float):
    image = np.random.default_rng(height).integers(0, 256, (height, width, 3), dtype=np.uint8)
    levels = list(pyramid(image, smallest))
    assert levels
    for scale, level in levels:
        rows, columns = level.shape[1:]
        assert (rows, columns) == (int(height * scale), int(width * scale))
        expected = coverage(rows, height) @ image[..., 1] @ coverage(columns, width).T
        assert np.abs(level[1] - (expected - 127.5) / 128).max() < 1e-4


def coverage(count: int, length: int) -> np.ndarray:
    """Share of each pixel in each of `count` equal stretches, [count, length]."""
    edges = np.arange(count + 1) * length / count
    pixel = np.arange(length)
    shared = np.minimum(edges[1:, None], pixel + 1) - np.maximum(edges[:-1, None], pixel)
    return shared.clip(0) * count / length


@settings(deadline=None)
@given(st.tuples(*[st.floats(-30, 60)] * 2), st.tuples(*[st.floats(1, 60)] * 2), st.integers(0, 99))
def test_patches_are_bilinear_with_grey_outside(corner, size, seed):
    image = np.random.default_rng(seed).integers(0, 256, (30, 40, 3), dtype=np.uint8)
    box = np.array([[*corner, corner[0] + size[0], corner[1] + size[1]]])
    patch = crop_patches(image, box, 24)
    assert patch.shape == (1, 3, 24, 24)
    for row_index, column_index in ((0, 0), (5, 17), (23, 23)):
        y = (corner[1] + size[1] * row_index / 23) * 29 / 30
        x = (corner[0] + size[0] * column_index / 23) * 39 / 40
        at_border = min(abs(y), abs(29 - y), abs(x), abs(39 - x)) < 1e-6
        if at_border:
            continue
        if not (0 <= y <= 29 and 0 <= x <= 39):
            assert (patch[0, :, row_index, column_index] == 0).all()
            continue
        i, j = int(y), int(x)
        corners = image[i : i + 2, j : j + 2].astype(float)
        weights = np.outer([1 - (y - i), y - i], [1 - (x - j), x - j])
        expected = ((corners * weights[..., None]).sum((0, 1)) - 127.5) / 128
        assert patch[0, :, row_index, column_index] == pytest.approx(expected, abs=1e-3)
