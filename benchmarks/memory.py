"""Does the server's memory stay flat over a long live session?

Sends frames one after the other, as the camera page does, and looks at the resident size:

    python -m benchmarks.memory [--frames 10000]

Exits with 1 when it moves by more than 5 % after the first tenth.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import re
import subprocess
import sys
import tempfile
from itertools import cycle
from typing import Final

import psutil
from PIL import Image
from skimage import data

from benchmarks.report import print_machine, print_table
from mien.settings import load_settings

MOST_CHANGE: Final = 0.05
MEGABYTE: Final = 2**20
HINTED: Final = 10
"""Of this many frames with a face, all but one carry a hint."""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=10_000)
    frames = parser.parse_args().frames
    print_machine()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**psutil.Process().environ(), "MIEN_DATA_DIR": folder}
        server = subprocess.Popen(
            [sys.executable, "-m", "mien", "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        try:
            assert server.stdout is not None
            found = re.search(r"http://(\S+):(\d+)", server.stdout.readline())
            if found is None:
                raise SystemExit("The server did not start; try: mien serve")
            sizes = _measure(server.pid, found[1], int(found[2]), frames)
        finally:
            server.terminate()
            server.wait()
    print_table(("frames", "resident MB"), [(str(n), f"{size:.1f}") for n, size in sizes])
    first = sizes[1][1]
    change = max(abs(size - first) / first for _, size in sizes[1:])
    print(
        f"\nlargest change after the first tenth: {change:.1%} ({load_settings().threads} threads)"
    )
    sys.exit(0 if change <= MOST_CHANGE else 1)


def _measure(pid: int, host: str, port: int, frames: int) -> list[tuple[int, float]]:
    process = psutil.Process(pid)
    connection = http.client.HTTPConnection(host, port)
    sizes = []
    hint = ""
    for number, picture in zip(range(frames), cycle(_pictures()), strict=False):
        if number % max(1, frames // 10) == 0:
            sizes.append((number, process.memory_info().rss / MEGABYTE))
        hint = _send(connection, picture, "" if number % HINTED == 0 else hint)
    sizes.append((frames, process.memory_info().rss / MEGABYTE))
    return sizes


def _send(connection: http.client.HTTPConnection, picture: bytes, hint: str) -> str:
    """Send a frame; return the hint for the next."""
    path = f"/api/v1/mood?hint={hint}" if hint else "/api/v1/mood"
    connection.request("POST", path, picture, {"Content-Type": "image/jpeg"})
    answer = connection.getresponse()
    body = json.loads(answer.read())
    if answer.status == 422:
        return ""
    if answer.status != 200:
        raise SystemExit(f"the server answered {answer.status}: {body}")
    return ";".join(",".join(str(edge) for edge in face["box"]) for face in body["faces"])


def _pictures() -> list[bytes]:
    """Return frames of someone who moves, comes nearer and leaves."""
    portrait = Image.fromarray(data.astronaut())
    pictures = []
    for step in range(12):
        scene = Image.new("RGB", (640, 480), (120, 120, 120))
        if step < 10:
            side = 380 + 10 * step
            scene.paste(portrait.resize((side, side)), (10 * step, 480 - side))
        file = io.BytesIO()
        scene.save(file, "JPEG", quality=88)
        pictures.append(file.getvalue())
    return pictures


if __name__ == "__main__":
    main()
