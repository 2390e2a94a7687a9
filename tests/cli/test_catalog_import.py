"""`mien catalog import`, `imports`, `remove` and `export` as a person types them."""

from __future__ import annotations

import pytest

from tests.factories.tables import tracks_csv


@pytest.fixture
def at_home(mien, tmp_path):
    """Return a function that runs `mien catalog` with a data folder of its own."""

    def run(*arguments):
        return mien("catalog", *arguments, extra_env=[("MIEN_DATA_DIR", str(tmp_path / "home"))])

    return run


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
