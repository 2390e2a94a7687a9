"""Catalogue files: what is read, and what is said of a broken row."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mien.catalog.lint import lint
from mien.catalog.load import load_items, load_rows
from mien.catalog.schema import COLUMNS
from mien.core.errors import CatalogError
from mien.core.media import Evidence, Kind

SONG = {
    "id": "music-lag-ja-gale-1964",
    "title": "Lag Ja Gale",
    "creators": "Lata Mangeshkar",
    "work": "Woh Kaun Thi?",
    "year": "1964",
    "language": "hi",
    "genres": "film",
    "tags": "longing|tender",
    "valence": "0.41",
    "energy": "0.22",
    "tempo": "",
    "appreciation": "0.97",
    "evidence": "editor",
    "youtube": "",
    "spotify": "",
}


def write(folder: Path, *rows: dict[str, str], name: str = "music-hi.csv") -> Path:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS[Kind.MUSIC], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_a_row_is_read_as_it_stands(tmp_path):
    (row,) = load_rows(write(tmp_path, SONG))
    assert (row.id, row.kind, row.year) == ("music-lag-ja-gale-1964", Kind.MUSIC, 1964)
    assert row.creators == ("Lata Mangeshkar",)
    assert row.tags == ("longing", "tender")
    assert (row.valence, row.energy, row.tempo) == (0.41, 0.22, None)
    assert row.evidence is Evidence.EDITOR


@pytest.mark.parametrize(
    ("column", "text", "says"),
    [
        ("id", "lag-ja-gale", "id"),
        ("id", "movie-lag-ja-gale-1964", "id"),
        ("title", "", "title: empty"),
        ("creators", "", "creators: empty"),
        ("creators", "A|A", "twice"),
        ("year", "19x4", "year"),
        ("year", "1066", "year"),
        ("language", "hindi", "language"),
        ("genres", "pop|polka", "polka is not in the vocabulary"),
        ("tags", "sad", "sad is not in the vocabulary"),
        ("valence", "1.2", "valence"),
        ("valence", "nan", "valence"),
        ("energy", "", "energy"),
        ("appreciation", "-0.1", "appreciation"),
        ("tempo", "900", "tempo"),
        ("evidence", "guess", "evidence"),
        ("youtube", "https://youtu.be/x", "youtube"),
        ("spotify", "123", "spotify"),
        ("title", "=HYPERLINK(1)", "formula"),
        ("title", "@SUM(A1)", "formula"),
        ("title", " Lag Ja Gale", "space"),
    ],
)
def test_a_broken_cell_is_named_with_its_file_and_line(tmp_path, column, text, says):
    folder = write(tmp_path, SONG | {column: text})
    with pytest.raises(CatalogError) as caught:
        load_rows(folder)
    assert "music-hi.csv, line 2" in caught.value.detail
    assert says in caught.value.detail
    assert says in lint(folder)[0].message


def test_a_row_with_a_cell_too_many_or_too_few_is_named(tmp_path):
    folder = write(tmp_path, SONG)
    path = folder / "music-hi.csv"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.rstrip("\n") + ",more\n" + "music-x-1990,X\n", encoding="utf-8")
    assert [problem.line for problem in lint(folder)] == [2, 3]


def test_other_columns_are_refused_with_the_right_ones(tmp_path):
    (tmp_path / "music-hi.csv").write_text("title,mood\nX,sad\n", encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load_rows(tmp_path)
    assert "title, mood" in caught.value.detail
    assert "valence" in caught.value.hint


def test_another_encoding_is_refused(tmp_path):
    folder = write(tmp_path, SONG | {"title": "Café"})
    path = folder / "music-hi.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(CatalogError) as caught:
        load_rows(folder)
    assert "UTF-8" in caught.value.hint


def test_a_file_of_no_known_kind_and_an_empty_folder_are_refused(tmp_path):
    with pytest.raises(CatalogError, match="no catalogue file"):
        load_rows(tmp_path)
    (tmp_path / "books.csv").write_text("title\n", encoding="utf-8")
    with pytest.raises(CatalogError, match="what kind"):
        load_rows(tmp_path)


def test_lint_finds_what_two_rows_must_not_share(tmp_path):
    twin = SONG | {"id": "music-lag-ja-gale-again-1964", "title": "Lag Jā Gale!"}
    same_id = SONG | {"title": "Another"}
    messages = [p.message for p in lint(write(tmp_path, SONG, twin, same_id))]
    assert any("title and maker" in m and "line 2" in m for m in messages)
    assert any(
        "id 'music-lag-ja-gale-1964' also stands in music-hi.csv, line 2" in m for m in messages
    )


def test_lint_finds_one_public_id_given_to_two_songs(tmp_path):
    video = "abcdefghijk"
    other = SONG | {"id": "music-other-1970", "title": "Other", "youtube": video}
    problems = lint(write(tmp_path, SONG | {"youtube": video}, other))
    assert [p.line for p in problems] == [3]
    assert "youtube" in problems[0].message


def test_links_are_exact_where_an_id_is_known_and_searches_elsewhere(tmp_path):
    known = SONG | {"youtube": "TFr6G5zveS8", "spotify": "5F5g1pmAcQZEDCSYdn5bSj"}
    unknown = SONG | {"id": "music-b-1970", "title": "B & C", "creators": "D"}
    first, second = load_items(write(tmp_path, known, unknown))
    assert first.links["youtube"] == "https://www.youtube.com/watch?v=TFr6G5zveS8"
    assert first.links["spotify"] == "https://open.spotify.com/track/5F5g1pmAcQZEDCSYdn5bSj"
    assert second.links["youtube"] == "https://www.youtube.com/results?search_query=B+%26+C+D"
    assert second.links["spotify"] == "https://open.spotify.com/search/B%20%26%20C%20D"
