"""Decides before each call whether a source may be asked, and learns from how it went."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from mien.core.phrases import Phrase
from mien.core.recommendation import SourceStatus
from mien.providers.budget import Budget, Pace, TokenBucket
from mien.providers.errors import (
    AuthError,
    LeftForLaterError,
    LoginExpiredError,
    NothingThereError,
    ProviderError,
    QuotaError,
    UnreachableError,
)
from mien.providers.usage import StoredPause, UsageLog

FAILURES_TO_OPEN: Final = 3
"""Failed calls in a row after which a source is left alone for a while."""

FIRST_PAUSE_S: Final = 30.0
LONGEST_PAUSE_S: Final = 900.0
REFUSED_PAUSE_S: Final = 3_600.0
"""A refused key stays refused until someone mends it; asking once an hour is enough."""

QUOTA_PAUSE_S: Final = 60.0
"""Pause after a quota answer that does not say how long; doubles while it goes on."""

PICTURES: Final = "pictures"
"""Budget of pictures, which every source has beside its own; CDNs do not count them."""

_PICTURES_BUDGET: Final = Budget(Pace(burst=30, per_second=10.0))


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the time comes from; a test brings its own."""

    now: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Pause:
    """Why a source is left alone, and until when (seconds since the epoch)."""

    status: SourceStatus
    until: float
    reason: str


class Guard:
    """The pace, quotas and circuit breaker of one source; safe between threads."""

    def __init__(
        self, source: str, budgets: Mapping[str, Budget], usage: UsageLog, clock: Clock | None
    ) -> None:
        """Start closed, with what `usage` remembers."""
        self._source = source
        self._budgets = {PICTURES: _PICTURES_BUDGET, **budgets}
        self._usage = usage
        self._clock = clock or Clock()
        self._buckets = {
            name: TokenBucket(budget.pace, self._clock.monotonic)
            for name, budget in self._budgets.items()
        }
        self._failures = 0
        self._quota_answers = 0
        self._stopped: Pause | None = None
        self._pacing = 0
        self._lock = threading.Lock()
        self._admitting = threading.Lock()

    def admit(self, budget: str) -> None:
        """Let one call through, waiting for its turn if that is short, and count it.

        Raises:
            QuotaError: the quota is used up, or the turn would come too late.
            AuthError, UnreachableError: the source is being left alone after failures.
        """
        self._raise_if_stopped(budget)
        with self._admitting:
            self._raise_if_used_up(budget)
            wait = self._buckets[budget].reserve(self._budgets[budget].patience_s)
            if wait is None:
                raise LeftForLaterError(
                    Phrase("Some were left for later, to stay inside its pace.")
                )
            self._usage.record(self._source, budget, self._clock.now())
        if wait > 0:
            self._pacing += 1
            try:
                self._clock.sleep(wait)
            finally:
                self._pacing -= 1

    def is_pacing(self) -> bool:
        """Tell whether a call is waiting for its turn just now."""
        return self._pacing > 0

    def succeeded(self) -> None:
        """Note a good answer: the source is well."""
        with self._lock:
            self._failures = self._quota_answers = 0
            self._stopped = None

    def failed(self, error: ProviderError, budget: str) -> None:
        """Note a failed call; its class decides whether and for how long to stop."""
        now = self._clock.now()
        with self._lock:
            match error:
                case LeftForLaterError() | NothingThereError() | LoginExpiredError():
                    pass  # says nothing of the source: one person's consent ended
                case QuotaError():
                    self._pause_for_quota(error, budget, now)
                case AuthError():
                    self._stopped = Pause(error.status, now + REFUSED_PAUSE_S, error.detail)
                case UnreachableError():
                    self._count_failure(error, now)

    def stopped(self, budget: str) -> Pause | None:
        """Return why calls of this budget are not made just now, or None when they are."""
        now = self._clock.now()
        with self._lock:
            if self._stopped is not None and self._stopped.until > now:
                return self._stopped
        stop = self._usage.stopped(self._source, budget, now)
        return None if stop is None else Pause(SourceStatus.QUOTA, stop.until, stop.reason)

    def _pause_for_quota(self, error: QuotaError, budget: str, now: float) -> None:
        self._quota_answers += 1
        pause = error.retry_after_s
        if pause is None:
            pause = min(LONGEST_PAUSE_S, QUOTA_PAUSE_S * 2 ** (self._quota_answers - 1))
        self._usage.stop(self._source, budget, StoredPause(now + pause, error.detail))

    def _count_failure(self, error: UnreachableError, now: float) -> None:
        self._failures += 1
        if self._failures >= FAILURES_TO_OPEN:
            doublings = self._failures - FAILURES_TO_OPEN
            pause = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(doublings, 10))
            self._stopped = Pause(error.status, now + pause, error.detail)

    def _raise_if_stopped(self, budget: str) -> None:
        stopped = self.stopped(budget)
        if stopped is None:
            return
        hint = Phrase(
            "It is asked again in %(time)s.", time=_words(stopped.until - self._clock.now())
        )
        match stopped.status:
            case SourceStatus.QUOTA:
                raise QuotaError(stopped.reason, hint)
            case SourceStatus.AUTH:
                raise AuthError(stopped.reason, hint)
            case _:
                raise UnreachableError(stopped.reason, hint)

    def _raise_if_used_up(self, budget: str) -> None:
        now = self._clock.now()
        for window in self._budgets[budget].windows:
            number, first = self._usage.count(self._source, budget, window.start(now))
            if number >= window.calls:
                again = window.next_free(now, first) - now
                raise QuotaError(
                    Phrase(
                        "All %(calls)s calls that it allows are used.", calls=f"{window.calls:,}"
                    ),
                    Phrase("It is asked again in %(time)s.", time=_words(again)),
                    retry_after_s=again,
                )


def _words(seconds: float) -> Phrase:
    if seconds >= 5_400:
        return Phrase("%(num)s hours", num=round(seconds / 3_600))
    if seconds >= 60:
        return Phrase("%(num)s min", num=max(1, round(seconds / 60)))
    return Phrase("%(num)s s", num=max(1, round(seconds)))
