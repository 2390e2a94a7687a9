"""The real server: bodies stay in memory, long ones are refused with an answer, it goes on."""

from __future__ import annotations

import http.client
import io
import json
import tempfile

import numpy as np
import pytest
from PIL import Image

from tests.factories.server import serving


@pytest.fixture
def port(app):
    with serving(app, threads=2) as number:
        yield number


@pytest.fixture
def no_disk(monkeypatch):
    """Let every way to make a temporary file fail."""

    def refuse(*arguments, **options):
        raise AssertionError("a temporary file was made")

    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)


@pytest.fixture(scope="module")
def large_photo() -> bytes:
    noise = np.random.default_rng(0).integers(0, 256, (1100, 1700, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, "PNG")
    assert len(file.getvalue()) > 5_000_000
    return file.getvalue()


def post(port, path, body, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def in_form(data: bytes) -> tuple[bytes, dict[str, str]]:
    head = b'--XX\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n'
    return head + data + b"\r\n--XX--\r\n", {"Content-Type": "multipart/form-data; boundary=XX"}


def in_chunks(data: bytes):
    for start in range(0, len(data), 65_536):
        yield data[start : start + 65_536]


@pytest.mark.parametrize("path", ["/api/v1/mood", "/photo"])
@pytest.mark.parametrize("way", ["raw", "form", "chunked"])
@pytest.mark.usefixtures("no_disk")
def test_a_photo_of_5_megabytes_never_touches_the_disk(port, large_photo, mood_reader, path, way):
    body, headers = large_photo, {"Content-Type": "image/png"}
    if way == "form":
        body, headers = in_form(large_photo)
    if way == "chunked":
        body = in_chunks(large_photo)
    status, _, _ = post(port, path, body, headers)
    assert status == 200
    assert mood_reader.size_read == len(large_photo)


@pytest.mark.parametrize("way", ["raw", "chunked"])
def test_50_megabytes_are_refused_and_the_server_goes_on(port, no_disk, mood_reader, picture, way):
    data = bytes(50_000_000)
    body = in_chunks(data) if way == "chunked" else data
    status, headers, answer = post(port, "/api/v1/mood", body, {"Content-Type": "image/jpeg"})
    assert status == 413
    assert headers.get_content_type() == "application/problem+json"
    assert json.loads(answer)["code"] == "request-too-large"
    assert mood_reader.size_read == 0
    status, _, _ = post(port, "/api/v1/mood", picture, {"Content-Type": "image/png"})
    assert status == 200


def test_several_requests_on_one_connection(port, picture):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(3):
        connection.request("POST", "/api/v1/mood", picture, {"Content-Type": "image/png"})
        assert connection.getresponse().read()
    connection.close()
