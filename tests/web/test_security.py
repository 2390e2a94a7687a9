"""Which hosts and origins are served, and what every answer tells the browser."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mien.web.app import create_app
from mien.web.security import HEADERS

BODY = {"mood": {"emotion": "sad"}, "kind": "music"}


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:5000", "127.0.0.1:81", "[::1]:5000", "LOCALHOST"]
)
def test_names_of_this_machine_are_served(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:5000", "10.0.0.7", "[", ""],
)
def test_other_names_are_refused(client, host):
    answer = client.get("/", headers={"Host": host, "Accept": "application/json"})
    assert answer.status_code == 421
    assert answer.json["code"] == "host-not-allowed"


def test_an_operator_can_allow_a_name(services):
    settings = services.settings.model_copy(update={"allowed_hosts": ("mood.home.arpa",)})
    client = create_app(replace(services, settings=settings)).test_client()
    assert client.get("/", headers={"Host": "mood.home.arpa"}).status_code == 200
    assert client.get("/", headers={"Host": "other.home.arpa"}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_writes_from_this_server_and_from_programs_pass(client, headers):
    assert client.post("/api/v1/recommendations", json=BODY, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:8080"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/recommendations", "/photo", "/picks", "/api/v1/mood"])
def test_writes_from_pages_of_others_are_refused(client, headers, path):
    answer = client.post(path, json=BODY, headers={**headers, "Accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json["code"] == "origin-not-allowed"


@pytest.mark.parametrize(
    "path", ["/", "/live", "/picks?emotion=sad", "/nothing", "/healthz", "/api/v1/openapi.json"]
)
def test_every_answer_carries_the_security_headers(client, path):
    answer = client.get(path)
    players = "https://open.spotify.com https://www.youtube-nocookie.com"
    for name, value in HEADERS.items():
        sent = answer.headers[name]
        if name == "Content-Security-Policy" and answer.mimetype == "text/html":
            # Of a page only what plays differs: the players' frames and the Archive's files.
            sent = sent.replace(f"frame-src {players}", "frame-src 'none'")
            sent = sent.replace(" https://*.archive.org https://archive.org", "")
        assert sent == value
    assert answer.headers["X-Request-ID"]


def test_the_policy_allows_the_camera_and_no_inline_code():
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "camera=(self)" in HEADERS["Permissions-Policy"]


def test_the_log_has_neither_query_nor_body(client, caplog):
    caplog.set_level("INFO", "mien.access")
    client.get("/picks?emotion=sad&by=Somebody")
    client.post("/picks", data={"mood": '{"emotions": {"fear": 1}}', "kind": "music"})
    lines = [record.getMessage() for record in caplog.records if record.name == "mien.access"]
    assert len(lines) == 2
    assert '"path": "/picks"' in lines[0]
    for word in ("sad", "Somebody", "fear", "music"):
        assert word not in "".join(lines)
