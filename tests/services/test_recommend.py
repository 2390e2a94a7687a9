"""Recommending, as a program calls it."""

from __future__ import annotations

import math
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mien.core.emotions import EMOTIONS
from mien.core.errors import (
    ItemNotFoundError,
    UnknownEmotionError,
    UnknownGoalError,
    UnknownKindError,
    UnknownLanguageError,
    UsageError,
)
from mien.core.goals import Goal
from mien.core.media import Evidence, ItemMood, Kind
from mien.core.mood import mood_from_probabilities
from mien.core.recommendation import SourceStatus
from mien.services.profiles.memory import Memory
from mien.services.recommendations.personal import RememberedPerson
from mien.services.recommendations.recommender import Recommender
from tests.factories.events import NOW, likes
from tests.factories.items import make_item, spread_items

CATALOGUE = spread_items(400)


@pytest.fixture(scope="module")
def recommender() -> Recommender:
    return Recommender(CATALOGUE)


def mean(picks, side):
    return sum(getattr(p.item.mood, side) for p in picks) / len(picks)


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_goals_move_the_list(recommender, emotion):
    lists = {g: recommender.recommend(emotion, "music", g).picks for g in Goal}
    assert mean(lists[Goal.CALM], "arousal") < mean(lists[Goal.ENERGIZE], "arousal") - 0.8
    assert mean(lists[Goal.LIFT], "valence") > 0.2
    assert mean(lists[Goal.SIT_WITH], "arousal") < 0
    assert mean(lists[Goal.VENT], "arousal") > 0.4


def test_of_two_items_in_the_same_place_the_better_loved_comes_first():
    loved, unknown = make_item(1, appreciation=0.95), make_item(2, appreciation=0.1)
    picks = Recommender([unknown, loved]).recommend((0, 0), "music", "match").picks
    assert [p.item.id for p in picks] == [loved.id, unknown.id]
    assert picks[0].score > picks[1].score


def test_the_same_seed_repeats_and_another_varies(recommender):
    def ids(seed):
        return [p.item.id for p in recommender.recommend("sad", "music", seed=seed).picks]

    assert ids(3) == ids(3)
    assert len({tuple(ids(seed)) for seed in range(6)}) > 1
    # Varied, not arbitrary: most of the list stays.
    assert len(set(ids(0)) & set(ids(1))) >= 3


def test_scores_fall_and_lie_in_0_to_1(recommender):
    scores = [p.score for p in recommender.recommend("happy", "music", limit=50).picks]
    assert scores == sorted(scores, reverse=True)
    assert 0 <= scores[-1] <= scores[0] <= 1


def test_filters_hold():
    items = [
        make_item(1, year=1975, genres=("rock",), creators=("Kishore Kumar",)),
        make_item(2, year=1985, genres=("pop", "rock"), creators=("Beyoncé",)),
        make_item(3, year=1995, genres=("jazz",), language="hi"),
    ]
    recommender = Recommender(items)

    def found(**filters):
        answer = recommender.recommend("happy", "music", **filters)
        return sorted(p.item.title for p in answer.picks)

    assert found(genres=["rock"]) == ["Song 1", "Song 2"]
    assert found(years=(1980, 1999)) == ["Song 2", "Song 3"]
    assert found(creators=["beyonce"]) == ["Song 2"]
    assert found(languages=["HI"]) == ["Song 3"]
    assert found(languages=["hi", "en"], genres=["jazz", "pop"]) == ["Song 2", "Song 3"]
    assert found(exclude=[items[0].id, "no-such-id"]) == ["Song 2", "Song 3"]


def test_a_string_is_one_word_where_several_can_be_given():
    items = [
        make_item(1, language="hi", genres=("jazz",), creators=("Earth, Wind & Fire",)),
        make_item(2, language="en", genres=("pop",), creators=("Fire",)),
        make_item(3, language="en", genres=("pop",), creators=("Wind",)),
    ]

    def found(**options):
        answer = Recommender(items).recommend("happy", "music", **options)
        return {pick.item.id for pick in answer.picks}

    one, two, three = (item.id for item in items)
    assert found(languages="hi") == found(genres="Jazz") == {one}
    assert found(creators="Earth, Wind & Fire") == {one}
    assert found(creators="fire") == {one, two}
    assert found(exclude=one) == {two, three}
    with pytest.raises(UnknownLanguageError, match="'hi,en'"):
        found(languages="hi,en")


