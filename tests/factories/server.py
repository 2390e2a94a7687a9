"""The real server in a thread of the test."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from waitress import wasyncore

from mien.web.app import MienApp
from mien.web.server import build_server


@contextmanager
def serving(app: MienApp, threads: int = 4) -> Iterator[int]:
    """Serve `app` on a free port of 127.0.0.1; yield the port; leave nothing open behind."""
    server = build_server(app, "127.0.0.1", 0, threads)
    sockets = server._map
    stopped = threading.Event()

    def run() -> None:
        while not stopped.is_set():
            wasyncore.loop(timeout=0.05, map=sockets, count=1)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.task_dispatcher.shutdown()
        stopped.set()
        thread.join()
        wasyncore.close_all(sockets, ignore_all=True)
