"""Take pictures of every page: phone and desktop, light and dark.

Starts the real server on a free port and drives Chromium. Writes to `screenshots/`, or with
`--docs` the two pictures of the README to `docs/images/`.
"""
# ruff: noqa: INP001

from __future__ import annotations

import argparse
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import skimage.data
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from mien.bootstrap import build_services
from mien.web.app import create_app
from mien.web.server import build_server

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)
SIZES = {"phone-320": (320, 640), "phone-390": (390, 844), "desktop": (1280, 900)}
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Shot:
    """One page to take; `prepare` brings it into the state to show."""

    name: str
    path: str
    prepare: Callable[[Page], None] | None = None


def start_camera(page: Page) -> None:
    """Turn the camera on and wait for a reading."""
    page.get_by_role("button", name="Turn the camera on").click()
    page.locator(".boxes rect").first.wait_for()
    page.wait_for_timeout(2500)


def stop_camera(page: Page) -> None:
    """Run a short session to its summary."""
    start_camera(page)
    page.get_by_role("button", name="Stop and see picks").click()
    page.locator("#picks .card").first.wait_for()


def send_photo(page: Page) -> None:
    """Send the astronaut as a photo of one's own."""
    with TemporaryDirectory() as folder:
        photo = Path(folder) / "astronaut.jpg"
        Image.fromarray(skimage.data.astronaut()).save(photo)
        page.locator("input[type=file]").set_input_files(photo)
        page.locator(".seen img").wait_for()
        page.wait_for_timeout(300)


def open_filters(page: Page) -> None:
    """Show all controls."""
    page.locator("#filters > summary").click()


SHOTS = (
    Shot("home", "/"),
    Shot("photo", "/photo"),
    Shot("reading", "/photo", send_photo),
    Shot("sample", "/photo/sample"),
    Shot("picks-music", "/picks?emotion=sad&kind=music&goal=lift"),
    Shot("picks-movies", "/picks?emotion=happy&kind=movie&goal=match&language=hi"),
    Shot("picks-videos", "/picks?emotion=angry&kind=video&goal=calm", open_filters),
    Shot("picks-empty", "/picks?emotion=sad&kind=music&by=nobody+at+all"),
    Shot("live-intro", "/live"),
    Shot("live", "/live", start_camera),
    Shot("summary", "/live", stop_camera),
    Shot("you", "/you"),
    Shot("sources", "/sources"),
    Shot("journey", "/journey?from=sad&to=lift&length=8"),
    Shot("about", "/about"),
    Shot("error", "/picks?emotion=hungry"),
)
DOCS = (SHOTS[0], Shot("picks", "/picks?emotion=sad&kind=music&goal=lift"))


@contextmanager
def running_server() -> Iterator[str]:
    """Serve the real app; yield its address."""
    server = build_server(create_app(build_services()), "127.0.0.1", 0, 4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start the system's Chromium with the astronaut before its camera."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        raise SystemExit(f"None of {', '.join(BROWSERS)} is installed.")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        camera = Path(folder) / "camera.mjpeg"
        Image.fromarray(camera_frame()).save(camera, "JPEG", quality=95)
        browser = playwright.chromium.launch(
            executable_path=program, args=[*FLAGS, f"--use-file-for-fake-video-capture={camera}"]
        )
        yield browser
        browser.close()


def camera_frame() -> np.ndarray:
    """Return the astronaut as 640x480, in the limited range that Chromium takes JPEG for."""
    picture = Image.fromarray(skimage.data.astronaut()[:384]).resize((640, 480))
    return (16 + np.asarray(picture, dtype=np.float32) * (219 / 255)).astype(np.uint8)


def take(browser: Browser, address: str, shot: Shot, size: tuple[int, int], theme: str) -> bytes:
    """Return a PNG of the whole page (of the first 3000 pixels of a long one)."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address + shot.path)
    if shot.prepare:
        shot.prepare(page)
    page.evaluate("document.fonts.ready")
    length = min(3000, page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": length})
    picture = page.screenshot()
    context.close()
    return picture


def take_window(browser: Browser, address: str, shot: Shot) -> bytes:
    """Return a PNG of what a desktop window shows first, for the README."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page = context.new_page()
    page.goto(address + shot.path)
    if shot.prepare:
        shot.prepare(page)
    page.evaluate("document.fonts.ready")
    picture = page.screenshot()
    context.close()
    return picture


def save_small(picture: bytes, target: Path) -> None:
    """Write a PNG with a palette that keeps the small coloured parts, for the repository."""
    colours = Image.open(BytesIO(picture)).convert("RGB")
    colours.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        target, optimize=True
    )


def main() -> None:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", action="store_true", help="the two pictures of the README")
    parser.add_argument("--only", help="names that contain this")
    options = parser.parse_args()
    folder = Path("docs/images" if options.docs else "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    with running_server() as address, running_browser() as browser:
        if options.docs:
            for shot in DOCS:
                target = folder / f"{shot.name}.png"
                save_small(take_window(browser, address, shot), target)
                print(target)
            return
        for shot in SHOTS:
            if options.only and options.only not in shot.name:
                continue
            for size_name, size in SIZES.items():
                for theme in THEMES:
                    target = folder / f"{shot.name}-{size_name}-{theme}.png"
                    target.write_bytes(take(browser, address, shot, size, theme))
                    print(target)


if __name__ == "__main__":
    main()