def test_a_string_is_one_word_for_somebody_who_is_known(tmp_path):
    items = [make_item(1), make_item(2)]
    person = RememberedPerson(Memory(tmp_path / "mien.sqlite3"))
    recommender = Recommender(items, person=person)
    answer = recommender.recommend("happy", "music", exclude=items[0].id)
    assert [pick.item.id for pick in answer.picks] == [items[1].id]
    for wrong in ({"exclude": 5}, {"history": None}, {"history": "x"}):
        with pytest.raises(UsageError):
            recommender.recommend("happy", "music", **wrong)


def test_a_time_without_a_zone_is_in_utc(recommender):
    liked = likes(CATALOGUE[:3])
    lists = [
        recommender.recommend("sad", "music", history=liked, now=now)
        for now in (NOW, NOW.replace(tzinfo=None))
    ]
    assert lists[0].picks == lists[1].picks


def test_the_maker_asked_for_may_fill_the_list():
    items = [make_item(n, creators=("Arijit Singh",)) for n in range(12)]
    picks = Recommender(items).recommend("happy", "music", creators=["arijit"]).picks
    assert len(picks) == 10
    assert all("Arijit Singh, as you asked" in p.reason for p in picks)


def test_nothing_that_fits_is_said_to_be_nothing():
    answer = Recommender([make_item(1)]).recommend("happy", "movie")
    (source,) = answer.sources
    assert (answer.picks, source.status, source.count) == ((), SourceStatus.EMPTY, 0)
    assert source.message


def test_a_short_list_says_that_it_is_short():
    (source,) = Recommender([make_item(1)]).recommend("happy", "music").sources
    assert source.status is SourceStatus.OK
    assert "Only 1" in source.message


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"mood": "joyful"}, UnknownEmotionError),
        ({"mood": (math.nan, 0.0)}, UsageError),
        ({"mood": (0.0, 1.5)}, UsageError),
        ({"mood": []}, UsageError),
        ({"kind": "book"}, UnknownKindError),
        ({"goal": "cheer"}, UnknownGoalError),
        ({"languages": ["xx"]}, UnknownLanguageError),
        ({"genres": ["polka"]}, UsageError),
        ({"years": (1990, 1980)}, UsageError),
        ({"limit": 0}, UsageError),
        ({"limit": 10**9}, UsageError),
        ({"seed": -1}, UsageError),
        ({"mood": None}, UsageError),
        ({"mood": 0.5}, UsageError),
        ({"mood": (0.1, 0.2, 0.3)}, UsageError),
        ({"mood": ["sad", None]}, UsageError),
        ({"kind": None}, UnknownKindError),
        ({"goal": 7}, UnknownGoalError),
        ({"languages": None}, UsageError),
        ({"languages": 7}, UsageError),
        ({"languages": ["en", 7]}, UsageError),
        ({"languages": b"en"}, UsageError),
        ({"genres": 7}, UsageError),
        ({"creators": [None]}, UsageError),
        ({"exclude": [7]}, UsageError),
        ({"years": 1990}, UsageError),
        ({"years": "1990-1999"}, UsageError),
        ({"years": (1990,)}, UsageError),
        ({"years": (1990, None)}, UsageError),
        ({"limit": "10"}, UsageError),
        ({"limit": 2.5}, UsageError),
        ({"limit": None}, UsageError),
        ({"seed": "x"}, UsageError),
        ({"seed": 0.5}, UsageError),
        ({"history": None}, UsageError),
        ({"history": ["music-a"]}, UsageError),
        ({"now": "today"}, UsageError),
        ({"preferences": {}}, UsageError),
    ],
)
def test_bad_arguments_are_refused_with_what_to_do(recommender, arguments, error):
    with pytest.raises(error) as caught:
        recommender.recommend(**({"mood": "sad", "kind": "music"} | arguments))
    assert caught.value.hint


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(EMOTIONS), st.sampled_from(list(Goal)), st.integers(0, 1000))
def test_what_a_reason_says_of_an_item_is_true(emotion, goal, seed):
    for pick in Recommender(CATALOGUE).recommend(emotion, "music", goal, seed=seed).picks:
        mood = pick.item.mood
        for word, percent in re.findall(r"(\w+) than (\d+) %", pick.reason):
            side = "arousal" if word in ("Livelier", "Calmer") else "valence"
            sign = 1 if word in ("Livelier", "Brighter") else -1
            place = (1 + sign * getattr(mood, side)) / 2
            assert place * 100 - 1 <= int(percent) <= place * 100
        if "and brighter than most" in pick.reason:
            assert mood.valence > 0
        if "and darker than most" in pick.reason:
            assert mood.valence < 0
        assert ("widely loved" in pick.reason) == (pick.item.appreciation >= 0.85)
        assert pick.reason.endswith(".")


