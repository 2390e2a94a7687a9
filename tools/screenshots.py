"""Take pictures of every page: phone and desktop, light and dark.

Starts the real server, with a memory of its own, on a free port and drives Chromium. Writes each
page to `screenshots/`, and from the same pictures the contact sheets and the README's pictures to
`docs/images/`.
"""

from __future__ import annotations

import argparse
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
import skimage.data
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from mien.bootstrap import Services, build_services
from mien.core.goals import Goal
from mien.core.mood import mood_from_emotion
from mien.settings import Settings
from mien.store.repositories import moods, plays
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
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
SMALLEST = {"smallest": (320, 640)}
THEMES = ("light", "dark")

DOCS = Path("docs/images")
LONGEST = 3000
README_SHOTS = ("home", "picks-music")
ROWS = 5
"""Pages on one contact sheet."""
ROW_HEIGHT = 420
GAP = 12
PAPER = (226, 221, 212)


@dataclass(frozen=True)
class Shot:
    """One page to take; `prepare` brings it into the state to show."""

    name: str
    path: str
    prepare: Callable[[Page], None] | None = None


def start_camera(page: Page) -> None:
    """Turn the camera on and wait for a reading."""
    page.locator("[data-panel=intro] [data-action=start]").click()
    page.locator(".boxes rect").first.wait_for()
    page.wait_for_timeout(2500)


def stop_camera(page: Page) -> None:
    """Run a short session to its summary."""
    start_camera(page)
    page.locator(".verdict [data-action=stop]").click()
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
    if page.locator("#more-controls > summary").is_visible():
        page.locator("#more-controls > summary").click()
    page.locator("#filters > summary").click()


def open_map(page: Page) -> None:
    """Show the mood map to press."""
    page.locator("details.by-point > summary").click()


def add_people(page: Page) -> None:
    """Add two people where they are not there yet, and be one of them."""
    for name in ("Anna", "Meera and the children"):
        if page.locator(".person h2", has_text=name).count() == 0:
            page.locator("input[name=name]").fill(name)
            page.locator(".person-form > button").click()
    page.locator("#person-2 form button").click()
    page.goto(page.evaluate("location.origin") + "/people")


def open_person(page: Page) -> None:
    """Show the page of the person that this browser is."""
    add_people(page)
    page.locator("#person-2 a").click()


def play_through(page: Page) -> None:
    """Go to the third stop of a journey."""
    page.locator("[data-action=through-start]").click()
    for _ in range(2):
        page.locator("[data-action=through-next]").click()


SHOTS = (
    Shot("home", "/"),
    Shot("home-map", "/", open_map),
    Shot("photo", "/photo"),
    Shot("reading", "/photo", send_photo),
    Shot("sample", "/photo/sample"),
    Shot("picks-music", "/picks?emotion=sad&kind=music&goal=lift"),
    Shot("picks-movies", "/picks?emotion=happy&kind=movie&goal=match&language=hi"),
    Shot("picks-videos", "/picks?emotion=angry&kind=video&goal=calm", open_filters),
    Shot("picks-point", "/picks?valence=0.5&arousal=-0.5&kind=movie"),
    Shot("picks-empty", "/picks?emotion=sad&kind=music&by=nobody+at+all"),
    Shot("live-intro", "/live"),
    Shot("live", "/live", start_camera),
    Shot("summary", "/live", stop_camera),
    Shot("you", "/you"),
    Shot("diary", "/diary?days=90"),
    Shot("taste", "/taste"),
    Shot("sources", "/sources"),
    Shot("journey", "/journey?from=sad&to=lift&length=8"),
    Shot("journey-through", "/journey?from=sad&to=lift&length=8", play_through),
    Shot("item", "/items/movie-amelie-2001"),
    Shot("about", "/about"),
    Shot("offline", "/offline"),
    Shot("error", "/picks?emotion=hungry"),
    # Last, as from then on there is more than one person on every page.
    Shot("people", "/people", add_people),
    Shot("person", "/people", open_person),
    Shot("person-pin", "/people/2/pin"),
    Shot("person-remove", "/people/2/remove"),
)


@contextmanager
def running_server() -> Iterator[str]:
    """Serve the real app, which remembers a few things; yield its address."""
    with TemporaryDirectory() as folder:
        services = build_services(Settings(data_dir=Path(folder)))
        live_with(services)
        server = build_server(create_app(services), "127.0.0.1", 0, 4)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{server.effective_port}"


def live_with(services: Services) -> None:
    """Say what one thinks of a few songs, so that the pages about oneself have some content."""
    picks = services.recommender.recommend(mood_from_emotion("sad"), "music", "lift", seed=1).picks
    for pick, action in zip(picks, ("like", "like", "dislike", "like", "hide"), strict=False):
        services.feedback.give(pick.item.id, action)
    keep_diary(services)


