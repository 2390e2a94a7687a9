"""The stage that finds the words, alone: what is said of a place, of a history, and of both."""

from __future__ import annotations

import pytest

from mien.core.feedback import Action
from mien.core.goals import Goal
from mien.core.languages import INSTRUMENTAL
from mien.core.media import Evidence, ItemMood, Kind
from mien.core.mood import mood_from_emotion
from mien.core.recommendation import Filters, Query
from mien.core.taste import Preferences, Trait, TraitKind
from mien.recommend import explain
from mien.recommend.base_score import BaseScorer
from mien.recommend.explain import FactFinder, Facts, place_of, reason_for
from mien.recommend.item_table import ItemTable
from tests.factories.events import NOW, event, likes
from tests.factories.items import make_item


def reason(item, facts=None, goal=Goal.MATCH, *, different=False, drops_out_for=None, **filters):
    query = Query(mood_from_emotion("neutral"), item.kind, goal, filters=Filters(**filters))
    return reason_for(
        item, query, facts or Facts(), different=different, drops_out_for=drops_out_for
    )


def facts_of(items, history, item, not_true=()):
    """Return what a history says for an item."""
    table = ItemTable(items)
    query = Query(
        mood_from_emotion("neutral"),
        item.kind,
        Goal.MATCH,
        history=tuple(history),
        now=NOW,
        preferences=Preferences(not_true=frozenset(not_true)),
    )
    finder = FactFinder(table, BaseScorer(table).base_scores(query))
    return finder.of_row(table.find(item.id))


@pytest.mark.parametrize(
    ("valence", "arousal", "says"),
    [
        (0.0, 0.0, "in the middle of the English songs here"),
        (0.19, -0.19, "in the middle of the English songs here"),
        (0.5, 0.0, "brighter than 75 % of the English songs here"),
        (-0.5, 0.0, "darker than 75 % of the English songs here"),
        (0.0, 0.9, "livelier than 95 % of the English songs here"),
        (0.3, -0.8, "calmer than 90 % of the English songs here and brighter than most"),
        (0.8, -0.3, "brighter than 90 % of the English songs here and calmer than most"),
        (1.0, 0.0, "brighter than 100 % of the English songs here"),
    ],
)
def test_the_stronger_side_comes_first_with_its_percentage(valence, arousal, says):
    assert place_of(make_item(valence=valence, arousal=arousal)) == says


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (make_item(kind=Kind.MOVIE, language="hi"), "in the middle of the Hindi films here"),
        (make_item(language=INSTRUMENTAL), "in the middle of the instrumental songs here"),
        (
            make_item(mood=ItemMood(0.0, 0.6, Evidence.EDITOR, pooled=True), language="pa"),
            "livelier than 80 % of the songs in smaller languages here",
        ),
        (
            make_item(mood=ItemMood(0.0, 0.6, Evidence.PROVIDER)),
            "its source counts it among the livelier songs",
        ),
        (
            make_item(mood=ItemMood(0.0, 0.0, Evidence.PROVIDER)),
            "its source counts it among the other songs",
        ),
    ],
)
def test_an_item_is_held_against_those_it_was_ranked_with(item, says):
    assert place_of(item) == says


@pytest.mark.parametrize(
    ("valence", "arousal", "goal", "tested"),
    [
        (0.0, 0.8, Goal.MATCH, Goal.CALM),
        (0.0, -0.8, Goal.MATCH, Goal.ENERGIZE),
        (-0.8, 0.0, Goal.MATCH, Goal.LIFT),
        (-0.8, 0.9, Goal.MATCH, Goal.CALM),
        (0.8, 0.0, Goal.MATCH, None),
        (0.0, 0.8, Goal.CALM, None),
        (0.0, 0.0, Goal.MATCH, None),
    ],
)
def test_the_goal_that_would_leave_it_out_is_the_opposite_of_its_stronger_side(
    valence, arousal, goal, tested
):
    assert explain.tested_goal(make_item(valence=valence, arousal=arousal), goal) is tested


def test_what_was_liked_is_told_from_what_was_only_finished():
    song, other = make_item(1), make_item(2)
    assert facts_of([song, other], likes([song]), song).again
    assert not facts_of([song, other], likes([song]), other).again
    assert not facts_of([song, other], [event(1, song, Action.FINISH)], song).again
    undone = [event(1, song, undone_at=NOW)]
    assert facts_of([song, other], undone, song) == Facts()


