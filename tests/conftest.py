"""Fixtures that several folders of tests share."""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path

import numpy as np
import pytest
import stamina
from hypothesis import settings
from PIL import Image

from tests.needs import NEEDS, deselected

TESTS = Path(__file__).parent

# Examples are not timed: how long one takes says how busy the machine is.
settings.register_profile("mien", deadline=None)
settings.load_profile("mien")


def pytest_configure(config):
    """Let the packages of what is deselected count as absent."""
    for need in deselected(config.option.markexpr).values():
        sys.modules.update(dict.fromkeys(need.packages))


def pytest_ignore_collect(collection_path, config):
    """Leave the folders of what is deselected unread: some take long to import."""
    folders = [need.folder for need in deselected(config.option.markexpr).values() if need.folder]
    return True if collection_path in [TESTS / folder for folder in folders] else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark each test with what it needs, by the fixtures that it asks for."""
    for item in items:
        for need in NEEDS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(need)


@pytest.fixture(scope="session")
def pytorch():
    """PyTorch and Keras are there, for what trains."""
    require("torch")


@pytest.fixture(scope="session")
def scikit_learn():
    """scikit-learn is there, for what is measured against it."""
    require("sklearn")


def require(package: str) -> None:
    """Fail where a package is missing: a test left out unasked would say nothing."""
    if importlib.util.find_spec(package) is None:
        pytest.fail(f"{package} is missing: run these tests with `make test-training`.")


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
    """The portrait of Eileen Collins (NASA, public domain; scikit-image's cut), [512, 512, 3]."""
    with Image.open(TESTS / "pictures" / "astronaut.webp") as picture:
        return np.array(picture)


@pytest.fixture(scope="session")
def astronaut_jpeg(astronaut_rgb: np.ndarray) -> bytes:
    """The same as a JPEG file of 640 x 480 with the face upright and whole."""
    canvas = Image.new("RGB", (640, 480), (120, 120, 120))
    canvas.paste(Image.fromarray(astronaut_rgb).resize((480, 480)), (80, 0))
    file = io.BytesIO()
    canvas.save(file, "JPEG", quality=92)
    return file.getvalue()