def keep_diary(services: Services) -> None:
    """Live through eight weeks: worse on Mondays, better after songs from films."""
    services.privacy.keep_diary(True)
    songs = services.recommender.recommend("neutral", "music", "match", limit=60, seed=3).picks
    now, rng = datetime.now(UTC), np.random.default_rng(3)
    for days in range(56, 0, -1):
        at = now - timedelta(days=days, hours=float(rng.uniform(0, 6)))
        with lived_at(at):
            song = songs[rng.integers(len(songs))].item
            low = at.weekday() == 0 or rng.random() < 0.3
            before = mood_from_emotion(str(rng.choice(["sad", "angry"] if low else ["neutral"])))
            play = services.plays.note(song.id, mood=before, goal=Goal.LIFT)
        with lived_at(at + timedelta(minutes=20)):
            better = rng.random() < (0.9 if "film" in song.genres else 0.35)
            after = mood_from_emotion("happy" if better else "neutral")
            if play is not None and rng.random() < 0.8:
                services.diary.tell_after(after, play_id=play.id)


@contextmanager
def lived_at(moment: datetime) -> Iterator[None]:
    """Let everything that is remembered have happened at a moment."""
    with ExitStack() as stack:
        for module in (moods, plays):
            stack.enter_context(patch.object(module, "utc_now", lambda: moment))
        yield


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


def take(
    browser: Browser, address: str, shot: Shot, language: str, sizes: dict[str, tuple[int, int]]
) -> Iterator[tuple[str, bytes]]:
    """Open a page once; yield it in each size and theme, as "size-theme" and PNG.

    A picture shows the whole page, or the first `LONGEST` pixels of a long one.
    """
    context = browser.new_context(
        viewport=viewport(next(iter(sizes.values()))),
        locale=language,
        reduced_motion="reduce",
        service_workers="block",
    )
    page = context.new_page()
    page.goto(address + shot.path)
    if shot.prepare:
        shot.prepare(page)
    page.evaluate("document.fonts.ready")
    for size_name, size in sizes.items():
        page.set_viewport_size(viewport(size))
        length = page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": size[0], "height": min(LONGEST, max(size[1], length))}
        for theme in THEMES:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            yield f"{size_name}-{theme}", page.screenshot(full_page=True, clip=clip)
    context.close()


def viewport(size: tuple[int, int]) -> dict[str, int]:
    """Return a size as Playwright takes it."""
    return {"width": size[0], "height": size[1]}


def contact_sheet(rows: list[list[Image.Image]]) -> Image.Image:
    """Return pages below each other, each in all sizes and themes, as their first screens."""
    widths = [max(row[column].width for row in rows) for column in range(len(rows[0]))]
    width = sum(widths) + GAP * (len(widths) + 1)
    sheet = Image.new("RGB", (width, len(rows) * (ROW_HEIGHT + GAP) + GAP), PAPER)
    for number, row in enumerate(rows):
        left = GAP
        for picture, column in zip(row, widths, strict=True):
            sheet.paste(picture, (left, GAP + number * (ROW_HEIGHT + GAP)))
            left += column + GAP
    return sheet


def first_screen(picture: Path, size: tuple[int, int]) -> Image.Image:
    """Return what a window of `size` shows first, as high as a row."""
    window = Image.open(picture).convert("RGB").crop((0, 0, *size))
    return window.resize(
        (round(size[0] * ROW_HEIGHT / size[1]), ROW_HEIGHT), Image.Resampling.LANCZOS
    )


def write_sheets(folder: Path, names: list[str]) -> None:
    """Write the contact sheets of the pictures in `folder`."""
    for number, start in enumerate(range(0, len(names), ROWS), start=1):
        rows = [
            [
                first_screen(folder / f"{name}-{size_name}-{theme}.png", size)
                for size_name, size in SIZES.items()
                for theme in THEMES
            ]
            for name in names[start : start + ROWS]
        ]
        target = DOCS / f"pages-{number}.webp"
        contact_sheet(rows).save(target, quality=78, method=6)
        print(target, f"({', '.join(names[start : start + ROWS])})")


def write_readme_pictures(folder: Path) -> None:
    """Write the first screens that the README shows, with a palette that keeps small colours."""
    for name in README_SHOTS:
        target = DOCS / f"{name.removesuffix('-music')}.png"
        window = Image.open(folder / f"{name}-desktop-light.png").convert("RGB")
        window.crop((0, 0, 1280, 800)).quantize(
            256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        ).save(target, optimize=True)
        print(target)


def main() -> None:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="names that contain this; leaves docs/images as it is")
    parser.add_argument("--language", default="en", help="of the pages; other than en: as --only")
    parser.add_argument("--smallest", action="store_true", help="a phone of 320 pixels too")
    options = parser.parse_args()
    folder = Path("screenshots") / ("" if options.language == "en" else options.language)
    folder.mkdir(parents=True, exist_ok=True)
    sizes = SIZES | (SMALLEST if options.smallest else {})
    wanted = [shot for shot in SHOTS if not options.only or options.only in shot.name]
    with running_server() as address, running_browser() as browser:
        for shot in wanted:
            for name, picture in take(browser, address, shot, options.language, sizes):
                (folder / f"{shot.name}-{name}.png").write_bytes(picture)
            print(folder / shot.name)
    if not options.only and options.language == "en":
        DOCS.mkdir(parents=True, exist_ok=True)
        write_sheets(folder, [shot.name for shot in SHOTS])
        write_readme_pictures(folder)


if __name__ == "__main__":
    main()
