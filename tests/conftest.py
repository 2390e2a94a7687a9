"""Fixtures that several folders of tests share."""

from __future__ import annotations

import io

import numpy as np
import pytest
import stamina
from hypothesis import settings
from PIL import Image

# Examples are not timed: how long one takes says how busy the machine is.
settings.register_profile("mien", deadline=None)
settings.load_profile("mien")


@pytest.fixture
def world():
    """A fresh outside world, which counts how fast it is asked."""
    from tests.fakes.world import FakeWorld

    with FakeWorld() as fake:
        yield fake


@pytest.fixture
def no_waiting():
    """Sources are asked again without waiting in between."""
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture(scope="session")
def astronaut_rgb() -> np.ndarray:
    """The portrait of Eileen Collins (NASA, public domain), uint8 [512, 512, 3]."""
    from skimage import data

    return data.astronaut()


@pytest.fixture(scope="session")
def astronaut_jpeg(astronaut_rgb: np.ndarray) -> bytes:
    """The same as a JPEG file of 640 x 480 with the face upright and whole."""
    canvas = Image.new("RGB", (640, 480), (120, 120, 120))
    canvas.paste(Image.fromarray(astronaut_rgb).resize((480, 480)), (80, 0))
    file = io.BytesIO()
    canvas.save(file, "JPEG", quality=92)
    return file.getvalue()
