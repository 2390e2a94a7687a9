"""The camera page with a face that changes from happy to sad: does the headline follow?

Makes videos of FER-2013's PublicTest faces in a temporary folder, shows them to Chromium as its
camera, and watches the page:

    python -m benchmarks.live_check --data FER2013.npz [--pairs 3]

Exits with 1 when the headline follows later than in 1.5 s, changes more than once, when fewer than
10 frames a second are read, or when the server wrote anything beside its database.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import Playwright, sync_playwright

from benchmarks.report import median, print_machine, print_table
from mien.core.emotions import EMOTIONS
from mien.core.errors import NoFaceError
from mien.training.datasets.npz import load_npz
from mien.vision.read import MoodReader

SIZE: Final = (640, 480)
FPS: Final = 15
SECONDS: Final = 5
"""Of each of the two faces."""

SIDE: Final = 220
LONGEST_DELAY_MS: Final = 1500.0
LEAST_FPS: Final = 10.0
SURE: Final = 0.7
"""Share of the right emotion that a face must have in a still picture, to be shown."""

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
START: Final = "Turn the camera on"

WATCH: Final = """() => {
  const seen = { changed: null, headlines: [], readings: [] };
  globalThis.seenByCheck = seen;
  const real = globalThis.fetch;
  globalThis.fetch = async (...all) => {
    const answer = await real(...all);
    if (String(all[0]).includes("/mood")) seen.readings.push(performance.now());
    return answer;
  };
  document.addEventListener("DOMContentLoaded", () => {
    const headline = document.querySelector("[data-slot=headline]");
    const note = () => seen.headlines.push([performance.now(), headline.textContent]);
    new MutationObserver(note).observe(headline, { childList: true, characterData: true });
    const video = document.querySelector("video");
    const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const look = () => {
      pen.drawImage(video, 0, 0, 8, 8, 0, 0, 1, 1);  // the corner is white from the change on
      if (pen.getImageData(0, 0, 1, 1).data[0] > 200) seen.changed ??= performance.now();
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  });
}"""

Rgb = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Seen:
    """What the page did: times in milliseconds."""

    delay: float | None
    changes: int
    fps: float

    @property
    def passes(self) -> bool:
        """Whether all bars are met."""
        followed = self.delay is not None and self.delay <= LONGEST_DELAY_MS
        return followed and self.changes <= 1 and self.fps >= LEAST_FPS


def main() -> None:
    """Measure, print the table, exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=3)
    options = parser.parse_args()
    print_machine()
    happy, sad = (_scenes(options.data, word, options.pairs) for word in ("happy", "sad"))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        found = []
        with _served(folder) as address:
            for number, (first, second) in enumerate(zip(happy, sad, strict=True)):
                video = folder / f"pair{number}.y4m"
                _write_video(video, first, second)
                found.append(_watch(playwright, address, video))
                video.unlink()
        written = _written(folder)
    print_table(
        ("pair", "headline followed after ms", "changes", "frames a second"),
        [
            (
                str(n),
                "never" if s.delay is None else f"{s.delay:.0f}",
                str(s.changes),
                f"{s.fps:.1f}",
            )
            for n, s in enumerate(found, 1)
        ],
    )
    print(f"\nmedian frames a second {median([each.fps for each in found]):.1f}")
    print(f"files that the server wrote beside its database: {written or 'none'}")
    sys.exit(0 if all(each.passes for each in found) and not written else 1)


def _scenes(data: Path, emotion: str, count: int) -> list[Rgb]:
    """Return scenes with a PublicTest face that reads clearly as `emotion`."""
    faces = load_npz(data)
    reader = MoodReader()
    chance = np.random.default_rng(0)
    rows = np.flatnonzero((faces.usage == "PublicTest") & (faces.labels == EMOTIONS.index(emotion)))
    scenes: list[Rgb] = []
    for row in chance.permutation(rows):
        scene = Image.new("RGB", SIZE, (110, 110, 110))
        large = Image.fromarray(faces.images[row]).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
        scene.paste(large.convert("RGB"), ((SIZE[0] - SIDE) // 2, (SIZE[1] - SIDE) // 2))
        try:
            mood = reader.read(np.asarray(scene)).mood
        except NoFaceError:
            continue
        if mood.emotions[emotion] >= SURE:
            scenes.append(np.asarray(scene))
        if len(scenes) == count:
            return scenes
    raise SystemExit(f"Fewer than {count} faces read clearly as {emotion}.")


def _write_video(path: Path, first: Rgb, second: Rgb) -> None:
    """Write both as a y4m (4:2:0, BT.601 limited range), each face swaying a little."""
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{SIZE[0]} H{SIZE[1]} F{FPS}:1 Ip C420jpeg\n".encode())
        for scene, corner in ((first, 0), (second, 255)):
            for number in range(FPS * SECONDS):
                swayed = np.roll(scene, round(6 * np.sin(number / 8)), axis=1)
                swayed[:16, :16] = corner
                file.write(b"FRAME\n" + _planes(swayed))


def _planes(picture: Rgb) -> bytes:
    frame = np.asarray(Image.fromarray(picture).convert("YCbCr")).astype(float)
    luma = (16 + frame[..., 0] * (219 / 255)).round().astype(np.uint8)
    chroma = 128 + (frame[..., 1:] - 128) * (224 / 255)
    small = chroma.reshape(SIZE[1] // 2, 2, SIZE[0] // 2, 2, 2).mean((1, 3))
    small = small.round().astype(np.uint8)
    planes: bytes = luma.tobytes() + small[..., 0].tobytes() + small[..., 1].tobytes()
    return planes


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Run the real server with all of its folders below `folder`."""
    for name in ("tmp", "data", "cache"):
        (folder / name).mkdir()
    places = {
        "TMPDIR": str(folder / "tmp"),
        "MIEN_DATA_DIR": str(folder / "data"),
        "MIEN_CACHE_DIR": str(folder / "cache"),
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "mien", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | places,
    )
    try:
        assert server.stdout is not None
        found = re.search(r"http://\S+:\d+", server.stdout.readline())
        assert found is not None
        yield found[0]
    finally:
        server.terminate()
        server.wait()


def _watch(playwright: Playwright, address: str, video: Path) -> Seen:
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    browser = playwright.chromium.launch(
        executable_path=program,
        args=[
            "--no-sandbox",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={video}",
        ],
    )
    page = browser.new_page()
    page.add_init_script(f"({WATCH})()")
    page.goto(f"{address}/live")
    page.get_by_role("button", name=START).click()
    page.wait_for_timeout((2 * SECONDS - 0.6) * 1000)
    seen = page.evaluate("globalThis.seenByCheck")
    browser.close()
    return _judged(seen)


def _judged(seen: dict[str, Any]) -> Seen:
    changed = seen["changed"]
    words: list[tuple[float, str]] = []
    for at, word in seen["headlines"]:
        if word.startswith(("Looks ", "Not sure")) and (not words or words[-1][1] != word):
            words.append((at, word))
    followed = [at for at, word in words if word == "Looks sad"]
    delay = followed[0] - changed if followed and changed is not None else None
    readings = seen["readings"]
    fps = (len(readings) - 1) / (readings[-1] - readings[0]) * 1000 if len(readings) > 1 else 0.0
    return Seen(delay, len(words) - 1, fps)


def _written(folder: Path) -> list[str]:
    """Return the files in the server's folders that are no database."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("mien.sqlite3")
    ]


if __name__ == "__main__":
    main()
