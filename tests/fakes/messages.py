"""A request and a reply, as the fakes see them."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Call:
    """One request that reached the world."""

    host: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    method: str = "GET"
    body: bytes = b""
    repeated: tuple[tuple[str, str], ...] = ()
    at: float = field(default_factory=time.monotonic)

    @property
    def form(self) -> dict[str, str]:
        """Return the body as a form."""
        from urllib.parse import parse_qsl

        return dict(parse_qsl(self.body.decode()))

    @property
    def document(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """What is sent back."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def as_json(document: Any, status: int = 200, content_type: str = "application/json", **headers):
    """Return a reply with a JSON body; `_` in a header's name stands for `-`."""
    named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
    body = json.dumps(document, ensure_ascii=False).encode()
    return Reply(status, body, {"Content-Type": content_type, **named})


def as_text(text: str, status: int = 200, content_type: str = "text/plain; charset=utf-8") -> Reply:
    """Return a reply with a text body."""
    return Reply(status, text.encode(), {"Content-Type": content_type})


class Meter:
    """Counts calls in a sliding window, as the sources do."""

    def __init__(self, calls: int, seconds: float) -> None:
        self.calls = calls
        self.seconds = seconds
        self.seen: list[float] = []

    def is_over(self, now: float | None = None) -> bool:
        """Count one call; tell whether it is one too many."""
        now = time.monotonic() if now is None else now
        self.seen = [at for at in self.seen if at > now - self.seconds]
        self.seen.append(now)
        return len(self.seen) > self.calls
