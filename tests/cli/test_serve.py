"""`mien serve`: starts, answers, stops, and refuses what is not safe or possible."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest


def _heed_ctrl_c() -> None:
    """Undo what a shell does to its background jobs, which these tests may be run in."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_address_answers_there_and_stops_when_told(stop):
    server = subprocess.Popen(
        [sys.executable, "-m", "mien", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_ctrl_c,
    )
    try:
        line = server.stdout.readline()
        address = re.search(r"http://localhost:\d+", line)[0]
        bare = address.replace("localhost", "127.0.0.1")
        for here in (address, bare):
            with urllib.request.urlopen(f"{here}/healthz", timeout=120) as answer:
                assert answer.status == 200
        as_browser = urllib.request.Request(f"{bare}/about?a=b", headers={"Accept": "text/html"})
        with urllib.request.urlopen(as_browser, timeout=120) as answer:
            assert answer.url == f"{address}/about?a=b"
    finally:
        server.send_signal(stop)
        out, err = server.communicate(timeout=120)
    assert "Stopped." in out
    assert "Traceback" not in err


def test_a_taken_port_is_one_sentence_and_what_to_do(mien):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = mien("serve", "--port", str(port))
    assert ran.code == 1
    assert f"127.0.0.1:{port}" in ran.err
    assert "--port" in ran.err


def test_an_address_that_others_can_reach_needs_to_be_allowed(mien):
    ran = mien("serve", "--host", "0.0.0.0", "--port", "0")
    assert ran.code == 2
    assert "--allow-remote" in ran.err


def test_a_setting_that_is_not_understood_is_named(mien):
    ran = mien("serve", extra_env=[("MIEN_PORT", "many")])
    assert ran.code == 2
    assert "MIEN_PORT" in ran.err


def test_allowing_others_prints_what_that_exposes():
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "mien", "serve"),
            *("--host", "0.0.0.0", "--port", "0", "--allow-remote"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    server.stdout.readline()
    server.terminate()
    _, err = server.communicate(timeout=120)
    assert "anyone who can reach this machine" in err