def test_an_item_of_a_small_language_claims_nothing_about_that_language():
    item = make_item(1, language="fr", mood=ItemMood(0.8, 0.8, Evidence.EDITOR, pooled=True))
    (pick,) = Recommender([item]).recommend("happy", "music").picks
    assert "French" not in pick.reason
    assert "smaller languages" in pick.reason


def test_a_sure_mood_is_not_questioned(recommender):
    assert recommender.recommend("sad", "music").question is None


def test_a_torn_mood_is_asked_about_the_two_emotions_that_matter(recommender):
    torn = mood_from_probabilities([0, 0, 0, 0.45, 0.4, 0, 0.15])
    question = recommender.recommend(torn, "music").question
    assert question is not None
    assert [choice.emotion for choice in question.choices] == ["happy", "sad"]


def test_a_doubt_that_would_not_change_the_list_is_not_asked_about():
    only = [make_item(n) for n in range(10)]
    torn = mood_from_probabilities([0, 0, 0, 0.45, 0.4, 0, 0.15])
    assert Recommender(only).recommend(torn, "music").question is None


def test_several_people_get_one_list(recommender):
    answer = recommender.recommend(["happy", (0.2, -0.4)], "music")
    assert answer.mood.valence == pytest.approx((0.9 + 0.2) / 2)
    assert len(answer.picks) == 10


def test_one_item_by_id_and_an_unknown_one(recommender):
    assert recommender.item(CATALOGUE[7].id) is CATALOGUE[7]
    for wrong in ("music-nothing-1900", None, ["music"]):
        with pytest.raises(ItemNotFoundError):
            recommender.item(wrong)
    with pytest.raises(UsageError):
        recommender.similar(CATALOGUE[7].id, limit="3")


def test_similar_puts_style_before_mood_before_era():
    item = make_item(0, genres=("jazz",), valence=0.5)
    style = make_item(1, genres=("jazz",), valence=-0.5, year=1950)
    mood = make_item(2, genres=("rock",), valence=0.5, year=1950)
    era = make_item(3, genres=("rock",), valence=-0.6, year=1990)
    film = make_item(4, kind=Kind.MOVIE, genres=("jazz",))
    picks = Recommender([era, item, film, mood, style]).similar(item.id)
    assert [p.item.id for p in picks] == [style.id, mood.id, era.id]
    assert picks[0].reason.startswith("Also jazz")


def test_facets_name_what_can_be_asked_for(recommender):
    facets = recommender.facets("music")
    assert (facets.languages, facets.genres, facets.years) == (("en",), ("pop",), (1990, 1990))
    assert recommender.facets("video").languages == ()


def test_the_public_names_are_listed_before_they_are_used():
    code = (
        "import sys, mien; print(set(mien.__all__) <= set(dir(mien)), 'numpy' in sys.modules);"
        "print(mien.Recommender.__name__, mien.MoodReader.__name__, dir(mien) == sorted(dir(mien)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["True", "False", "Recommender", "MoodReader", "True"]


def test_importing_mien_loads_nothing_heavy():
    heavy = "numpy PIL flask onnxruntime pydantic click sqlalchemy keras torch cv2".split()
    code = f"import sys, mien; print(sorted(set(sys.modules) & set({heavy!r})))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
