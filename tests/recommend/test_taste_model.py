"""The stage that learns a taste, alone: from actions to numbers to how much each row is liked."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from mien.core.feedback import Action
from mien.core.media import Kind
from mien.core.taste import BRIGHTNESS, Trait, TraitKind
from mien.recommend.item_table import ItemTable
from mien.recommend.taste import HALF_LIFE_DAYS, VALUES, TasteModel, interactions_of
from tests.factories.events import NOW, event, likes
from tests.factories.items import make_item, spread_items

GENRES = ("pop", "rock", "jazz", "folk")
SONGS = [
    make_item(n, valence=i.mood.valence, arousal=i.mood.arousal, genres=(GENRES[n % 4],))
    for n, i in enumerate(spread_items(200))
]
JAZZ = [song for song in SONGS if song.genres == ("jazz",)]
JAZZ_GENRE = Trait(TraitKind.GENRE, "jazz")


@pytest.fixture(scope="module")
def table():
    return ItemTable(SONGS)


@pytest.fixture(scope="module")
def model(table):
    return TasteModel(table)


def liking_of(table, model, history, not_true=(), kind=Kind.MUSIC):
    """Return how much each item is liked after a history, by id."""
    taste = model.learn(interactions_of(table, history, NOW), not_true)
    rows = table.of_kind(kind)
    items = table.items[rows.index]
    return dict(zip([i.id for i in items], model.liking(taste, kind, rows).tolist(), strict=True))


def mean(liking, items):
    return float(np.mean([liking[item.id] for item in items]))


def others(*genres):
    return [song for song in SONGS if song.genres[0] not in genres]


@pytest.mark.parametrize("action", Action)
def test_each_action_has_its_value(table, action):
    found = interactions_of(table, [event(1, SONGS[3], action)], NOW)
    assert found.values.tolist() == [VALUES[action]]
    assert [table.items[row] for row in found.rows] == [SONGS[3]]


def test_an_action_counts_half_after_its_half_life_and_never_more_than_once(table):
    days = (0.0, HALF_LIFE_DAYS, 2 * HALF_LIFE_DAYS)
    history = [event(n, SONGS[n], days_ago=age) for n, age in enumerate(days)]
    found = interactions_of(table, history, NOW)
    assert found.ages.tolist() == pytest.approx(days)
    assert found.weights.tolist() == pytest.approx([1.0, 0.5, 0.25])
    # A clock that was set back: what lies ahead is new, not worth more than new.
    ahead = interactions_of(table, history[:1], NOW - timedelta(days=3))
    assert ahead.weights.tolist() == [1.0]
    assert interactions_of(table, history, None).weights.tolist() == [1.0, 1.0, 1.0]


def test_the_newest_like_or_dislike_stands_beside_other_actions_in_any_order(table):
    song = SONGS[0]
    history = [
        event(1, song, Action.DISLIKE),
        event(2, song, Action.FINISH),
        event(3, song, Action.LIKE),
        event(4, song, Action.DISLIKE, undone_at=NOW),
        event(5, make_item(9999)),
    ]
    for given in (history, history[::-1]):
        assert sorted(interactions_of(table, given, NOW).values.tolist()) == [0.5, 1.0]


def test_likes_raise_what_is_like_them_above_the_rest(table, model):
    liking = liking_of(table, model, likes(JAZZ[:6]))
    assert mean(liking, JAZZ[6:]) > mean(liking, others("jazz")) + 0.2


def test_a_dislike_is_the_opposite_of_a_like(table, model):
    liked = liking_of(table, model, likes(JAZZ[:6]))
    disliked = [event(n, i, Action.DISLIKE, days_ago=30) for n, i in enumerate(JAZZ[:6], 1)]
    turned = liking_of(table, model, disliked)
    assert [-turned[key] for key in liked] == pytest.approx(list(liked.values()), abs=1e-5)


def test_a_liking_is_told_against_the_average_of_the_kind(table, model):
    """So that a person who has done much is offered no more nor less of a kind for it."""
    taste = model.learn(interactions_of(table, likes(JAZZ[:6]), NOW))
    alone = model.learn(
        interactions_of(table, likes(JAZZ[:6]), NOW),
        [Trait(TraitKind.CREATOR, word) for word in table.creators.words],
    )
    rows = table.of_kind(Kind.MUSIC)
    assert float(model.liking(alone, Kind.MUSIC, rows).mean()) == pytest.approx(0.0, abs=1e-4)
    assert taste.creators.any()
    assert not alone.creators.any()


def test_older_likes_say_less(table, model):
    new, old = (
        liking_of(table, model, likes(JAZZ[:6], days_ago=days)) for days in (1, HALF_LIFE_DAYS)
    )
    assert 0 < mean(old, JAZZ[6:]) < mean(new, JAZZ[6:])


def test_what_words_do_not_explain_goes_to_the_creator(table):
    twin, other = make_item(301, creators=("Lata",)), make_item(302, creators=("Asha",))
    liked = make_item(300, creators=("Lata",))
    own = ItemTable([*SONGS, liked, twin, other])
    liking = liking_of(own, TasteModel(own), likes([liked]))
    assert liking[twin.id] > liking[other.id] + 0.1


def test_where_on_the_mood_map_likes_lie_is_learned(table, model):
    bright = [song for song in SONGS if song.mood.valence > 0.6]
    dark = [song for song in SONGS if song.mood.valence < -0.6]
    liking = liking_of(table, model, likes(bright[:10]))
    assert mean(liking, bright[10:]) > mean(liking, dark)


def test_of_what_is_not_true_nothing_is_learned(table, model):
    interactions = interactions_of(table, likes(JAZZ[:6]), NOW)
    creator = Trait(TraitKind.CREATOR, "singer 2")
    taste = model.learn(interactions, [JAZZ_GENRE, creator, Trait(TraitKind.PLACE, BRIGHTNESS)])
    assert taste.words[0][table.genres.number("jazz")] == 0.0
    assert taste.creators[table.creators.number("singer 2")] == 0.0
    assert taste.places[[0, 2, 4]].tolist() == [0.0, 0.0, 0.0]
    assert taste.places[[1, 3]].any()


def test_who_denies_jazz_is_not_taken_to_dislike_all_else(table, model):
    interactions = interactions_of(table, likes(JAZZ[:6]), NOW)
    rest = [number for number, word in enumerate(table.genres.words) if word != "jazz"]
    plain = model.learn(interactions).words[0][rest]
    denied = model.learn(interactions, [JAZZ_GENRE]).words[0][rest]
    assert (plain < 0).all()
    assert np.abs(denied).max() < np.abs(plain).min() / 5


def test_a_kind_learns_from_another_by_the_words_they_share():
    songs = [make_item(n, tags=("eerie" if n % 2 else "cosy",)) for n in range(40)]
    films = [
        make_item(n, kind=Kind.MOVIE, genres=("drama",), tags=("eerie" if n % 2 else "cosy",))
        for n in range(100, 140)
    ]
    own = ItemTable([*songs, *films])
    liking = liking_of(own, TasteModel(own), likes(songs[1:16:2]), kind=Kind.MOVIE)
    eerie = [film for film in films if film.tags == ("eerie",)]
    assert mean(liking, eerie) > mean(liking, [film for film in films if film not in eerie])
