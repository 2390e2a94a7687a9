"""`mien catalog import`, `imports`, `remove` and `export` as a person types them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request

import pytest

from tests.factories.tables import tracks_csv
from tests.fakes.world import wait_until


@pytest.fixture
def at_home(mien, tmp_path):
    """Return a function that runs `mien catalog` with a data folder of its own."""

    def run(*arguments):
        return mien("catalog", *arguments, extra_env=[("MIEN_DATA_DIR", str(tmp_path / "home"))])

    return run


@pytest.fixture
def serving(tmp_path):
    """Return a function that starts `mien serve` at the same home; it returns the address."""
    started = []

    def start():
        server = subprocess.Popen(
            [sys.executable, "-m", "mien", "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ
            | {f"MIEN_{name}_DIR": str(tmp_path / "home") for name in ("DATA", "CACHE")},
        )
        started.append(server)
        return re.search(r"http://localhost:\d+", server.stdout.readline())[0]

    yield start
    for server in started:
        server.terminate()
        server.communicate()


def test_import_list_remove(at_home, tmp_path):
    path = tracks_csv(tmp_path / "tracks.csv", 80)
    done = at_home("import", "spotify-tracks", path, "--language", "en", "--json")
    assert done.code == 0
    report = done.document
    assert (report["rows"], report["added"], report["skipped"]) == (80, 80, [])

    again = at_home("import", "spotify-tracks", path, "--language", "en")
    assert again.code == 0
    assert "nothing changed" in again.out

    (listed,) = at_home("imports", "--json").document["imports"]
    assert (listed["id"], listed["added"]) == (report["batch"], 80)

    stats = at_home("stats", "--json").document["evidence"]
    assert {"kind": "music", "evidence": "model", "count": 80} in stats

    removed = at_home("remove", report["batch"])
    assert removed.code == 0
    assert "80 items of tracks.csv" in removed.out
    assert at_home("imports", "--json").document == {"imports": []}
    assert at_home("remove", report["batch"]).code == 3


def test_servers_that_run_show_an_import_and_no_longer_when_it_is_taken_back(
    at_home, serving, tmp_path
):
    """As the command says: without a new start, whichever process is asked."""
    path = tracks_csv(tmp_path / "tracks.csv", 80)
    servers = [serving(), serving()]
    assert [titles(server) for server in servers] == [set(), set()]
    done = at_home("import", "spotify-tracks", path, "--language", "en")
    assert "A running server shows it within seconds." in done.out
    for server in servers:
        assert wait_until(lambda each=server: titles(each) == {"Track 79"})
    assert at_home("remove", "1").code == 0
    for server in servers:
        assert wait_until(lambda each=server: titles(each) == set())


def titles(address):
    """Ask a server for what a maker of the imported table made; return the titles."""
    question = {
        "mood": {"emotion": "happy"},
        "kind": "music",
        "filters": {"creators": ["artist 79"]},
    }
    request = urllib.request.Request(
        f"{address}/api/v1/recommendations",
        json.dumps(question).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        found = {item["title"] for item in json.load(answer)["items"]}
    return found & {"Track 79"}


def test_export_and_look_at_it(at_home, tmp_path):
    assert at_home("export", tmp_path / "out").code == 0
    assert at_home("lint", "--folder", tmp_path / "out").code == 0
    assert at_home("export", tmp_path / "out").code == 3


@pytest.mark.parametrize(
    ("content", "arguments", "answer"),
    [
        ("", (), (3, "empty")),
        ("name,mood\nX,sad\n", (), (3, "no column")),
        ("a,b\n1,2\n", ("--year", "9"), (2, "The year is 9")),
        ("a,b\n1,2\n", ("--encoding", "x"), (2, "not an encoding")),
    ],
)
def test_what_can_not_be_imported_gets_a_sentence(at_home, tmp_path, content, arguments, answer):
    path = tmp_path / "t.csv"
    path.write_text(content, encoding="utf-8")
    done = at_home("import", "spotify-tracks", path, *arguments)
    assert done.code == answer[0]
    assert answer[1] in done.err
    assert done.out == ""
    assert not (tmp_path / "home").exists()


def test_a_map_of_another_form_is_wrong_usage(at_home, tmp_path):
    path = tracks_csv(tmp_path / "t.csv", 5)
    done = at_home("import", "csv", path, "--map", "title")
    assert done.code == 2
    assert "field=column" in done.err


def test_a_mapped_file(at_home, tmp_path):
    path = tracks_csv(tmp_path / "t.csv", 5)
    columns = "title=track_name,creators=artists,year=release_date"
    done = at_home("import", "csv", path, "--map", columns, "--json")
    assert done.document["added"] == 5
