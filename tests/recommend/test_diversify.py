"""Nobody twice in ten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mien.recommend.candidates import CandidateTable
from mien.recommend.diversify import WINDOW, spread_out
from tests.factories.items import make_item


def taken(items, limit, *, same_maker_allowed=False):
    """Return the items taken when they come in this order."""
    table = CandidateTable(items)
    rows = spread_out(
        range(len(items)), limit, table.makers.of, same_maker_allowed=same_maker_allowed
    )
    return [table.items[row] for row in rows]


@given(st.lists(st.integers(0, 14), max_size=60), st.integers(1, 40))
def test_no_creator_stands_twice_in_any_run_of_ten(makers, limit):
    ranked = [make_item(n, creators=(f"Singer {maker}",)) for n, maker in enumerate(makers)]
    picked = taken(ranked, limit)
    assert len(picked) == len({item.id for item in picked}) <= limit
    for start in range(len(picked)):
        run = [item.creators for item in picked[start : start + WINDOW]]
        assert len(run) == len(set(run))


def test_an_item_put_off_comes_back_once_its_maker_has_left_the_window():
    first, second = (make_item(n, creators=("Lata",)) for n in (0, 1))
    others = [make_item(n) for n in range(2, 20)]
    picked = taken([first, second, *others], 12)
    assert picked[0] is first
    assert picked[WINDOW] is second


def test_a_duet_counts_for_both_singers_and_a_film_for_all_its_songs():
    duet = make_item(0, creators=("Lata", "Rafi"))
    solo = make_item(1, creators=("RAFI",))
    same_film = [make_item(n, work="Guide") for n in (2, 3)]
    picked = taken([duet, solo, *same_film], 4)
    assert [item.id for item in picked] == [duet.id, same_film[0].id]


@pytest.mark.parametrize("limit", [1, 3])
def test_asking_for_one_maker_lifts_the_rule(limit):
    ranked = [make_item(n, creators=("Lata",)) for n in range(5)]
    assert taken(ranked, limit, same_maker_allowed=True) == ranked[:limit]
