"""Time from a photo to a list over loopback: `POST /mood`, then `POST /recommendations`.

A real server in a process of its own, one client, a 640 x 480 JPEG with one face:

    python -m benchmarks.web [--repeats 200]
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import re
import subprocess
import sys
import time
from typing import Any

from PIL import Image
from skimage import data

from benchmarks.report import median, p95, print_machine, print_table

FIELD_BAR_MS = 1500.0
OUR_BAR_MS = 150.0
WARM_UP = 10


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=200)
    repeats = parser.parse_args().repeats
    print_machine()
    server = subprocess.Popen(
        [sys.executable, "-m", "mien", "serve", "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        found = re.search(r"http://(\S+):(\d+)", server.stdout.readline())
        assert found is not None
        mood_ms, picks_ms = _measure(found[1], int(found[2]), repeats)
    finally:
        server.terminate()
        server.wait()
    both = [first + second for first, second in zip(mood_ms, picks_ms, strict=True)]
    print_table(
        ("step", "median ms", "p95 ms"),
        [
            (name, f"{median(times):.1f}", f"{p95(times):.1f}")
            for name, times in (
                ("POST /mood", mood_ms),
                ("POST /recommendations", picks_ms),
                ("both", both),
            )
        ],
    )
    print(f"\n{repeats} repeats; bar of the field {FIELD_BAR_MS:.0f} ms, ours {OUR_BAR_MS:.0f} ms.")
    print(f"p95 of both is {p95(both) / FIELD_BAR_MS:.3f} of the field's bar.")


def _measure(host: str, port: int, repeats: int) -> tuple[list[float], list[float]]:
    connection = http.client.HTTPConnection(host, port)
    photo = _photo()
    mood_ms, picks_ms = [], []
    for repeat in range(WARM_UP + repeats):
        mood, first = _post(connection, "/api/v1/mood", photo, "image/jpeg")
        body = json.dumps({"mood": mood["mood"], "kind": "music", "seed": repeat}).encode()
        _, second = _post(connection, "/api/v1/recommendations", body, "application/json")
        if repeat >= WARM_UP:
            mood_ms.append(first)
            picks_ms.append(second)
    return mood_ms, picks_ms


def _post(
    connection: http.client.HTTPConnection, path: str, body: bytes, content_type: str
) -> tuple[Any, float]:
    start = time.perf_counter()
    connection.request("POST", path, body, {"Content-Type": content_type})
    answer = connection.getresponse()
    text = answer.read()
    elapsed = (time.perf_counter() - start) * 1000
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}: {text.decode()}")
    return json.loads(text), elapsed


def _photo() -> bytes:
    picture = Image.fromarray(data.astronaut()).resize((640, 640)).crop((0, 0, 640, 480))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


if __name__ == "__main__":
    main()
