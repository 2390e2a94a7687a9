"""What is learned of a person from what they do."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from mien.core.feedback import Action
from mien.core.media import Kind
from mien.services.recommendations.recommender import Recommender
from tests.factories.events import NOW, event, likes
from tests.factories.items import make_item, spread_items

GENRES = ("pop", "rock", "jazz", "folk", "metal")


def varied(count=500, seed=0):
    """Return songs of five genres in equal shares, spread over the mood map."""
    return [
        make_item(n, valence=i.mood.valence, arousal=i.mood.arousal, genres=(GENRES[n % 5],))
        for n, i in enumerate(spread_items(count, seed=seed))
    ]


ITEMS = varied()
JAZZ = [item for item in ITEMS if item.genres == ("jazz",)]


def picked(history, items=ITEMS, **options):
    options = {"mood": "neutral", "kind": "music", "goal": "match", "now": NOW} | options
    return [p.item for p in Recommender(items).recommend(history=history, **options).picks]


def share(items, genre):
    return sum(item.genres == (genre,) for item in items) / len(items)


def test_a_handful_of_likes_changes_the_list():
    def mean(history):
        return np.mean([share(picked(history, seed=seed), "jazz") for seed in range(8)])

    assert mean([]) < 0.35
    assert mean(likes(JAZZ[:5])) > mean([]) + 0.2


def test_dislikes_and_skips_push_away():
    turned_down = [event(n, item, "dislike") for n, item in enumerate(JAZZ[:4])]
    turned_down += [event(n + 10, item, "skip") for n, item in enumerate(JAZZ[4:8])]
    assert share(picked(turned_down, limit=20), "jazz") < share(picked([], limit=20), "jazz")


def test_the_newest_of_like_and_dislike_counts_and_what_was_undone_does_not():
    changed = [
        e
        for n, i in enumerate(JAZZ[:6])
        for e in (event(2 * n, i, "dislike"), event(2 * n + 1, i, "like"))
    ]
    liked = [event(2 * n + 1, i, "like") for n, i in enumerate(JAZZ[:6])]
    assert picked(changed) == picked(liked)
    assert picked(changed[::-1]) == picked(liked)
    undone = [event(n, i, "like", undone_at=NOW) for n, i in enumerate(JAZZ[:6])]
    assert picked(undone) == picked([])


def test_old_actions_count_less():
    metal = [item for item in ITEMS if item.genres == ("metal",)]
    then = likes(metal[:6], days_ago=1500)
    lately = [event(n + 50, item, days_ago=20) for n, item in enumerate(JAZZ[:6])]
    found = picked([*then, *lately], limit=20)
    assert share(found, "jazz") > share(found, "metal")


def test_a_liked_maker_is_preferred_to_an_equal_one():
    same = {"valence": 0.0, "arousal": 0.0, "appreciation": 0.5}
    liked = make_item(0, creators=("Lata",), **same)
    by_lata, other = make_item(1, creators=("Lata",), **same), make_item(2, **same)
    found = picked(likes([liked]), [liked, other, by_lata], exclude=[liked.id])
    assert found.index(by_lata) < found.index(other)


def test_an_action_on_an_unknown_item_is_ignored():
    assert picked([event(1, make_item(9999))]) == picked([])


def test_taste_carries_over_to_another_kind_by_what_they_share():
    films = [
        make_item(
            n + 1000, kind=Kind.MOVIE, genres=("drama",), tags=("eerie" if n % 2 else "cosy",)
        )
        for n in range(40)
    ]
    songs = [make_item(n, tags=("eerie" if n % 2 else "cosy",)) for n in range(40)]
    found = picked(likes(songs[1:16:2]), [*songs, *films], kind="movie")
    assert sum("eerie" in item.tags for item in found) >= 8


@pytest.mark.parametrize("goal", ["lift", "calm", "energize"])
def test_the_goal_still_leads_when_a_taste_is_known(goal):
    side, sign = {"lift": ("valence", 1), "calm": ("arousal", -1), "energize": ("arousal", 1)}[goal]
    history = likes(JAZZ[:20])
    places = [sign * getattr(i.mood, side) for i in picked(history, mood="sad", goal=goal)]
    assert np.mean(places) > 0.2


@pytest.mark.parametrize(("kind", "back_after"), [(Kind.MUSIC, 30), (Kind.MOVIE, 1200)])
def test_what_one_just_had_is_not_offered_again_until_some_time_later(kind, back_after):
    items = [make_item(n, kind=kind, appreciation=0.95 if n == 0 else 0.6) for n in range(60)]
    had = [event(1, items[0], Action.FINISH, days_ago=0.1)]
    assert items[0] in picked([], items, kind=kind)
    assert items[0] not in picked(had, items, kind=kind)
    assert items[0] in picked(had, items, kind=kind, now=NOW + timedelta(days=back_after))


def test_two_evenings_are_not_the_same():
    first = picked([], seed=1)
    had = [event(n, item, Action.FINISH, days_ago=1) for n, item in enumerate(first[:5])]
    second = picked(had, seed=1)
    assert len({i.id for i in first} & {i.id for i in second}) <= 6


def test_without_a_seed_the_list_changes_from_day_to_day_and_not_within_one():
    today, later = picked([]), picked([], now=NOW + timedelta(minutes=30))
    assert today == later
    assert picked([], now=NOW + timedelta(days=1)) != today


def test_items_that_others_took_up_together_are_pulled_along():
    items = [make_item(n, appreciation=0.6) for n in range(80)]
    pairs = [[items[0].id, items[40].id]] * 4 + [[items[n].id] for n in range(1, 30)]
    alone = Recommender(items).recommend(
        "neutral", "music", history=likes(items[:1]), now=NOW, limit=30
    )
    linked = Recommender(items, pairs).recommend(
        "neutral", "music", history=likes(items[:1]), now=NOW, limit=30
    )

    def place(answer):
        ids = [pick.item.id for pick in answer.picks]
        return ids.index(items[40].id) if items[40].id in ids else len(ids)

    assert place(linked) < place(alone)
