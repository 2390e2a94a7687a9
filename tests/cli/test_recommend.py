"""`mien recommend`, `similar` and `catalog`."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from mien import __version__
from mien.core.emotions import EMOTIONS
from mien.core.goals import Goal
from mien.core.media import Kind


def test_version(mien):
    ran = mien("--version")
    assert (ran.code, ran.out.strip()) == (0, f"mien {__version__}")


def test_help_lists_every_command(mien):
    out = mien("--help").out
    for command in ("analyze", "catalog", "doctor", "evaluate", "recommend", "serve", "similar"):
        assert command in out


def test_json_is_one_document_of_the_public_shape(mien):
    ran = mien("recommend", "--mood", "sad", "--goal", "lift", "--language", "hi", "--json")
    assert ran.code == 0
    answer = ran.document
    assert set(answer) == {"mood", "goal", "items", "sources", "question"}
    assert answer["mood"]["label"] == "sad"
    assert answer["goal"] == "lift"
    assert len(answer["items"]) == 10
    for item in answer["items"]:
        assert item["language"] == "hi"
        assert item["kind"] == "music"
        assert set(item) == {
            *("id", "kind", "title", "creators", "year", "language", "genres", "mood"),
            *("score", "reason", "links", "player", "players", "artwork"),
        }


def test_the_list_for_people_has_titles_reasons_and_links(mien):
    ran = mien("recommend", "--mood", "happy", "--kind", "movie", "--limit", "3")
    assert ran.code == 0
    assert "Goal: match" in ran.out
    assert ran.out.count("https://") == 3


def test_a_list_for_several_people_says_how_well_it_suits_each(mien):
    ran = mien("recommend", "--mood", "sad, happy", "--limit", "5")
    assert ran.code == 0
    assert "For 2 people" in ran.err
    assert mien("recommend", "--mood", "sad,hapy").code == 2


def test_filters_and_points_reach_the_recommender(mien):
    ran = mien(
        *("recommend", "--valence", "0.5", "--arousal=-0.6", "--kind", "movie", "--json"),
        *("--genre", "comedy,romance", "--years", "1970-1989", "--limit", "5"),
    )
    for item in ran.document["items"]:
        assert 1970 <= item["year"] <= 1989
        assert {"comedy", "romance"} & set(item["genres"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--mood", "joyful"], "angry, disgust, fear"),
        (["--mood", "sad", "--kind", "book"], "music, movie, video"),
        (["--mood", "sad", "--goal", "cheer"], "sit-with"),
        (["--mood", "sad", "--language", "xx"], "ISO 639-1"),
        (["--mood", "sad", "--years", "old"], "1970-1989"),
        (["--mood", "sad", "--limit", "0"], "1 to 100"),
        (["--mood", "sad", "--limit", "many"], "many"),
        (["--mood", "sad", "--valence", "1"], "twice"),
        (["--valence", "0.5"], "both"),
        (["--valence", "nan", "--arousal", "0"], "-1 to 1"),
        ([], "--mood"),
        (["--colour", "red"], "--colour"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_to_do(mien, arguments, says):
    ran = mien("recommend", *arguments, "--json")
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


@pytest.mark.parametrize("typed", ["5\n", "Sad\n", "no such\n9\nsad\n"])
def test_on_a_terminal_it_asks_and_takes_a_number_or_a_word(typed):
    keyboard, terminal = pty.openpty()
    os.write(keyboard, typed.encode())
    ran = subprocess.run(
        [sys.executable, "-m", "mien", "recommend", "--limit", "1"],
        stdin=terminal,
        capture_output=True,
        text=True,
        timeout=120,
    )
    os.close(terminal)
    os.close(keyboard)
    assert ran.returncode == 0
    assert "Mood: sad" in ran.stdout
    for number, emotion in enumerate(EMOTIONS, 1):
        assert f"{number}  {emotion}" in ran.stderr


def test_similar_gives_others_of_the_same_kind(mien):
    first = mien("recommend", "--mood", "happy", "--json").document["items"][0]
    ran = mien("similar", first["id"], "--json")
    ids = [item["id"] for item in ran.document["items"]]
    assert ran.code == 0
    assert ids
    assert first["id"] not in ids
    assert "Like" in mien("similar", first["id"]).out


def test_an_unknown_item_exits_with_3(mien):
    ran = mien("similar", "music-nothing-1900")
    assert (ran.code, ran.out) == (3, "")
    assert "music-nothing-1900" in ran.err


def test_catalog_stats_counts_items_and_shelves(mien):
    document = mien("catalog", "stats", "--json").document
    assert sum(row["count"] for row in document["items"]) > 300
    assert len(document["shelves"]) == len(Kind) * 2 * len(Goal) * len(EMOTIONS)
    table = mien("catalog", "stats").out
    assert "sit-with" in table


def test_catalog_lint_exits_with_1_where_a_file_is_broken(mien, tmp_path):
    assert mien("catalog", "lint").code == 0
    (tmp_path / "music-xx.csv").write_text("title\n", encoding="utf-8")
    ran = mien("catalog", "lint", "--folder", tmp_path, "--json")
    assert ran.code == 1
    assert ran.document["problems"][0]["file"] == "music-xx.csv"
