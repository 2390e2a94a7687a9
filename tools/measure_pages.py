"""Measure how pages load: what travels, when something shows, whether it moves.

Starts the real server on a free port and opens each page several times in Chromium, each time with
an empty cache, over loopback, without throttling. Prints a Markdown table of medians:

* kB: what the page's own requests transfer, headers included, by the DevTools protocol. The
  service worker's later copying of files is not counted.
* FCP, LCP: first and largest contentful paint, ms since navigation began.
* CLS: cumulative layout shift. TBT: by how much tasks exceed 50 ms, together, ms.

Then a first visit, from opening the home page to something that can be played: by a chosen mood,
and by the camera with a still face before it.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser

from screenshots import running_browser, running_server

PAGES = {
    "home": "/",
    "picks": "/picks?emotion=sad",
    "journey": "/journey?from=sad&to=lift&length=8",
    "camera": "/live",
    "photo": "/photo",
    "reading": "/photo/sample",
    "your data": "/you",
    "sources": "/sources",
    "about": "/about",
}
VISITS = {
    "a chosen mood": (("a.mood[href$=sad]",), ".card .play:visible"),
    "the camera": (
        ("main a[href='/live']", "button[data-action=start]:visible"),
        ".first-picks .play:visible",
    ),
}
TYPES = ("Document", "Stylesheet", "Script", "Font", "Image")
PHONE = {"width": 390, "height": 844}
SETTLED_MS = 700

WATCH = """
window.seen = { lcp: 0, shift: 0, blocked: 0 };
const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
  .observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
watch("longtask", (entry) => { seen.blocked += Math.max(0, entry.duration - 50); });
"""
READ = """() => ({ ...window.seen,
  fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0 })"""


@dataclass(frozen=True)
class Load:
    """One opening of a page: bytes by type, requests, times in ms."""

    sizes: dict[str, float]
    requests: int
    fcp: float
    lcp: float
    shift: float
    blocked: float


def load(browser: Browser, address: str) -> Load:
    """Open a page with an empty cache and wait until it is still."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.add_init_script(WATCH)
    protocol = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sizes: defaultdict[str, float] = defaultdict(float)
    protocol.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    protocol.on(
        "Network.loadingFinished",
        lambda e: sizes.update(
            {kinds[e["requestId"]]: sizes[kinds[e["requestId"]]] + e["encodedDataLength"]}
        ),
    )
    protocol.send("Network.enable")
    page.goto(address, wait_until="load")
    page.wait_for_timeout(SETTLED_MS)
    seen = page.evaluate(READ)
    context.close()
    return Load(dict(sizes), len(kinds), seen["fcp"], seen["lcp"], seen["shift"], seen["blocked"])


def median_row(name: str, loads: list[Load]) -> str:
    """Write the medians of one page as a row."""

    def middle(take: Callable[[Load], float]) -> float:
        return statistics.median(take(each) for each in loads)

    by_type = [middle(lambda each, t=t: each.sizes.get(t, 0)) / 1000 for t in TYPES]
    whole = middle(lambda each: sum(each.sizes.values())) / 1000
    cells = [name, f"{whole:.0f}", *(f"{size:.0f}" for size in by_type)]
    cells += [f"{middle(lambda each: each.requests):.0f}"]
    cells += [f"{middle(lambda each: each.fcp):.0f}", f"{middle(lambda each: each.lcp):.0f}"]
    cells += [f"{middle(lambda each: each.shift):.3f}", f"{middle(lambda each: each.blocked):.0f}"]
    return f"| {' | '.join(cells)} |"


def first_visit(browser: Browser, address: str, presses: tuple[str, ...], goal: str) -> float:
    """Return the seconds from opening the home page, over `presses`, to `goal` being in view."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address)
    for place in presses:
        page.locator(place).click()
    page.locator(goal).first.wait_for()
    seconds = time.perf_counter() - began
    context.close()
    return seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=7, help="openings of each page")
    options = parser.parse_args()
    head = ["page", "kB", *(t.lower() for t in TYPES), "requests"]
    head += ["FCP ms", "LCP ms", "CLS", "TBT ms"]
    print(f"| {' | '.join(head)} |")
    print("|---" * len(head) + "|")
    with running_server() as address, running_browser() as browser:
        load(browser, address)
        for name, path in PAGES.items():
            print(median_row(name, [load(browser, address + path) for _ in range(options.runs)]))
        print("\n| first visit by | presses | s to something to play |\n|---|---|---|")
        for way, (presses, goal) in VISITS.items():
            times = [first_visit(browser, address, presses, goal) for _ in range(options.runs)]
            print(f"| {way} | {len(presses)} | {statistics.median(times):.1f} |")


if __name__ == "__main__":
    main()
