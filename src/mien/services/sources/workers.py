"""Threads that ask sources beside a request, so that a hung source holds up nobody."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, Final, TypeVar

from mien.core.phrases import Phrase
from mien.providers.errors import LeftForLaterError, NothingThereError, UnreachableError

MOST_WAITING: Final = 60
"""Questions that may wait for one source; what comes after is left for another time."""

FAILURE_KNOWN_S: Final = 60.0
"""Time for which a failed question is known to those who would not ask it again, in seconds."""

MOST_FAILURES: Final = 1_000
"""Failed questions that are known at a time; the oldest are forgotten first."""

STOPPING_S: Final = 0.5
"""Time that running questions get to end when Mien stops; the program goes on without them."""

Answer = TypeVar("Answer")

_Key = tuple[str, Hashable]
"""A source and a question."""


class Workers:
    """A few threads for each source; the same question at the same time is asked once."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Start no thread yet."""
        self._monotonic = monotonic
        self._pools: dict[str, _Pool] = {}
        self._asked: dict[_Key, Future[Any]] = {}
        self._failed: dict[_Key, tuple[float, Future[Any]]] = {}
        self._lock = threading.Lock()

    def ask(
        self, source: str, threads: int, question: Hashable, call: Callable[[], Answer]
    ) -> Future[Answer]:
        """Run `call` in a thread of the source.

        When too much is waiting there, nothing is asked, and the answer is a LeftForLaterError.
        """
        key = (source, question)
        with self._lock:
            known = self._asked.get(key)
            if known is not None:
                return known
            if sum(name == source for name, _ in self._asked) >= MOST_WAITING:
                return _left_for_later()
            pool = self._pools.setdefault(source, _Pool(f"source-{source}", threads))
            future: Future[Answer] = Future()
            self._asked[key] = future
            pool.add(future, lambda: self._noted(key, future, call))
        future.add_done_callback(lambda _: self._end(key))
        return future

    def recent(self, source: str, question: Hashable) -> Future[Any] | None:
        """Return a question that is being asked, or whose last asking failed a short while ago."""
        key = (source, question)
        with self._lock:
            running = self._asked.get(key)
            if running is not None:
                return running
            until, failed = self._failed.get(key, (0.0, None))
            return failed if failed is not None and self._monotonic() < until else None

    def forget_failures(self) -> None:
        """Forget which questions failed, as they tell what someone was shown."""
        with self._lock:
            self._failed.clear()

    def close(self) -> None:
        """Drop what waits, give what runs a moment, then let everyone who waits for it go."""
        with self._lock:
            pools, asked = list(self._pools.values()), list(self._asked.values())
            self._pools.clear()
        for future in asked:
            future.cancel()
        for pool in pools:
            pool.close()
        for future in wait(asked, timeout=STOPPING_S).not_done:
            _settle(future.set_exception, UnreachableError(Phrase("Mien is stopping.")))

    def _noted(self, key: _Key, future: Future[Any], call: Callable[[], object]) -> object:
        """Note how a question went before anyone sees it, so that no failure is ever unknown."""
        try:
            answer = call()
        except LeftForLaterError:
            raise
        except NothingThereError:
            self._note(key, None)
            raise
        except BaseException:
            self._note(key, future)
            raise
        self._note(key, None)
        return answer

    def _note(self, key: _Key, failed: Future[Any] | None) -> None:
        now = self._monotonic()
        with self._lock:
            self._failed.pop(key, None)
            if failed is None:
                return
            for old in [each for each, (until, _) in self._failed.items() if until <= now]:
                del self._failed[old]
            if len(self._failed) >= MOST_FAILURES:
                del self._failed[next(iter(self._failed))]
            self._failed[key] = (now + FAILURE_KNOWN_S, failed)

    def _end(self, key: _Key) -> None:
        with self._lock:
            self._asked.pop(key, None)


class _Pool:
    """Threads that do not keep the program alive, unlike those of an executor."""

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._most = most
        self._threads: list[threading.Thread] = []
        self._idle = threading.Semaphore(0)
        self._waiting: SimpleQueue[tuple[Future[Any], Callable[[], object]] | None] = SimpleQueue()

    def add(self, future: Future[Any], call: Callable[[], object]) -> None:
        self._waiting.put((future, call))
        if self._idle.acquire(blocking=False) or len(self._threads) >= self._most:
            return
        thread = threading.Thread(target=self._work, name=self._name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def close(self) -> None:
        for _ in self._threads:
            self._waiting.put(None)

    def _work(self) -> None:
        while (task := self._waiting.get()) is not None:
            future, call = task
            if future.set_running_or_notify_cancel():
                _answer(future, call)
            del future, call, task
            self._idle.release()


def _left_for_later() -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(
        LeftForLaterError(Phrase("Some were left for later, to stay inside its pace."))
    )
    return future


def _answer(future: Future[Any], call: Callable[[], object]) -> None:
    try:
        result = call()
    except BaseException as error:  # noqa: BLE001 - it belongs to who waits for the answer
        _settle(future.set_exception, error)
    else:
        _settle(future.set_result, result)


def _settle(give: Callable[[Any], None], value: object) -> None:
    """Hand over an answer, unless there is one already: both ends may be at it at a stop."""
    with suppress(InvalidStateError):
        give(value)
