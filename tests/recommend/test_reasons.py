"""Reasons are true, and so is what they say of other goals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mien.catalog.load import load_items
from mien.core.emotions import EMOTIONS
from mien.core.feedback import Action
from mien.core.goals import Goal
from mien.core.media import Kind
from mien.recommend.taste import VALUES
from mien.services.recommendations.recommender import Recommender
from tests.factories.events import NOW, event, likes
from tests.factories.items import make_item, spread_items

WORDS = {Goal.CALM: "calmer", Goal.ENERGIZE: "livelier", Goal.LIFT: "brighter"}


@pytest.fixture(scope="module")
def bundled():
    return Recommender(load_items())


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(EMOTIONS),
    st.sampled_from(list(Goal)),
    st.sampled_from(list(Kind)),
    st.integers(0, 99),
    st.booleans(),
)
def test_whatever_would_drop_out_does_when_the_query_is_replayed(
    bundled, emotion, goal, kind, seed, known
):
    liked = (
        likes([bundled.item(i.id) for i in bundled.ranker.table.items[:2000:250]]) if known else []
    )
    asked = {"seed": seed, "history": liked, "now": NOW}
    found = bundled.recommend(emotion, kind, goal, **asked)
    for pick in found.picks:
        says = f"Would drop out if you wanted it {WORDS.get(pick.drops_out_for)}."
        assert (says in pick.reason) == (pick.drops_out_for is not None)
        if pick.drops_out_for is not None:
            replayed = bundled.recommend(emotion, kind, pick.drops_out_for, **asked)
            assert pick.item.id not in {other.item.id for other in replayed.picks}


def test_counterfactuals_are_found_where_there_are_any(bundled):
    found = bundled.recommend("angry", "music", "calm").picks
    assert sum(pick.drops_out_for is Goal.ENERGIZE for pick in found) >= 5


def reasons(history, items, **options):
    answer = Recommender(items).recommend(
        "neutral", "music", "match", history=history, now=NOW, **options
    )
    return {pick.item.id: pick for pick in answer.picks}


def test_a_reason_names_what_the_person_did():
    items = [make_item(n, genres=("folk",) if n < 8 else ("pop",)) for n in range(20)]
    sister = make_item(50, creators=("Singer 0",), genres=("jazz",))
    found = reasons(likes(items[:4]), [*items, sister], limit=21)
    assert "you liked it before" in found[items[1].id].reason
    assert "you often take up folk" in found[items[6].id].reason
    assert all("folk" not in found[i].reason for i in (x.id for x in items[8:]) if i in found)
    others = [make_item(n) for n in range(60, 75)]
    other = reasons(likes([items[0]]), [items[0], sister, *others], limit=17)[sister.id]
    assert "you liked Song 0 by the same artist" in other.reason


@pytest.mark.parametrize("worth", [0.1, 0.8, 2.0])
def test_a_reason_names_a_like_whatever_it_is_worth(monkeypatch, worth):
    monkeypatch.setitem(VALUES, Action.LIKE, worth)
    monkeypatch.setitem(VALUES, Action.FINISH, worth)
    items = [make_item(n) for n in range(12)]
    sister = make_item(50, creators=("Singer 0",), genres=("jazz",))
    history = [event(0, items[0], "like"), event(1, items[1], "finish")]
    found = reasons(history, [*items, sister], limit=13)
    assert "you liked it before" in found[items[0].id].reason
    assert "you liked Song 0 by the same artist" in found[sister.id].reason
    assert "you liked" not in found[items[1].id].reason


def test_nothing_is_said_of_somebody_nothing_is_known_of():
    for pick in reasons([], spread_items(50)).values():
        assert "you liked" not in pick.reason
        assert "you often" not in pick.reason


def test_one_pick_is_something_different_and_says_so():
    pop = [make_item(n, genres=("pop",)) for n in range(30)]
    odd = [make_item(n + 100, genres=("fado",), appreciation=0.3) for n in range(3)]
    history = [event(n, item, "finish", days_ago=40) for n, item in enumerate(pop[:6])]
    found = list(reasons(history, [*pop, *odd]).values())
    assert [pick.item.genres for pick in found if pick.different] == [("fado",)]
    (pick,) = [pick for pick in found if pick.different]
    assert found.index(pick) == 6
    assert pick.reason.startswith("Something different: ")
    assert len(found) == len({p.item.id for p in found}) == 10


def test_nothing_different_where_it_was_not_wanted():
    pop = [make_item(n, genres=("pop",)) for n in range(30)]
    odd = make_item(100, genres=("fado",))
    history = likes(pop[:6])
    assert not any(
        p.different for p in reasons(history, [*pop, odd], genres=["pop", "fado"]).values()
    )
    assert not any(p.different for p in reasons(history[:3], [*pop, odd]).values())
    assert not any(p.different for p in reasons(history, pop).values())


def test_a_film_is_said_to_leave_people_happy_only_where_the_table_says_so():
    comedy = make_item(1, kind=Kind.MOVIE, genres=("comedy",))
    horror = make_item(2, kind=Kind.MOVIE, genres=("horror", "thriller"))
    found = Recommender([comedy, horror]).recommend("neutral", "movie").picks
    said = {pick.item.id: "of people happy" in pick.reason for pick in found}
    assert said == {comedy.id: True, horror.id: False}
