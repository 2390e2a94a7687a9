"""Nobody twice in ten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mien.recommend.diversify import WINDOW, spread_out
from mien.recommend.item_table import ItemTable
from tests.factories.items import make_item


def taken(items, limit, *, same_creator_allowed=False):
    """Return the items taken when they come in this order."""
    table = ItemTable(items)
    rows = spread_out(
        range(len(items)), limit, table.creators.of, same_creator_allowed=same_creator_allowed
    )
    return [table.items[row] for row in rows]


@given(st.lists(st.integers(0, 14), max_size=60), st.integers(1, 40))
def test_no_creator_stands_twice_in_any_run_of_ten(creators, limit):
    ranked = [make_item(n, creators=(f"Singer {creator}",)) for n, creator in enumerate(creators)]
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
    assert taken(ranked, limit, same_creator_allowed=True) == ranked[:limit]
