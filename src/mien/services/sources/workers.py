"""Threads that ask sources beside a request, so that a hung source holds up nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, Final

from mien.core.phrases import Phrase
from mien.providers.errors import UnreachableError

MOST_WAITING: Final = 60
"""Questions that may wait for one source; what comes after is left for another time."""

STOPPING_S: Final = 0.5
"""Time that running questions get to end when Mien stops; the program goes on without them."""


class Workers:
    """A few threads for each source; the same question at the same time is asked once."""

    def __init__(self) -> None:
        """Start no thread yet."""
        self._pools: dict[str, _Pool] = {}
        self._asked: dict[tuple[str, Hashable], Future[Any]] = {}
        self._lock = threading.Lock()

    def ask(
        self, source: str, threads: int, question: Hashable, call: Callable[[], object]
    ) -> Future[Any] | None:
        """Run `call` in a thread of the source; None when too much is waiting there."""
        key = (source, question)
        with self._lock:
            known = self._asked.get(key)
            if known is not None:
                return known
            if sum(name == source for name, _ in self._asked) >= MOST_WAITING:
                return None
            pool = self._pools.setdefault(source, _Pool(f"source-{source}", threads))
            future: Future[Any] = Future()
            self._asked[key] = future
            pool.add(future, call)
        future.add_done_callback(lambda _: self._forget(key))
        return future

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

    def _forget(self, key: tuple[str, Hashable]) -> None:
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
