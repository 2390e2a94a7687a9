"""The catalogue that comes with Mien is sound and offers something for every mood."""

from __future__ import annotations

import pytest

from mien.catalog.lint import lint
from mien.catalog.load import load_items
from mien.core.emotions import EMOTIONS
from mien.core.goals import Goal
from mien.core.media import Evidence, Kind
from mien.services.recommendations.recommender import Recommender


@pytest.fixture(scope="module")
def items():
    return load_items()


def test_lint_finds_nothing():
    assert [f"{p.file}:{p.line}: {p.message}" for p in lint()] == []


def test_there_is_enough_of_each_kind_and_language(items):
    def count(kind, language=None):
        return sum(i.kind is kind and language in (None, i.language) for i in items)

    assert count(Kind.MUSIC, "hi") >= 600
    assert count(Kind.MUSIC, "en") >= 700
    assert count(Kind.MUSIC) >= 1500
    assert count(Kind.MOVIE) >= 1000
    assert count(Kind.VIDEO) >= 200


def test_nearly_all_values_were_given_to_the_very_item(items):
    songs = [i for i in items if i.kind is Kind.MUSIC]
    share = sum(i.mood.evidence is Evidence.EDITOR for i in songs) / len(songs)
    assert share >= 0.8


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_emotion_and_goal_has_a_full_list(items, kind, language):
    recommender = Recommender(items)
    for emotion in EMOTIONS:
        for goal in Goal:
            answer = recommender.recommend(emotion, kind, goal, languages=[language])
            # To sit with happiness leaves only what is at least as bright, and few videos are.
            enough = 5 if kind is Kind.VIDEO and goal is Goal.SIT_WITH else 10
            assert len(answer.picks) >= enough, (emotion, goal)


def test_every_link_is_https(items):
    assert all(link.startswith("https://") for item in items for link in item.links.values())
    assert all(item.links for item in items)


def test_an_id_is_known_just_where_a_link_leads_to_the_very_page(items):
    assert any(item.public_ids for item in items)
    for item in items:
        exact = {
            "youtube" if service == "trailer" else service: address
            for service, address in item.links.items()
            if "search" not in address and "/find/" not in address
        }
        assert set(item.public_ids) == set(exact)
        assert all(value in exact[service] for service, value in item.public_ids.items())
