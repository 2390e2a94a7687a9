"""Each task finds what was put into made data, and says plainly what it could not read."""

from __future__ import annotations

import json

import numpy as np
import pytest

from mien.core.errors import MissingExtraError, UsageError
from mien.evaluation import intervals
from mien.evaluation.datasets.files import (
    EvaluationDataError,
    read_sheets,
    require_training_extra,
)
from mien.evaluation.models import effects
from mien.evaluation.names import NAMES
from mien.evaluation.run import run
from mien.evaluation.tasks import (
    car_rating,
    film_emotion,
    film_tags,
    journeys,
    song_affect,
    song_class,
)
from tests.evaluation.synthetic_data import make_all
from tests.factories.items import spread_items


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    make_all(folder)
    return folder


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Fewer repeats: made data show the same at once."""
    monkeypatch.setattr(intervals, "ROUNDS", 50)
    monkeypatch.setattr(song_class, "_SEEDS", 1)
    monkeypatch.setattr(song_affect, "_SEEDS", 1)
    monkeypatch.setattr(journeys, "SEEDS", 2)
    monkeypatch.setattr(effects, "_SEEDS", 1)
    monkeypatch.setattr(film_tags, "_OUR_FACTORS", (32,))
    monkeypatch.setattr(film_emotion, "_TREES", 30)
    monkeypatch.setattr(song_class, "_TREES", 30)
    monkeypatch.setattr(song_class, "_BOOSTS", 5)
    monkeypatch.setattr(song_affect, "_BOOSTS", 30)


def reports(task, data, items=()):
    return list(run(task, data, items))


def test_films_taste_beats_popularity_and_steering_raises_valence(data):
    (report,) = reports("T1", data)
    assert report.value("EASE", "NDCG@10") > report.value("popularity", "NDCG@10") + 0.05
    assert report.value("EASE", "NDCG@10") > report.value("random", "NDCG@10")
    assert report.value("EASE with genres, steered brighter", "rise in valence (sd)") >= 0.5
    (row,) = [row for row in report.rows if row.name == "EASE with genres"]
    assert row.gains[0].low <= row.gains[0].difference <= row.gains[0].high


def test_films_in_a_mood_has_every_baseline_and_says_whether_mood_helps(data):
    (report,) = reports("T3", data)
    names = {row.name for row in report.rows}
    assert {"random", "popularity", "hand genre map", "ItemKNN", "EASE"} <= names
    assert any("mood" in remark for remark in report.remarks)


@pytest.mark.usefixtures("scikit_learn")
def test_the_emotion_a_film_leaves_is_learned_from_its_genre(data):
    (report,) = reports("t4", data)
    assert report.value("genres", "accuracy") > report.value("majority", "accuracy") + 0.2


def test_what_a_film_is_rated_has_each_step_and_says_whether_mood_changes_the_order(data):
    (report,) = reports("T2", data)
    names = [row.name for row in report.rows]
    assert names[:3] == ["global mean", "person + film", "person + film + mood"]
    # Made ratings are pure noise: no step may seem to help.
    assert report.value("person + film", "RMSE") > report.value("global mean", "RMSE") - 0.02
    assert any(
        remark.startswith("Neither mood x genre nor mood x film") for remark in report.remarks
    )


@pytest.mark.usefixtures("scikit_learn")
def test_tagged_films_are_found_by_genre_and_other_tags(data):
    (report,) = reports("T5", data)
    base = report.value("share of films tagged so", "mean AP")
    assert report.value("genres", "mean AP") > 1.4 * base
    assert report.value(film_tags.OURS, "mean AP") > 1.4 * base
    assert report.value("hand genre map", "P@20") > base


def test_a_mood_that_changes_which_song_is_wanted_is_found(data):
    (report,) = reports("incarmusic", data)
    row = next(row for row in report.rows if row.name == car_rating.BY_STYLE)
    assert row.gains[0].low > 0
    assert "mood x style" in report.remarks[0]
    assert report.value(car_rating.OURS, "RMSE") < report.value("person + song", "RMSE") - 0.1


@pytest.mark.usefixtures("scikit_learn")
def test_mood_classes_and_the_carry_over_to_hindi(data):
    (english,) = reports("T6", data)
    assert english.value("all features, logistic", "accuracy") > 0.7
    (hindi,) = reports("hindi", data)
    assert hindi.value("sum of percentiles", "AUC") > 0.9
    fixed = hindi.value("fixed thresholds (valence .4, energy .5)", "AUC")
    assert fixed < hindi.value("English classes on percentiles", "AUC")


@pytest.mark.usefixtures("scikit_learn")
def test_heard_valence_and_arousal(data):
    (report,) = reports("T7", data)
    assert report.value("single feature", "R² valence") > 0.9
    assert report.value("ten features, ridge", "R² arousal") > 0.8


@pytest.mark.usefixtures("scikit_learn")
def test_liking_lifts_energy_moves_arousal_and_matching_does_neither(data):
    liking, lift, calm = reports("T8", data)
    assert liking.value("song's mean liking + own earlier rating", "AUC per person") > 0.7
    assert lift.value("song's mean lift + liking", "Spearman") > 0.3
    assert calm.value("energy", "Spearman") > 0.5
    assert abs(lift.value("match distance", "Spearman")) < 0.25


def test_journeys_over_samples_and_catalogue(data):
    found = reports("journey", data, spread_items(400))
    assert [report.title.split(" over ")[1] for report in found] == [
        "English sample",
        "Hindi sample",
        "the catalogue",
    ]
    for report in found:
        assert report.value("beam search", "different makers") == 1.0
        assert report.value("beam search", "end error") < report.value("random songs", "end error")


@pytest.mark.usefixtures("scikit_learn")
def test_a_report_is_json_and_markdown_that_agree(data):
    (report,) = reports("hindi", data)
    document = json.loads(json.dumps(report.to_json(), allow_nan=False))
    text = report.to_markdown()
    for row in document["rows"]:
        assert row["name"] in text
    for bar in document["bars"]:
        assert bar["reached"] == (bar["value"] >= bar["bar"])
    assert text.count("reached") >= len(document["bars"])


def test_an_unknown_task_names_those_there_are(data):
    with pytest.raises(UsageError) as caught:
        reports("T99", data)
    assert all(name in caught.value.hint for name in NAMES)


@pytest.mark.usefixtures("scikit_learn")
def test_missing_files_are_named(tmp_path):
    for task in NAMES:
        with pytest.raises(EvaluationDataError) as missing:
            reports(task, tmp_path)
        assert str(tmp_path) in missing.value.detail


def test_without_scikit_learn_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "sklearn", None)
    with pytest.raises(MissingExtraError) as caught:
        require_training_extra()
    assert "mien[train]" in caught.value.hint


def test_without_openpyxl_it_is_named(data, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(MissingExtraError) as caught:
        reports("InCarMusic", data)
    assert "pip install openpyxl" in caught.value.hint


def test_a_workbook_that_is_none_or_lacks_a_sheet_is_named(data, tmp_path):
    (tmp_path / "none.xlsx").write_text("not a workbook")
    with pytest.raises(EvaluationDataError, match=r"none\.xlsx"):
        read_sheets(tmp_path / "none.xlsx", ["any"])
    book = next((data / "listening").rglob("*.xlsx"))
    with pytest.raises(EvaluationDataError, match="No such sheet"):
        read_sheets(book, ["No such sheet"])


def test_an_interval_is_drawn_over_whole_people():
    values = np.repeat([1.0, 0.0], 50)
    people = np.repeat([0, 1], 50)
    by_person = intervals.gain_of("x", "m", intervals.mean_of(values), lambda _: 0.0, people)
    by_row = intervals.gain_of("x", "m", intervals.mean_of(values), lambda _: 0.0, np.arange(100))
    assert by_person.difference == by_row.difference == 0.5
    assert by_person.high - by_person.low > by_row.high - by_row.low
