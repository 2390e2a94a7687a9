"""The server: finds the source by the first part of the path, and can make anything go wrong."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from tests.fakes import library
from tests.fakes.messages import Call, Reply, as_json
from tests.fakes.players import Players
from tests.fakes.sources import FakeSource, fake_sources

FAKES = fake_sources()
KEYS = {name: dict(fake.keys) for name, fake in FAKES.items() if fake.keys}
"""Keys that the world knows."""

PLANTED = tuple(word for fake in FAKES.values() for word in (*fake.keys.values(), *fake.secrets))
"""Words that must never be found in a cache, a log or a page."""

TROUBLES = ("slow", "truncated", "html", "bad-gateway", "dropped", "loop", "huge", "nonsense")
"""What any source can do at any time; see `_Handler.make_trouble`."""


class FakeWorld:
    """All sources on one port of this machine; use as a context manager."""

    def __init__(self, port: int = 0, fakes: Mapping[str, type[FakeSource]] | None = None) -> None:
        """Play every source, or those that `fakes` names."""
        self.sources = {name: fake() for name, fake in (fakes or FAKES).items()}
        self.source_of = {
            host: name for name, source in self.sources.items() for host in source.hosts
        }
        self.players = Players()
        self.troubles: dict[str, str] = {}
        self.calls: list[Call] = []
        self.held = threading.Event()
        self.held.set()
        self.gates: dict[str, threading.Event] = {}
        self.slow_s = 10.0
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self.server = _Server(("127.0.0.1", port), _Handler)
        self.server.world = self
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> FakeWorld:
        library.read()
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self.stopping.set()
        self.let_all_go()
        self.server.shutdown()
        self.server.server_close()

    def trouble(self, source: str, what: str) -> None:
        """Let every call of a source (or of `all`) go wrong in one of the ways of `TROUBLES`."""
        for name in self.sources if source == "all" else [source]:
            self.troubles[name] = what

    def hold(self, source: str) -> None:
        """Let a source answer nothing until `let_go`."""
        self.gates[source] = threading.Event()

    def let_go(self, source: str) -> None:
        """Let a source answer, also what it was asked meanwhile."""
        self.gates[source].set()

    def let_all_go(self) -> None:
        """Let everyone answer."""
        self.held.set()
        for gate in self.gates.values():
            gate.set()

    def counted(self) -> Counter:
        """Return the calls by source; pictures and players do not count."""
        return Counter(name for name, _ in map(self.counted_as, self.calls) if name)

    def counted_as(self, call: Call) -> tuple[str, str]:
        """Return the source and the budget that a call counts in; empty when in none."""
        name = self.source_of.get(call.host, "")
        budget = self.sources[name].budget_of(call) if name else None
        return (name, budget) if budget else ("", "")

    def answer(self, call: Call) -> Reply:
        """Answer a call as its source would."""
        with self.lock:
            played = self.players.answer(call)
        if played is not None:
            return played
        name = self.source_of.get(call.host)
        if name is None:
            return as_json({"error": f"nobody is {call.host}"}, 421)
        with self.lock:
            self.calls.append(call)
            return self.sources[name].answer(call)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    world: FakeWorld


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # One packet for head and body: two would meet Nagle's and the receiver's delays.
    wbufsize = -1
    server: _Server

    def do_GET(self) -> None:
        self.respond()

    def do_POST(self) -> None:
        self.respond()

    def log_message(self, *_) -> None:
        pass

    def respond(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if parts.path == "/__fake__/scenario":
            self.choose(json.loads(body))
            return
        host, _, path = parts.path.lstrip("/").partition("/")
        pairs = tuple(parse_qsl(parts.query, keep_blank_values=True))
        call = Call(
            host=host,
            path=f"/{path}",
            query=dict(pairs),
            headers={name.lower(): value for name, value in self.headers.items()},
            method=self.command,
            body=body,
            repeated=pairs,
        )
        world = self.server.world
        source = world.source_of.get(host, "")
        world.held.wait()
        if source in world.gates:
            world.gates[source].wait()
        trouble = world.troubles.get(source, "")
        reply = world.answer(call)
        if trouble:
            self.make_trouble(trouble, reply)
        else:
            self.send(reply)

    def choose(self, wish: dict) -> None:
        """Take `{"source", "scenario"}` or `{"source", "trouble"}` from a person at the demo."""
        world = self.server.world
        if "trouble" in wish:
            world.trouble(wish["source"], wish["trouble"])
        else:
            world.sources[wish["source"]].scenario = wish["scenario"]
        self.send(as_json({"done": True}))

    def make_trouble(self, trouble: str, reply: Reply) -> None:
        """Contract notes section 7, point 11, and some more."""
        match trouble:
            case "slow":
                self.server.world.stopping.wait(self.server.world.slow_s)
                self.send(reply)
            case "truncated":
                self.send(Reply(200, reply.body[: len(reply.body) // 2], reply.headers))
            case "html":
                page = b"<html><body>Sign in to this network</body></html>"
                self.send(Reply(200, page, {"Content-Type": "text/html"}))
            case "bad-gateway":
                self.send(Reply(502, b"<html>Bad gateway</html>"))
            case "dropped":
                # Without lingering, closing resets the connection.
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.close_connection = True
                self.connection.close()
            case "loop":
                self.send(Reply(302, b"", {"Location": self.path}))
            case "huge":
                self.send_huge()
            case "nonsense":
                self.send(as_json({"tracks": 7, "results": {"a": 1}, "data": None, "items": "x"}))

    def send_huge(self) -> None:
        """Send 50 MB without saying how much it will be."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for _ in range(50):
                self.wfile.write(b" " * 1_000_000)
        except OSError:
            pass
        self.close_connection = True

    def send(self, reply: Reply) -> None:
        try:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
        except OSError:
            self.close_connection = True


def wait_until(condition, seconds: float = 60.0) -> bool:
    """Wait for something that happens in another thread; tell whether it did."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return bool(condition())
