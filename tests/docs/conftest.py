"""An installation of its own for what the docs show, beside a fake outside world."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mien.bootstrap import build_services
from mien.settings import Settings
from tests.docs.inputs import make_inputs
from tests.fakes.__main__ import environment
from tests.fakes.world import FakeWorld


@pytest.fixture(scope="session")
def world():
    with FakeWorld() as fake:
        yield fake


@pytest.fixture(scope="session")
def household(tmp_path_factory, astronaut_rgb, astronaut_jpeg) -> Path:
    """Make, once, a folder with the inputs and with what is remembered of two people."""
    folder = tmp_path_factory.mktemp("household")
    make_inputs(folder, astronaut_rgb, astronaut_jpeg)
    services = build_services(Settings(data_dir=folder / "home"))
    services.people.set_pin(services.people.add("Asha").id, "4711")
    services.outside.close()
    services.memory.close()
    return folder


@pytest.fixture
def at_home(household, tmp_path, monkeypatch, world) -> Iterator[Path]:
    """Stand in a copy of that folder; settings lead there, and to the fake world, alone."""
    folder = tmp_path / "docs"
    shutil.copytree(household, folder)
    for name in [name for name in os.environ if name.startswith("MIEN_")]:
        monkeypatch.delenv(name)
    for name, value in environment(world, str(folder / "home")).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("MIEN_CONFIG", str(folder / "settings.toml"))
    monkeypatch.chdir(folder)
    yield folder
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(folder)  # it holds two models
