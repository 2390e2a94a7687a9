"""Importing into the memory: all or nothing, once, and back out again."""

from __future__ import annotations

import tracemalloc

import pytest

from mien.catalog.importers.options import ImportOptions
from mien.catalog.lint import lint
from mien.catalog.load import load_rows
from mien.core.errors import ImplausibleDataError, ImportFileError, InputError, NotFoundError
from mien.core.media import Evidence, Kind
from mien.services.profiles.memory import Memory
from mien.services.recommendations.imports import Imports
from tests.factories.recommenders import personal_recommender
from tests.factories.tables import TRACK_COLUMNS, tracks, tracks_csv, write_csv

BUNDLED = load_rows()
ENGLISH = ImportOptions(language="en")


@pytest.fixture
def memory(tmp_path):
    memory = Memory(tmp_path / "memory" / "mien.sqlite3")
    yield memory
    memory.close()


@pytest.fixture
def imports(memory):
    return Imports(memory, bundled=lambda: BUNDLED)


def ids(imports):
    return {row.id for row in imports.rows()} - {row.id for row in BUNDLED}


def test_an_import_is_seen_and_can_be_taken_back(imports, tmp_path):
    report = imports.add("spotify-tracks", tracks_csv(tmp_path / "t.csv", 120), ENGLISH)
    assert (report.rows, report.added, report.repeated) == (120, 120, 0)
    assert len(ids(imports)) == 120
    (batch,) = imports.batches()
    assert (batch.source, batch.format, batch.added) == ("t.csv", "spotify-tracks", 120)
    assert imports.remove(batch.id) == batch
    assert ids(imports) == set()
    assert imports.batches() == []


def test_importing_twice_changes_nothing(imports, tmp_path):
    path = tracks_csv(tmp_path / "t.csv", 120)
    imports.add("spotify-tracks", path, ENGLISH)
    before, batches = sorted(imports.rows(), key=lambda row: row.id), imports.batches()
    again = imports.add("spotify-tracks", path, ENGLISH)
    assert (again.batch, again.added, again.repeated) == (None, 0, 120)
    assert sorted(imports.rows(), key=lambda row: row.id) == before
    assert imports.batches() == batches


def test_a_longer_file_adds_only_what_is_new(imports, tmp_path):
    imports.add("spotify-tracks", tracks_csv(tmp_path / "t.csv", 120), ENGLISH)
    report = imports.add("spotify-tracks", tracks_csv(tmp_path / "more.csv", 150), ENGLISH)
    assert (report.added, report.repeated) == (30, 120)
    imports.remove(report.batch.id)
    assert len(ids(imports)) == 120


@pytest.mark.parametrize("row", [0, 1, 2500, 6000, 11_999])
def test_an_import_interrupted_at_any_row_leaves_nothing(imports, tmp_path, row):
    path = tracks_csv(tmp_path / "t.csv", 12_000)
    reading = {"second": False}

    def interrupt(share: float) -> None:
        # The second half of the progress is the one in which items are written.
        if share >= 0.5 + row / 24_000:
            reading["second"] = True
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imports.add("spotify-tracks", path, ENGLISH, interrupt)
    assert reading["second"]
    assert ids(imports) == set()
    assert imports.batches() == []


def test_a_file_that_breaks_off_leaves_nothing(imports, tmp_path):
    import gzip

    packed = gzip.compress(tracks_csv(tmp_path / "t.csv", 3000).read_bytes())
    broken = tmp_path / "t.csv.gz"
    broken.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(ImportFileError):
        imports.add("spotify-tracks", broken, ENGLISH)
    assert imports.batches() == []


def test_invented_features_are_refused_with_the_reason(imports, tmp_path):
    rows = tracks(600)
    for place, row in enumerate(rows):
        row[TRACK_COLUMNS.index("valence")] = f"{(place * 7919 % 600) / 6000:.4f}"
        row[TRACK_COLUMNS.index("loudness")] = f"{-(place * 104729 % 600) / 30:.3f}"
    path = write_csv(tmp_path / "t.csv", TRACK_COLUMNS, rows)
    with pytest.raises(ImplausibleDataError) as caught:
        imports.add("spotify-tracks", path, ENGLISH)
    assert "energy and loudness hardly go together" in caught.value.detail
    assert "valence lies between 0.00 and 0.10" in caught.value.detail
    assert caught.value.exit_code == 3
    assert imports.batches() == []


