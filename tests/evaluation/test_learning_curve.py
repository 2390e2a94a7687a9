"""The simulation of people with hidden tastes."""

from __future__ import annotations

import numpy as np

from mien.catalog.load import load_items
from mien.core.media import Kind
from mien.evaluation.learning_curve import LIKED_SHARE, hidden_taste, learning_curve
from mien.recommend.item_table import ItemTable
from mien.recommend.pipeline import Ranker


def test_a_hidden_taste_likes_its_share_and_differs_between_people():
    table = ItemTable(load_items())
    first, second = (hidden_taste(table, Kind.MUSIC, np.random.default_rng(n)) for n in (1, 2))
    assert abs(first.mean() - LIKED_SHARE) < 0.01
    assert (first & second).mean() < 2 * LIKED_SHARE**2


def test_more_of_the_top_ten_is_liked_the_more_a_person_has_said():
    curve = learning_curve(Ranker(ItemTable(load_items())), 25)
    start, _, end = curve.liked.mean(axis=0)
    assert end > 1.5 * curve.popular.mean()
    assert end > start + 0.08
