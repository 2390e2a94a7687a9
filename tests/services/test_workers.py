"""Asking beside a request: once for the same question, and never in the way of a stop."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from mien.providers.errors import UnreachableError
from mien.services.sources.workers import MOST_WAITING, Workers

HUNG = """
import threading
from mien.services.workers import Workers

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
    assert asked[-1] is None
    go.set()


def test_an_error_belongs_to_who_asked(workers):
    with pytest.raises(ZeroDivisionError):
        workers.ask("any", 1, "question", lambda: 1 // 0).result(timeout=60)


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
