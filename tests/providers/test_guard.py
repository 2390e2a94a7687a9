"""The guard: pace, quotas across restarts, and when a source is left alone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from mien.core.phrases import Phrase
from mien.core.recommendation import SourceStatus
from mien.providers.budget import Budget, Pace, PacificDay, Rolling
from mien.providers.errors import (
    AuthError,
    LeftForLaterError,
    NothingThereError,
    QuotaError,
    UnreachableError,
)
from mien.providers.guard import FAILURES_TO_OPEN, Clock, Guard
from mien.providers.registry import known_manifests
from mien.providers.usage import UsageLog
from tests.fakes.world import FAKES

PACIFIC = ZoneInfo("America/Los_Angeles")
NOON = datetime(2026, 11, 20, 12, tzinfo=PACIFIC).timestamp()


class FakeTime:
    """A clock that moves only when told, or slept on."""

    def __init__(self, now: float = NOON) -> None:
        self.now = now
        self.slept: list[float] = []

    def pass_by(self, seconds: float) -> None:
        self.now += seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.now, monotonic=lambda: self.now, sleep=self.sleep)


@pytest.fixture
def time():
    return FakeTime()


def guarded(time, *, pace=None, windows=(), patience_s=2.0, usage=None):
    budget = Budget(pace or Pace(1000, 1000.0), windows, patience_s)
    return Guard("any", {"calls": budget}, usage or UsageLog(), time.clock)


def test_a_burst_is_let_through_and_then_the_pace_holds(time):
    guard = guarded(time, pace=Pace(burst=3, per_second=1.0))
    for _ in range(3):
        guard.admit("calls")
    assert time.slept == []
    guard.admit("calls")
    assert time.slept == [1.0]


def test_a_turn_that_comes_too_late_is_left_for_later(time):
    guard = guarded(time, pace=Pace(burst=1, per_second=0.1))
    guard.admit("calls")
    with pytest.raises(LeftForLaterError):
        guard.admit("calls")
    assert time.slept == []


@pytest.mark.parametrize("manifest", known_manifests(), ids=lambda m: m.name)
def test_no_budget_allows_more_than_the_source_documents(manifest):
    for name, budget in manifest.budgets.items():
        for calls, seconds in FAKES[manifest.name].limits.get(name, ()):
            by_pace = budget.pace.burst + budget.pace.per_second * seconds
            quotas = [w.calls for w in budget.windows if isinstance(w, Rolling | PacificDay)]
            # Of a burst of one, the next call comes a whole interval later.
            within = budget.pace.per_second * seconds if budget.pace.burst == 1 else by_pace
            assert min([within, *quotas]) <= calls


def test_a_used_up_quota_says_when_it_is_asked_again(time):
    guard = guarded(time, windows=(Rolling(2, 3_600.0),))
    guard.admit("calls")
    time.pass_by(600)
    guard.admit("calls")
    with pytest.raises(QuotaError, match="All 2 calls") as caught:
        guard.admit("calls")
    assert caught.value.retry_after_s == pytest.approx(3_000)
    time.pass_by(3_001)
    guard.admit("calls")


def test_googles_day_begins_at_midnight_in_california(time):
    guard = guarded(time, windows=(PacificDay(1),))
    guard.admit("calls")
    with pytest.raises(QuotaError) as caught:
        guard.admit("calls")
    assert caught.value.retry_after_s == 12 * 3_600
    time.pass_by(12 * 3_600 + 1)
    guard.admit("calls")


def test_counts_and_pauses_survive_a_restart(time, tmp_path):
    first = UsageLog(tmp_path)
    guarded(time, windows=(Rolling(1, 3_600.0),), usage=first).admit("calls")
    first.close()
    second = UsageLog(tmp_path)
    with pytest.raises(QuotaError):
        guarded(time, windows=(Rolling(1, 3_600.0),), usage=second).admit("calls")
    guarded(time, usage=second).failed(QuotaError("Used up.", retry_after_s=48_925), "calls")
    second.close()
    third = UsageLog(tmp_path)
    with pytest.raises(QuotaError, match="Used up"):
        guarded(time, usage=third).admit("calls")
    time.pass_by(48_926)
    guarded(time, usage=third).admit("calls")
    third.close()


def test_why_a_source_is_stopped_can_be_said_in_any_language_after_a_restart(time, tmp_path):
    first = UsageLog(tmp_path)
    why = Phrase("All %(calls)s calls that it allows are used.", calls="300")
    guarded(time, usage=first).failed(QuotaError(why, retry_after_s=60), "calls")
    first.close()
    second = UsageLog(tmp_path)
    stopped = guarded(time, usage=second).stopped("calls")
    second.close()
    assert stopped.reason == "All 300 calls that it allows are used."
    assert stopped.reason.message == why.message
    assert stopped.reason.values == {"calls": "300"}


def test_a_long_retry_after_opens_the_breaker_without_sleeping(time):
    guard = guarded(time)
    guard.failed(QuotaError("Used up.", retry_after_s=48_925), "calls")
    with pytest.raises(QuotaError) as caught:
        guard.admit("calls")
    assert "14 hours" in caught.value.hint
    assert time.slept == []
    assert guard.stopped("calls").status is SourceStatus.QUOTA


def test_a_few_failures_in_a_row_open_the_breaker_and_one_success_closes_it(time):
    guard = guarded(time)
    for _ in range(FAILURES_TO_OPEN - 1):
        guard.failed(UnreachableError("Gone."), "calls")
    guard.admit("calls")
    guard.failed(UnreachableError("Gone."), "calls")
    with pytest.raises(UnreachableError, match="Gone"):
        guard.admit("calls")
    time.pass_by(31)
    guard.admit("calls")
    guard.failed(UnreachableError("Gone."), "calls")
    time.pass_by(31)
    with pytest.raises(UnreachableError):
        guard.admit("calls")
    time.pass_by(31)
    guard.admit("calls")
    guard.succeeded()
    assert guard.stopped("calls") is None


def test_a_refused_key_stops_at_once(time):
    guard = guarded(time)
    guard.failed(AuthError("Wrong key."), "calls")
    with pytest.raises(AuthError):
        guard.admit("calls")


def test_having_nothing_is_no_failure(time):
    guard = guarded(time)
    for _ in range(10):
        guard.failed(NothingThereError("No such thing."), "calls")
    guard.admit("calls")


def test_a_quota_of_one_group_of_calls_leaves_the_others(time):
    budgets = {"calls": Budget(Pace(9, 9.0)), "search": Budget(Pace(9, 9.0))}
    guard = Guard("youtube", budgets, UsageLog(), time.clock)
    guard.failed(QuotaError("Used up.", retry_after_s=3_600), "search")
    guard.admit("calls")
    with pytest.raises(QuotaError):
        guard.admit("search")
