"""What the benchmarks share: percentiles, tables, and what machine it was."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterable, Sequence

import numpy as np


def timed_ms(call: Callable[[], object], repeats: int) -> list[float]:
    """Return the wall time of each of `repeats` calls in milliseconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return times


def median(values: Sequence[float]) -> float:
    """Return the middle value."""
    return float(np.median(values))


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 stay under."""
    return float(np.percentile(values, 95))


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a Markdown table."""
    print("| " + " | ".join(header) + " |")
    print("|" + "---|" * len(header))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def print_machine() -> None:
    """Print what the figures were measured on, and how busy it was."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, load {load:.1f} at the start\n"
    )
