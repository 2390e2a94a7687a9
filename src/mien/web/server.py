"""The server that listens: waitress, set so that no body of a request is written to disk."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Final

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import MultiSocketServer, TcpWSGIServer, create_server

_DRAINED: Final = 20
"""A body may be this many times the limit and still be read to its end before it is refused."""

_MARGIN: Final = 1_000_000
"""Room above the limit for what arrives in one read, so that the limit bites before the disk."""

_ANSWER_BUFFER: Final = 64_000_000
"""Bytes of an answer kept in memory; beyond it waitress would write a temporary file."""

_STOPPING_S: Final = 1.5
"""Time that requests under way get to end when the server stops, in seconds."""


class _DroppedBody:
    """Stands in for the buffer of a body that is over the limit: counts, keeps nothing."""

    def __init__(self, received: int) -> None:
        self._received = received

    def append(self, data: bytes) -> None:
        self._received += len(data)

    def getfile(self) -> BytesIO:
        return BytesIO()

    def close(self) -> None:
        """Nothing is held."""

    def __len__(self) -> int:
        return self._received


class _BoundedParser(HTTPRequestParser):  # type: ignore[misc]
    """Keeps a body in memory up to the limit; reads and forgets a longer one.

    The app then sees the true length with an empty body and refuses it with an answer of its own.
    Closing the connection early instead would reach most clients as a reset without an answer.
    """

    _dropping = False

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        body = self.body_rcv
        if body is not None and not self._dropping:
            length = max(self.content_length, len(body))
            if length > self.adj.inbuf_overflow - _MARGIN:
                self._dropping = True
                held = len(body)
                body.buf.close()
                body.buf = _DroppedBody(held)
        return consumed


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _BoundedParser


def build_server(
    app: Flask, host: str, port: int, threads: int
) -> TcpWSGIServer | MultiSocketServer:
    """Bind `host` and `port` (0: any free one) and return the server, ready to `run()`.

    Raises:
        OSError: the address is taken or not of this machine.
    """
    limit = app.config["MAX_CONTENT_LENGTH"]
    sockets: dict[int, object] = {}
    server = create_server(
        app,
        map=sockets,
        host=host,
        port=port,
        threads=threads,
        inbuf_overflow=limit + _MARGIN,
        outbuf_overflow=_ANSWER_BUFFER,
        max_request_body_size=_DRAINED * limit,
        max_request_header_size=32_768,
        channel_timeout=60,
        ident="mien",
    )
    for listener in sockets.values():
        if isinstance(listener, TcpWSGIServer):
            listener.channel_class = _Channel
    requests = server.task_dispatcher
    # Waitress would give them five seconds; one that waits for a hung source needs none.
    requests.shutdown = partial(requests.shutdown, timeout=_STOPPING_S)
    return server
