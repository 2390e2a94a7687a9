"""The real server and the system's Chromium, with and without a camera."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mien.bootstrap import build_services
from mien.settings import Settings
from mien.web.app import create_app
from tests.e2e.camera import camera_flag
from tests.factories.server import serving
from tests.pages import REFUSALS

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LONG_S = 60
"""How long a page may take on a busy machine; nothing here waits longer than it has to."""

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def address(tmp_path_factory) -> Iterator[str]:
    """Where the real app, with the real models and catalogue, is served."""
    services = build_services(Settings(data_dir=tmp_path_factory.mktemp("data")))
    services.mood_reader.warm_up()
    with serving(create_app(services)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Callable[..., Browser]]:
    """Start Chromium with further flags; the same flags give the same browser."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        pytest.fail(f"The browser tests need one of: {', '.join(BROWSERS)}. Run `make test`.")
    running: dict[tuple[str, ...], Browser] = {}
    expect.set_options(timeout=LONG_S * 1000)
    with sync_playwright() as playwright:

        def start(*flags: str) -> Browser:
            if flags not in running:
                running[flags] = playwright.chromium.launch(
                    executable_path=program, args=[*FLAGS, *flags]
                )
            return running[flags]

        yield start
        for browser in running.values():
            browser.close()


@pytest.fixture
def open_page(chromium, address) -> Iterator[Callable[..., Page]]:
    """Open a path in a fresh window; the test fails on any error that the page reports.

    `flags` go to the browser; `refusals` names what the test provokes, besides what the page is
    known for, as statuses of answers or words of the message (Chromium reports each as an error);
    all else goes to the window, which has no service worker unless it is told otherwise: what a
    worker fetches, no test can see.
    """
    faults: list[str] = []
    contexts = []

    def open_in_window(path: str = "/", *, flags=(), refusals=(), prepare=None, **window) -> Page:
        window.setdefault("service_workers", "block")
        context = chromium(*flags).new_context(base_url=address, **window)
        contexts.append(context)
        context.set_default_timeout(LONG_S * 1000)
        page = context.new_page()
        provoked = (*refusals, *REFUSALS.get(path, ()))
        expected = [f"status of {r}" if isinstance(r, int) else r for r in provoked]

        def note(message) -> None:
            if message.type == "error" and not any(words in message.text for words in expected):
                faults.append(message.text)

        page.on("console", note)
        page.on("pageerror", lambda error: faults.append(str(error)))
        if prepare:
            prepare(page)
        page.goto(path)
        return page

    yield open_in_window
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def plain_page(open_page) -> Callable[[str], Page]:
    """Open a path in a window without JavaScript."""

    def open_plain(path: str) -> Page:
        return open_page(path, java_script_enabled=False)

    return open_plain


@pytest.fixture(scope="session")
def astronaut_file(astronaut_jpeg, tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("photos") / "astronaut.jpg"
    file.write_bytes(astronaut_jpeg)
    return file


@pytest.fixture(scope="session")
def astronaut_camera(astronaut_jpeg, tmp_path_factory) -> str:
    """The flag that puts the astronaut before the camera."""
    frame = np.asarray(Image.open(io.BytesIO(astronaut_jpeg)).convert("YCbCr"))
    return camera_flag(frame, tmp_path_factory.mktemp("camera") / "astronaut.y4m")


@pytest.fixture(scope="session")
def empty_camera(tmp_path_factory) -> str:
    """The flag that puts a grey wall before the camera."""
    frame = np.full((480, 640, 3), 128, np.uint8)
    return camera_flag(frame, tmp_path_factory.mktemp("camera") / "wall.y4m")