def test_ids_of_a_file_are_added_to_bundled_items_and_taken_back(imports, tmp_path):
    song = next(r for r in BUNDLED if r.kind is Kind.MUSIC and "spotify" not in r.public_ids)
    rows = tracks(60)
    rows[5][1], rows[5][3] = song.creators[0], song.title
    report = imports.add(
        "spotify-tracks", write_csv(tmp_path / "t.csv", TRACK_COLUMNS, rows), ENGLISH
    )
    assert (report.added, report.merged) == (60, 1)

    def found():
        return next(row for row in imports.rows() if row.id == song.id)

    assert found().public_ids["spotify"] == f"{5:022d}"
    assert (found().valence, found().evidence) == (song.valence, song.evidence)
    imports.remove(report.batch.id)
    assert "spotify" not in found().public_ids


def test_imported_items_are_recommended(imports, memory, tmp_path):
    rows = [[*row[:-1], "bhangra"] for row in tracks(200)]
    path = write_csv(tmp_path / "t.csv", TRACK_COLUMNS, rows)
    imports.add("spotify-tracks", path, ImportOptions(language="cy"))
    answer = personal_recommender(memory).recommend("happy", "music", languages=["cy"])
    assert len(answer.picks) == 10
    assert {pick.item.mood.evidence for pick in answer.picks} == {Evidence.MODEL}


def test_without_imports_no_database_is_made(imports, memory, tmp_path):
    assert imports.batches() == []
    assert len(imports.rows()) == len(BUNDLED)
    with pytest.raises(NotFoundError):
        imports.remove(1)
    assert not (tmp_path / "memory").exists()


def test_an_unknown_import_can_not_be_removed(imports, tmp_path):
    imports.add("spotify-tracks", tracks_csv(tmp_path / "t.csv", 60), ENGLISH)
    with pytest.raises(NotFoundError):
        imports.remove(99)
    assert len(imports.batches()) == 1


def test_an_export_is_read_back_as_it_was(imports, tmp_path):
    imports.add("spotify-tracks", tracks_csv(tmp_path / "t.csv", 120), ENGLISH)
    counts = imports.export(tmp_path / "out")
    assert sum(counts.values()) == len(BUNDLED) + 120
    back = {row.id: row for row in load_rows(tmp_path / "out")}
    assert back == {row.id: row for row in imports.rows()}
    assert lint(tmp_path / "out") == []


def test_an_export_can_be_imported_elsewhere(imports, tmp_path):
    imports.add("spotify-tracks", tracks_csv(tmp_path / "t.csv", 120), ENGLISH)
    imports.export(tmp_path / "out")
    memory = Memory(tmp_path / "elsewhere.sqlite3")
    elsewhere = Imports(memory, bundled=lambda: BUNDLED)
    report = elsewhere.add("csv", tmp_path / "out" / "music.csv")
    assert report.added == 120
    assert sorted(ids(elsewhere)) == sorted(ids(imports))
    assert {r.id: r for r in elsewhere.rows()} == {r.id: r for r in imports.rows()}
    memory.close()


def test_an_export_overwrites_nothing(imports, tmp_path):
    imports.export(tmp_path / "out")
    with pytest.raises(InputError, match=r"music\.csv.* already"):
        imports.export(tmp_path / "out")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="can't be written"):
        imports.export(tmp_path / "file" / "out")


def test_memory_does_not_grow_with_the_file(imports, tmp_path):
    def peak(count):
        path = tracks_csv(tmp_path / f"{count}.csv", count)
        tracemalloc.start()
        imports.add("spotify-tracks", path, ENGLISH)
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    imports.add("spotify-tracks", tracks_csv(tmp_path / "warm.csv", 60, seed=1), ENGLISH)
    small, large = peak(12_000), peak(30_000)
    assert large < small + 4_000_000
