"""Asking beside a request: once for the same question, and never in the way of a stop."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from mien.providers.errors import LeftForLaterError, NothingThereError, UnreachableError
from mien.services.sources.workers import (
    FAILURE_KNOWN_S,
    MOST_FAILURES,
    MOST_WAITING,
    Workers,
)

HUNG = """
import threading
from mien.services.sources.workers import Workers

workers, started = Workers(), threading.Event()
workers.ask("any", 1, "question", lambda: (started.set(), threading.Event().wait()))
started.wait()
workers.close()
"""


@pytest.fixture
def workers():
    made = Workers()
    yield made
    made.close()


def test_the_same_question_is_asked_once(workers):
    go = threading.Event()
    first = workers.ask("any", 2, "question", go.wait)
    assert workers.ask("any", 2, "question", go.wait) is first
    assert workers.ask("other", 2, "question", go.wait) is not first
    go.set()
    assert first.result(timeout=60) is True


def test_no_more_run_at_a_time_than_a_source_wants(workers):
    lock, running, most = threading.Lock(), [], []

    def call():
        with lock:
            running.append(1)
            most.append(len(running))
        with lock:
            running.pop()

    futures = [workers.ask("any", 2, number, call) for number in range(MOST_WAITING)]
    for future in futures:
        future.result(timeout=60)
    assert len(most) == MOST_WAITING
    assert max(most) <= 2


def test_what_waits_has_a_bound(workers):
    go = threading.Event()
    asked = [workers.ask("any", 1, number, go.wait) for number in range(MOST_WAITING + 1)]
    with pytest.raises(LeftForLaterError):
        asked[-1].result(timeout=0)
    assert not any(future.done() for future in asked[:-1])
    go.set()


def test_an_error_belongs_to_who_asked(workers):
    with pytest.raises(ZeroDivisionError):
        workers.ask("any", 1, "question", lambda: 1 // 0).result(timeout=60)


def failing(error=UnreachableError):
    def call():
        raise error("It can't be reached.")

    return call


def ended(future):
    """Wait until a question has ended, and return it."""
    future.exception(timeout=60)
    return future


def test_a_question_is_known_while_it_runs_and_no_longer_once_it_is_answered(workers):
    go = threading.Event()
    asked = workers.ask("any", 1, "question", go.wait)
    assert workers.recent("any", "question") is asked
    assert workers.recent("other", "question") is None
    go.set()
    ended(asked)
    # The next one in the same thread runs after all of the first is over.
    ended(workers.ask("any", 1, "next", bool))
    assert workers.recent("any", "question") is None


def test_a_failed_question_is_known_until_it_is_answered_or_a_while_has_passed():
    time = [100.0]
    workers = Workers(monotonic=lambda: time[0])
    first, second = (ended(workers.ask("any", 1, name, failing())) for name in "ab")
    assert workers.recent("any", "a") is first
    ended(workers.ask("any", 1, "a", bool))
    ended(workers.ask("any", 1, "next", bool))
    assert workers.recent("any", "a") is None
    time[0] += FAILURE_KNOWN_S - 1
    assert workers.recent("any", "b") is second
    time[0] += 1
    assert workers.recent("any", "b") is None
    workers.close()


def test_what_was_left_for_later_or_is_not_there_did_not_fail(workers):
    for error in (LeftForLaterError, NothingThereError):
        ended(workers.ask("any", 1, error, failing(error)))
        ended(workers.ask("any", 1, "next", bool))
        assert workers.recent("any", error) is None
    failed = ended(workers.ask("any", 1, "question", failing()))
    ended(workers.ask("any", 1, "question", failing(LeftForLaterError)))
    ended(workers.ask("any", 1, "next", bool))
    assert workers.recent("any", "question") is failed
    ended(workers.ask("any", 1, "question", failing(NothingThereError)))
    ended(workers.ask("any", 1, "next", bool))
    assert workers.recent("any", "question") is None


def test_failed_questions_have_a_bound_and_are_forgotten_on_demand(workers):
    for number in range(MOST_FAILURES + 1):
        ended(workers.ask("any", 1, number, failing()))
    ended(workers.ask("any", 1, "next", bool))
    known = [workers.recent("any", number) is not None for number in range(MOST_FAILURES + 1)]
    assert known == [False] + [True] * MOST_FAILURES
    workers.forget_failures()
    assert workers.recent("any", MOST_FAILURES) is None


def test_a_stop_lets_everyone_go_who_waits_for_a_hung_source():
    workers, never, started = Workers(), threading.Event(), threading.Event()
    hung = workers.ask("any", 1, "hung", lambda: (started.set(), never.wait()))
    behind = workers.ask("any", 1, "behind", never.wait)
    started.wait()
    workers.close()
    assert not never.is_set()
    with pytest.raises(UnreachableError):
        hung.result(timeout=0)
    assert behind.cancelled()
    never.set()


def test_a_hung_source_does_not_keep_the_program_alive():
    ended = subprocess.run([sys.executable, "-c", HUNG], timeout=120, check=False)
    assert ended.returncode == 0
