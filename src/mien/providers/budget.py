"""How often a source may be asked: a token bucket for the pace, windows for the quota."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

DAY_S: Final = 86_400.0
_PACIFIC: Final = ZoneInfo("America/Los_Angeles")


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `burst` calls at once, `per_second` on average; never over burst + rate x time."""

    burst: int
    per_second: float


class QuotaWindow(Protocol):
    """A span of time that a quota counts calls in; times are seconds since the epoch."""

    @property
    def calls(self) -> int:
        """Return the most calls that fit."""
        ...

    def start(self, now: float) -> float:
        """Return when the span that holds `now` began."""
        ...

    def next_free(self, now: float, oldest: float) -> float:
        """Return when a used-up quota has room again; `oldest` is its first counted call."""
        ...


@dataclass(frozen=True, slots=True)
class Rolling:
    """`calls` in any `seconds` in a row."""

    calls: int
    seconds: float

    def start(self, now: float) -> float:
        """Return the time `seconds` ago."""
        return now - self.seconds

    def next_free(self, now: float, oldest: float) -> float:  # noqa: ARG002 - as the protocol
        """Return when the oldest call leaves the window."""
        return oldest + self.seconds


@dataclass(frozen=True, slots=True)
class PacificDay:
    """`calls` from midnight to midnight in Los Angeles, as Google counts its quotas."""

    calls: int

    def start(self, now: float) -> float:
        """Return the last midnight there."""
        local = datetime.fromtimestamp(now, _PACIFIC)
        return datetime.combine(local.date(), time(), _PACIFIC).timestamp()

    def next_free(self, now: float, oldest: float) -> float:  # noqa: ARG002 - as the protocol
        """Return the next midnight there."""
        local = datetime.fromtimestamp(now, _PACIFIC)
        tomorrow = local.date() + timedelta(days=1)
        return datetime.combine(tomorrow, time(), _PACIFIC).timestamp()


@dataclass(frozen=True, slots=True)
class Budget:
    """What one group of calls of a source may use.

    Attributes:
        pace: short-term rate.
        windows: long-term quotas, all of which hold.
        patience_s: how long a call waits for its turn before it is left for later.
    """

    pace: Pace
    windows: tuple[QuotaWindow, ...] = ()
    patience_s: float = 2.0


class TokenBucket:
    """Holds up to `burst` tokens that come back at a steady rate; safe between threads."""

    def __init__(self, pace: Pace, monotonic: Callable[[], float]) -> None:
        """Start full."""
        self._pace = pace
        self._monotonic = monotonic
        self._tokens = float(pace.burst)
        self._filled_at = monotonic()
        self._lock = threading.Lock()

    def reserve(self, patience_s: float) -> float | None:
        """Take a token; return the seconds to wait for it, or None when that is too long."""
        with self._lock:
            now = self._monotonic()
            earned = (now - self._filled_at) * self._pace.per_second
            self._tokens = min(float(self._pace.burst), self._tokens + earned)
            self._filled_at = now
            # A negative number of tokens stands for those who are already waiting their turn.
            wait = max(0.0, (1.0 - self._tokens) / self._pace.per_second)
            if wait > patience_s:
                return None
            self._tokens -= 1.0
            return wait