def test_a_liked_item_speaks_for_others_by_the_same_creator_and_not_for_itself():
    liked, sister = (make_item(n, creators=("Lata",), genres=(f"g{n}",)) for n in (1, 2))
    items = [liked, sister, make_item(3, genres=("g3",))]
    assert facts_of(items, likes([liked]), sister) == Facts(same_creator=liked)
    assert facts_of(items, likes([liked]), items[2]) == Facts()
    assert facts_of(items, likes([liked]), liked).same_creator is None
    disliked = [event(1, liked, Action.DISLIKE)]
    assert facts_of(items, disliked, sister) == Facts()


def test_a_genre_counts_what_was_taken_up_minus_what_was_turned_down():
    folk = [make_item(n, genres=("folk", f"own {n}")) for n in range(6)]
    taken = [event(n, i, Action.FINISH) for n, i in enumerate(folk[:4], 1)]
    turned = [*taken, event(9, folk[4], Action.SKIP)]
    assert facts_of(folk, taken, folk[5]).genre == ("folk", 4)
    assert facts_of(folk, turned, folk[5]).genre == ("folk", 3)
    assert facts_of(folk, [event(1, folk[0], Action.HIDE)], folk[5]).genre is None


def test_nothing_is_said_of_what_a_person_calls_not_true():
    songs = [make_item(n, genres=("folk",), creators=("Lata",)) for n in range(5)]
    asked = songs, likes(songs[:4]), songs[4]
    assert facts_of(*asked).genre == ("folk", 4)
    assert facts_of(*asked, [Trait(TraitKind.GENRE, "folk")]).genre is None
    assert facts_of(*asked).same_creator is not None
    assert facts_of(*asked, [Trait(TraitKind.CREATOR, "lata")]).same_creator is None


@pytest.mark.parametrize("goal", Goal)
def test_every_goal_has_its_purpose(goal):
    purposes = {reason(make_item(), goal=each) for each in Goal}
    assert len(purposes) == len(Goal)
    assert reason(make_item(), goal=goal).startswith("In the middle of the English songs here, to ")
    assert reason(make_item(), goal=goal).endswith(".")


def test_the_strongest_thing_known_of_a_person_is_said_alone():
    other = make_item(7)
    again = Facts(again=True, same_creator=other, genre=("folk", 5))
    by_creator = Facts(same_creator=other, genre=("folk", 5))
    assert reason(make_item(), again).endswith("; you liked it before.")
    assert reason(make_item(), by_creator).endswith("; you liked Song 7 by the same artist.")
    film = reason(make_item(kind=Kind.MOVIE, genres=("horror",)), by_creator)
    assert "you liked Song 7 by the same director" in film
    assert reason(make_item(), Facts(genre=("folk", 3))).endswith("; you often take up folk.")
    assert "take up" not in reason(make_item(), Facts(genre=("folk", 2)))


def test_a_name_that_was_asked_for_is_said_as_it_is_written():
    item = make_item(creators=("Beyoncé", "Jay"), cast=("Actor Who",))
    assert "Beyoncé, as you asked" in reason(item, creators=("beyonce",))
    assert "Actor Who, as you asked" in reason(item, creators=("actor",))
    assert "as you asked" not in reason(item)


@pytest.mark.parametrize(("appreciation", "said"), [(0.84, False), (0.85, True)])
def test_widely_loved_is_said_from_a_high_appreciation(appreciation, said):
    assert ("widely loved" in reason(make_item(appreciation=appreciation))) is said


def test_something_different_and_what_would_drop_out_are_said():
    item = make_item(arousal=0.8)
    plain = reason(item)
    assert reason(item, different=True) == f"Something different: {plain[0].lower()}{plain[1:]}"
    tested = reason(item, drops_out_for=Goal.CALM)
    assert tested == f"{plain} Would drop out if you wanted it calmer."


def test_what_films_leave_is_said_of_films_alone():
    comedy = {"genres": ("comedy",)}
    assert "% of people happy" in reason(make_item(kind=Kind.MOVIE, **comedy))
    assert "of people happy" not in reason(make_item(kind=Kind.VIDEO, **comedy))
