"""Does what the `curl` lines of the docs ask for, with the options that they use."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SHOWN_SERVER = "http://127.0.0.1:5000"


@dataclass
class Request:
    """What one line sends; the cookies are files by their names."""

    target: str = ""
    method: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    cookies_from: str | None = None
    cookies_to: str | None = None


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def document(self) -> Any:
        return json.loads(self.body)


def read_request(words: list[str]) -> Request:
    """Read the words of a line.

    Raises:
        KeyError: an option is not known here.
    """
    request = Request()
    take: dict[str, Callable[[str], None]] = {
        "-H": lambda value: request.headers.update([value.split(": ", 1)]),
        "-X": lambda value: setattr(request, "method", value),
        "-d": lambda value: setattr(request, "body", value.encode()),
        "--data-binary": lambda value: setattr(request, "body", _file(value)),
        "-F": lambda value: _put_form(request, *value.split("=", 1)),
        "-b": lambda value: setattr(request, "cookies_from", value),
        "-c": lambda value: setattr(request, "cookies_to", value),
    }
    rest = iter(words[1:])
    for word in rest:
        if word.startswith(SHOWN_SERVER):
            parts = urlsplit(word)
            request.target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        elif word != "-s":
            take[word](next(rest))
    return request


def _file(named: str) -> bytes:
    return Path(named.removeprefix("@")).read_bytes()


def _put_form(request: Request, name: str, file: str) -> None:
    head = f'--XX\r\nContent-Disposition: form-data; name="{name}"; filename="a.jpg"\r\n\r\n'
    request.body = head.encode() + _file(file) + b"\r\n--XX--\r\n"
    request.headers["Content-Type"] = "multipart/form-data; boundary=XX"


class Client:
    """Sends requests to a server on another port than the shown one, and keeps the cookies."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}

    def send(self, request: Request) -> Answer:
        headers = dict(request.headers)
        if request.cookies_from is not None:
            headers["Cookie"] = self._cookies[request.cookies_from]
        connection = http.client.HTTPConnection("127.0.0.1", self._port)
        try:
            method = request.method or ("GET" if request.body is None else "POST")
            connection.request(method, request.target, request.body, headers)
            answer = connection.getresponse()
            if request.cookies_to is not None:
                cookie = answer.headers["Set-Cookie"].partition(";")[0]
                self._cookies[request.cookies_to] = cookie
            return Answer(answer.status, answer.read())
        finally:
            connection.close()
