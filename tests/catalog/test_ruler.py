"""Percentiles are taken inside a language, so that each language has its sad and its lively."""

from __future__ import annotations

import pytest

from mien.catalog.load import items_of
from mien.catalog.percentiles import SMALLEST_GROUP
from mien.core.media import Kind
from tests.factories.items import make_row


def rows(language: str, valences: list[float]):
    return [
        make_row(id=f"music-{language}-{n}-1990", title=f"{n}", language=language, valence=v)
        for n, v in enumerate(valences)
    ]


def test_the_same_raw_value_is_sad_in_one_language_and_bright_in_another():
    steps = [n / 100 for n in range(50)]
    items = items_of(rows("en", steps) + rows("hi", [v + 0.5 for v in steps]))
    place = {item.id: item.mood.valence for item in items}
    # .49 is the brightest English song; .50 the darkest Hindi one.
    assert place["music-en-49-1990"] == pytest.approx(0.98)
    assert place["music-hi-0-1990"] == pytest.approx(-0.98)


def test_ties_share_the_middle_place():
    items = items_of(rows("en", [0.3] * 50))
    assert {item.mood.valence for item in items} == {0.0}


def test_small_languages_are_ranked_together_and_say_so():
    large = rows("en", [n / 100 for n in range(SMALLEST_GROUP)])
    items = items_of([*large, *rows("fr", [0.1]), *rows("ja", [0.9])])
    french, japanese = items[-2:]
    assert french.mood.valence == pytest.approx(-0.5)
    assert japanese.mood.valence == pytest.approx(0.5)
    assert french.mood.pooled
    assert not items[0].mood.pooled


def test_kinds_are_not_mixed():
    films = [make_row(id=f"movie-{n}-1990", kind=Kind.MOVIE, valence=n / 100) for n in range(50)]
    (song,) = items_of([*films, make_row(valence=0.0)])[-1:]
    assert song.mood.valence == 0.0
