"""Time to a list in Chromium with every outside source hanging, beside the time with all off.

Two real servers over the fake outside world, whose sources answer after ten seconds; asked in
turn, so that a busy machine weighs on both alike:

    python -m benchmarks.list_first [--repeats 20]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.report import median, print_machine, print_table
from mien.providers.registry import known_manifests
from mien.services.profiles.memory import FILE_NAME, Memory
from mien.services.sources.switches import RememberedSwitches
from tests.fakes.__main__ import environment
from tests.fakes.world import FakeWorld

BAR = 1.05
CHROMIUM = "/usr/bin/chromium"
CARD = "article.card"
MOODS = ("sad", "happy", "angry", "neutral")
WARM_UP = 3


def main() -> None:
    """Measure both and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=20)
    repeats = parser.parse_args().repeats
    print_machine()
    with FakeWorld() as world, sync_playwright() as play:
        world.trouble("all", "slow")
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        with _server(world, on=False) as off, _server(world, on=True) as on:
            times: dict[str, list[float]] = {off: [], on: []}
            for repeat in range(WARM_UP + repeats):
                for address in (off, on) if repeat % 2 else (on, off):
                    took = _time_ms(page, address, repeat)
                    if repeat >= WARM_UP:
                        times[address].append(took)
        browser.close()
        called = len(world.calls)
    ratio = median(times[on]) / median(times[off])
    print_table(
        ("sources", "median ms to the list"),
        [
            ("all off", f"{median(times[off]):.1f}"),
            ("all on, each answering after 10 s", f"{median(times[on]):.1f}"),
        ],
    )
    print(f"\n{repeats} runs each; ratio of medians {ratio:.3f}, bar {BAR}.")
    print(f"The sources got {called} calls meanwhile.")


def _time_ms(page: Page, address: str, repeat: int) -> float:
    mood = MOODS[repeat % len(MOODS)]
    start = time.perf_counter()
    page.goto(f"{address}/picks?emotion={mood}&kind=music&seed={repeat}", wait_until="commit")
    page.wait_for_selector(CARD)
    took = (time.perf_counter() - start) * 1_000
    # The page asks the sources once its list stands; the next comes while they still hang.
    page.wait_for_load_state("load")
    return took


@contextmanager
def _server(world: FakeWorld, *, on: bool) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(Path(folder) / FILE_NAME)
        RememberedSwitches(memory).turn([m.name for m in known_manifests()], on=on)
        memory.close()
        server = subprocess.Popen(
            [sys.executable, "-m", "mien", "serve", "--port", "0"],
            env=os.environ | environment(world, folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+:\d+", server.stdout.readline())
            assert found is not None
            yield found[0]
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
