"""Files that can't be imported, and rows that are left out of those that can."""

from __future__ import annotations

import pytest

from mien.catalog.importers.options import ImportOptions
from mien.catalog.importers.stream import ImportStream
from mien.catalog.importers.table import LONGEST_LINE, Table
from mien.core.errors import ImportFileError, UsageError
from tests.factories.tables import TRACK_COLUMNS, tracks, tracks_csv, write_csv


def read(path, **options):
    stream = ImportStream("spotify-tracks", path, ImportOptions(**options), [])
    return list(stream.items()), stream


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"PK\x03\x04rest", "ZIP archive or an Excel file"),
        ("name,artist\n".encode("utf-16"), "UTF-16"),
        (b"a,b\n\0\0", "not a text file"),
        (b"title,mood\nX,sad\n", "no column artists"),
        (",".join(TRACK_COLUMNS).encode() + b"\n", "no row that can be used"),
    ],
)
def test_a_file_that_is_no_such_table_is_named_with_what_it_is(tmp_path, content, says):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(ImportFileError) as caught:
        read(path)
    assert says in caught.value.detail
    assert caught.value.exit_code == 3
    assert caught.value.hint


def test_other_columns_are_named_with_those_that_are_there(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"headline,mood\nX,sad\n")
    with pytest.raises(ImportFileError) as caught:
        read(path)
    assert "no column track_name" in caught.value.detail
    assert "headline, mood" in caught.value.hint


def test_another_encoding_is_named_with_the_line_and_can_be_given(tmp_path):
    rows = tracks(50)
    rows[9][3] = "Café"
    path = write_csv(tmp_path / "t.csv", TRACK_COLUMNS, rows, encoding="latin-1")
    with pytest.raises(ImportFileError) as caught:
        read(path)
    assert "line 11" in caught.value.detail
    assert "--encoding" in caught.value.hint
    items, _ = read(path, encoding="latin-1")
    assert items[9].title == "Café"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"encoding": "klingon"}, "not an encoding"),
        ({"language": "hindi"}, "not a language code"),
        ({"year": 1066}, "The year is 1066"),
    ],
)
def test_options_out_of_range_are_refused(options, says):
    with pytest.raises(UsageError, match=says):
        ImportOptions(**options)


def test_a_missing_file_and_a_truncated_archive(tmp_path):
    with pytest.raises(ImportFileError, match="There is no"):
        read(tmp_path / "none.csv")
    broken = tmp_path / "t.csv.gz"
    broken.write_bytes(b"\x1f\x8b\x08\x00broken")
    with pytest.raises(ImportFileError, match="can't be read"):
        read(broken)


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("track_name", "=HYPERLINK(A1)", "formula"),
        ("track_name", "", "no title"),
        ("artists", "@SUM(A1)", "no maker"),
        ("valence", "-0.7", "not a number in range"),
        ("energy", "nan", "not a number in range"),
        ("release_date", "soon", "no year"),
    ],
)
def test_a_row_that_lacks_something_is_counted_with_its_line(tmp_path, column, text, reason):
    rows = tracks(50)
    rows[4][TRACK_COLUMNS.index(column)] = text
    items, stream = read(write_csv(tmp_path / "t.csv", TRACK_COLUMNS, rows))
    assert len(items) == 49
    ((found, examples),) = stream.skipped.examples.items()
    assert reason in found
    assert examples[0].line == 6


def test_a_formula_in_a_lesser_cell_is_dropped(tmp_path):
    rows = tracks(50)
    rows[4][TRACK_COLUMNS.index("album_name")] = "=1+1"
    items, _ = read(write_csv(tmp_path / "t.csv", TRACK_COLUMNS, rows))
    assert items[4].work == ""


def test_names_lose_what_catalogue_files_use_themselves(tmp_path):
    rows = tracks(50)
    rows[4][3] = "A\x07 |  B\n C"
    items, _ = read(write_csv(tmp_path / "t.csv", TRACK_COLUMNS, rows))
    assert items[4].title == "A / B C"


def test_a_cell_of_a_megabyte_costs_its_row_only(tmp_path):
    rows = tracks(60)
    rows[4][2] = "x" * 1_000_000
    rows[5][2] = "y" * (LONGEST_LINE + 10)
    items, stream = read(write_csv(tmp_path / "t.csv", TRACK_COLUMNS, rows))
    assert len(items) == 58
    assert stream.skipped.counts.total() == 2


def test_an_endless_line_is_never_held_in_memory(tmp_path):
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("a,b\n1,2\n")
        for _ in range(8):
            file.write("z" * LONGEST_LINE)
        file.write("\n3,4\n")
    found = list(Table(path).rows())
    assert [cells for row in found if isinstance(row, tuple) for cells in [row[1]]] == [
        ["1", "2"],
        ["3", "4"],
    ]


def test_an_open_quote_does_not_swallow_the_file(tmp_path):
    path = tracks_csv(tmp_path / "t.csv", 3000)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[10] = '"' + lines[10]
    path.write_text("\n".join(lines), encoding="utf-8")
    items, stream = read(path)
    assert len(items) > 500
    assert stream.skipped.counts


def test_rows_of_another_width_are_skipped(tmp_path):
    rows = tracks(50)
    rows[4] = rows[4][:-1]
    rows[5] = [*rows[5], "more"]
    _, stream = read(write_csv(tmp_path / "t.csv", TRACK_COLUMNS, rows))
    assert stream.skipped.counts == {"more or fewer cells than the header": 2}
