"""The crop: eyes and mouth in place whatever turn and size, grey, without false detail."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mien.core.faces import DetectedFace
from mien.vision.align import FRAME_POINTS, crop_face


def face_at(points: np.ndarray) -> DetectedFace:
    """A face with these eyes and mouth (pixel centres at whole numbers) and a nose between."""
    nose = points.mean(axis=0)
    marks = [*points[:2], nose, *points[2:]]
    return DetectedFace(
        (*points.min(axis=0).tolist(), *points.max(axis=0).tolist()),
        1.0,
        tuple((float(x), float(y)) for x, y in marks),
    )


def scene_with_dots(points: np.ndarray, radius: float, size: int = 480) -> np.ndarray:
    """A grey scene with a soft white dot at each point."""
    ys, xs = np.mgrid[:size, :size]
    light = np.zeros((size, size))
    for x, y in points:
        light = np.maximum(light, np.exp(-((xs - x) ** 2 + (ys - y) ** 2) / (2 * radius**2)))
    return np.repeat((40 + 200 * light).astype(np.uint8)[..., None], 3, axis=2)


@settings(deadline=None)
@given(st.floats(0.8, 5.0), st.floats(-180, 180), st.floats(-20.0, 20.0), st.floats(-20.0, 20.0))
def test_eyes_and_mouth_come_to_the_frame_points(scale, degrees, right, down):
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    frame = np.array(FRAME_POINTS)
    points = (frame - 24) @ turn.T * scale + [240 + right, 240 + down]
    crop = crop_face(scene_with_dots(points, radius=1.3 * scale), face_at(points))
    assert crop.shape == (48, 48)
    assert crop.dtype == np.uint8
    brightness = np.clip(crop.astype(float) - 60, 0, None)
    for x, y in frame:
        left, top = int(x) - 4, int(y) - 4
        patch = brightness[top : top + 9, left : left + 9]
        ys, xs = np.mgrid[top : top + 9, left : left + 9]
        found = (xs * patch).sum() / patch.sum() + 0.5, (ys * patch).sum() / patch.sum() + 0.5
        assert found == pytest.approx((x, y), abs=0.35)


def test_fine_stripes_of_a_large_face_average_out():
    stripes = np.zeros((1200, 1200, 3), np.uint8)
    stripes[:, ::2] = 255
    points = (np.array(FRAME_POINTS) - 24) * 20.0 + 600
    crop = crop_face(stripes, face_at(points))
    assert np.abs(crop.astype(int) - 127).max() <= 3


def test_without_landmarks_the_box_is_the_frame():
    image = np.zeros((200, 200, 3), np.uint8)
    image[50:150, 50:150] = 200
    crop = crop_face(image, DetectedFace((50.0, 50.0, 150.0, 150.0), 0.9, None))
    assert (crop[2:46, 2:46] == 200).all()
    assert crop[0, 0] < 200


def test_beyond_the_picture_its_edge_is_repeated():
    image = np.full((100, 100, 3), 90, np.uint8)
    for box in ((-30.0, -30.0, 40.0, 40.0), (70.0, 60.0, 160.0, 150.0), (-90.0, 0.0, -10.0, 80.0)):
        assert (crop_face(image, DetectedFace(box, 0.9, None)) == 90).all()


def test_grey_is_luma_of_bt_601():
    image = np.zeros((100, 100, 3), np.uint8)
    for channel, weight in enumerate((0.299, 0.587, 0.114)):
        image[:] = 0
        image[..., channel] = 255
        crop = crop_face(image, DetectedFace((20.0, 20.0, 80.0, 80.0), 0.9, None))
        assert crop[24, 24] == pytest.approx(255 * weight, abs=1)


@pytest.mark.parametrize("at", [50.0, -500.0])
def test_collapsed_landmarks_fall_back_to_the_box(at: float):
    image = np.random.default_rng(0).integers(0, 256, (100, 100, 3), dtype=np.uint8)
    box = (20.0, 20.0, 80.0, 80.0)
    collapsed = DetectedFace(box, 0.9, ((at, at),) * 5)
    assert (crop_face(image, collapsed) == crop_face(image, DetectedFace(box, 0.9, None))).all()


def test_picture_of_one_pixel_gives_a_flat_crop():
    image = np.full((1, 1, 3), 77, np.uint8)
    crop = crop_face(image, DetectedFace((0.0, 0.0, 0.0, 0.0), 0.9, None))
    assert (crop == 77).all()


def test_crop_of_a_face_is_like_a_plain_cut(astronaut_rgb):
    """An upright face in FER-2013's frame comes out as if it had just been scaled down."""
    points = (np.array(FRAME_POINTS) - 24) * 3.0 + 150.5
    crop = crop_face(astronaut_rgb, face_at(points))
    cut = Image.fromarray(astronaut_rgb).convert("L").crop((79, 79, 223, 223))
    plain = np.asarray(cut.resize((48, 48), Image.Resampling.BOX))
    assert np.abs(crop.astype(int) - plain).mean() < 2
