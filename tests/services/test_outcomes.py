"""How a source did for one list: no failure is ever told as "no results"."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from mien.core.recommendation import Source, SourceStatus
from mien.providers.errors import (
    LeftForLaterError,
    NothingThereError,
    QuotaError,
    UnreachableError,
)
from mien.providers.guard import Guard
from mien.providers.registry import known_manifests
from mien.providers.usage import UsageLog
from mien.services.sources.outcomes import SourceCalls, outcome
from mien.services.sources.sources import Connection

MANIFEST = known_manifests()[0]
LISTED = Source(MANIFEST.name, SourceStatus.PENDING, 0)


def answered(value):
    future = Future()
    future.set_result(value)
    return future


def failed(error):
    future = Future()
    future.set_exception(error)
    return future


class EndingMeanwhile(Future):
    """A question that fails just after somebody has looked whether it is done."""

    def done(self):
        was_done = super().done()
        if not was_done:
            self.set_exception(UnreachableError("It did not answer."))
        return was_done


def told(*futures, listed=LISTED, left=0, stocked=0):
    guard = Guard(MANIFEST.name, MANIFEST.budgets, UsageLog(), None)
    finds = {str(number): future for number, future in enumerate(futures)}
    record = SourceCalls(Connection(MANIFEST, None, guard), finds=finds, left=left)
    return outcome(listed, record, stocked, 800)


def test_a_question_that_fails_while_one_looks_is_late_or_failed():
    found = told(EndingMeanwhile())
    assert found.status is SourceStatus.UNREACHABLE
    assert "1 of 1 had no answer" in found.message


@pytest.mark.parametrize(
    "less", [NothingThereError("It has no such thing."), LeftForLaterError("Left for later.")]
)
@pytest.mark.parametrize("worse", [UnreachableError("Cut short."), QuotaError("Limit reached.")])
def test_the_failure_is_told_before_what_is_none(less, worse):
    for futures in ((failed(less), failed(worse)), (failed(worse), failed(less))):
        found = told(*futures)
        assert found.status is worse.status
        assert found.message == worse.detail


def test_a_question_dropped_at_a_stop_is_no_empty_answer():
    dropped = Future()
    dropped.cancel()
    assert told(dropped).status is SourceStatus.UNREACHABLE


def test_one_that_was_not_asked_stands_as_before():
    stopped = Source(MANIFEST.name, SourceStatus.QUOTA, 0, "The day's quota is used up.")
    assert told(listed=stopped) == stopped
    assert told(answered(None), listed=stopped) == stopped
    nothing = told()
    assert (nothing.status, nothing.message) == (
        SourceStatus.EMPTY,
        "Nothing to ask it for this list.",
    )
    assert told(listed=stopped, stocked=3).status is SourceStatus.OK


def test_only_an_answer_without_anything_is_empty():
    found = told(answered(None))
    assert (found.status, found.message) == (SourceStatus.EMPTY, "")
    assert told(answered(None), left=2).message.startswith("2 were not asked")
    assert told(answered(None), Future()).status is SourceStatus.UNREACHABLE
