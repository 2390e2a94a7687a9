"""What the camera page says when what is before the camera changes."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from mien.core.emotions import EMOTIONS
from mien.core.faces import Face, Reading
from mien.core.mood import Mood, mood_from_probabilities
from mien.services.documents.moods import ReadingBody
from tests.e2e.camera import ALLOW_CAMERA, FAKE_CAMERA, camera_flag

START = "Turn the camera on"
FPS = 5
SECONDS = 4

WATCH_HEADLINE = """() => {
  globalThis.headlines = [];
  const headline = document.querySelector("[data-slot=headline]");
  new MutationObserver(() => {
    if (headlines.at(-1) !== headline.textContent) headlines.push(headline.textContent);
  }).observe(headline, { childList: true, characterData: true });
}"""

FIVE_READINGS_A_SECOND = """() => {
  // A reading takes the page a fifth of a second of its time, however busy the machine is.
  const ask = globalThis.fetch;
  let read = 0;
  globalThis.fetch = async (address, ...options) => {
    const answer = await ask(address, ...options);
    read += String(address).includes("/api/v1/mood");
    return answer;
  };
  performance.now = () => read * 200;
}"""


@pytest.fixture(scope="module")
def leaving_camera(astronaut_jpeg, tmp_path_factory) -> str:
    """The flag for a camera that shows the astronaut, then a wall, over and over."""
    folder = tmp_path_factory.mktemp("camera")
    face = np.asarray(Image.open(io.BytesIO(astronaut_jpeg)).convert("YCbCr"))
    parts = []
    for name, frame in (("face", face), ("wall", np.full((480, 640, 3), 128, np.uint8))):
        camera_flag(frame, folder / name)
        header, _, frames = (folder / name).read_bytes().partition(b"\n")
        parts.append(frames[: len(frames) // 2] * (FPS * SECONDS))
    film: Path = folder / "leaving.y4m"
    film.write_bytes(header.replace(b"F15:1", b"F%d:1" % FPS) + b"\n" + b"".join(parts))
    return f"--use-file-for-fake-video-capture={film}"


def test_who_leaves_is_missed_and_who_returns_is_read_again(open_page, leaving_camera):
    flags = (FAKE_CAMERA, ALLOW_CAMERA, leaving_camera)
    page = open_page("/live", flags=flags, refusals=[422])
    page.get_by_role("button", name=START).click()
    live, banner = page.locator("mien-live"), page.locator("[data-slot=banner]")
    expect(page.locator(".headline")).to_have_text("Looks happy")
    expect(live).to_have_attribute("data-state", "no-face")
    expect(banner).to_contain_text("No face in view")
    expect(page.locator(".boxes rect")).to_have_count(0)
    expect(live).to_have_attribute("data-state", "live")
    expect(page.locator(".boxes rect")).to_have_count(1)


def mood(emotion: str, share: float) -> Mood:
    rest = (1 - share) / (len(EMOTIONS) - 1)
    return mood_from_probabilities([share if name == emotion else rest for name in EMOTIONS])


def test_the_headline_follows_recorded_readings_once_and_without_flicker(
    open_page, astronaut_camera
):
    """Happy for two seconds, then sad, with a wrong reading now and then."""
    read = 0

    def answer(route) -> None:
        nonlocal read
        read += 1
        true = "sad" if read > 10 else "happy"
        emotion = "fear" if read % 7 == 3 else true
        face = Face((200, 100, 330, 260), 0.99, None, mood(emotion, 0.75))
        body = ReadingBody.of(Reading((face,), face.mood, (480, 360))).model_dump_json()
        route.fulfill(status=200, body=body, content_type="application/json")

    flags = (FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera)
    page = open_page("/live", flags=flags)
    page.route("**/api/v1/mood*", answer)
    page.evaluate(FIVE_READINGS_A_SECOND)
    page.evaluate(WATCH_HEADLINE)
    page.get_by_role("button", name=START).click()
    expect(page.locator(".headline")).to_have_text("Looks sad")
    enough = read + 10
    while read < enough:
        page.wait_for_timeout(50)
    words = page.evaluate("headlines")
    assert [word for word in words if word.startswith("Looks ")] == ["Looks happy", "Looks sad"]
    assert words.count("Not sure") <= 1


def test_two_faces_are_named_each_for_itself(open_page, astronaut_camera):
    def answer(route) -> None:
        faces = tuple(
            Face(box, 0.99, None, mood(emotion, 0.9))
            for box, emotion in (((40, 90, 150, 210), "happy"), ((300, 90, 400, 200), "sad"))
        )
        body = ReadingBody.of(Reading(faces, faces[0].mood, (480, 360))).model_dump_json()
        route.fulfill(status=200, body=body, content_type="application/json")

    page = open_page("/live", flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera))
    page.route("**/api/v1/mood*", answer)
    page.get_by_role("button", name=START).click()
    expect(page.locator(".boxes rect")).to_have_count(2)
    expect(page.locator(".boxes text")).to_have_text(["happy", "sad"])
