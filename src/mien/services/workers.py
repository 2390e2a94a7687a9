"""Threads that ask sources beside a request, so that a hung source holds up nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final

MOST_WAITING: Final = 60
"""Questions that may wait for one source; what comes after is left for another time."""


class Workers:
    """A few threads for each source; the same question at the same time is asked once."""

    def __init__(self) -> None:
        """Start no thread yet."""
        self._pools: dict[str, ThreadPoolExecutor] = {}
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
            pool = self._pools.get(source)
            if pool is None:
                pool = self._pools[source] = ThreadPoolExecutor(threads, f"source-{source}")
            future = pool.submit(call)
            self._asked[key] = future
        future.add_done_callback(lambda _: self._forget(key))
        return future

    def close(self) -> None:
        """Drop what is waiting, and see what runs to its end, which its own time limit bounds."""
        with self._lock:
            pools = list(self._pools.values())
            self._pools.clear()
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)
        for pool in pools:
            pool.shutdown(wait=True)

    def _forget(self, key: tuple[str, Hashable]) -> None:
        with self._lock:
            self._asked.pop(key, None)
