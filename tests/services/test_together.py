"""What the people of one installation took up together, and what of it anybody can notice."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime, timedelta

import pytest

from mien.core.feedback import Action
from mien.core.profiles import Colour
from mien.services.profiles.current import acting_for
from mien.services.profiles.memory import Memory
from mien.services.profiles.retention import Retention
from mien.services.recommendations.co_likes import LEARN_AGAIN_S, CoLikes
from mien.services.recommendations.recommender import Recommender
from tests.factories.installation import installation
from tests.factories.items import make_item
from tests.factories.recommenders import personal_recommender
from tests.fakes.world import wait_until

# All at one place, so that nothing but what people did tells them apart; of one genre each, so
# that a shared genre is no link.
ITEMS = [make_item(n, genres=(f"style {n}",), tags=()) for n in range(60)]
SHARED, OTHERS = ITEMS[:12], ITEMS[12:]
KNOWN, NEW = SHARED[:6], SHARED[6:]


@pytest.fixture
def memory(tmp_path):
    opened = Memory(tmp_path / "mien.sqlite3")
    yield opened
    opened.close()


def add_people(memory, count):
    """Add people and return their profiles' ids."""
    profiles = memory.open().profiles
    start = len(profiles.all())
    return [profiles.add(f"Person {start + n}", Colour.TEAL).id for n in range(count)]


def take_up(memory, profile_id, items, action=Action.LIKE):
    for item in items:
        memory.open().feedback.record(profile_id, item.id, action)


def scores(recommender, profile_id):
    """Return the score of each item in a person's list of everything."""
    with acting_for(lambda: profile_id):
        answer = recommender.recommend("neutral", "music", "match", seed=1, limit=60)
    return {pick.item.id: pick.score for pick in answer.picks if not pick.different}


def listed(memory, profile_id):
    return scores(personal_recommender(memory, ITEMS), profile_id)


def gained(memory, profile_id, before):
    """Return which items score higher than before."""
    after = listed(memory, profile_id)
    return {key for key in after.keys() & before.keys() if after[key] > before[key] + 1e-6}


def test_what_three_and_more_took_up_with_ones_own_rises_and_nothing_else(memory):
    me, *others = add_people(memory, 4)
    take_up(memory, me, KNOWN)
    before = listed(memory, me)
    for other in others:
        take_up(memory, other, SHARED)
    risen = gained(memory, me, before)
    assert {item.id for item in NEW} <= risen
    assert not risen & {item.id for item in OTHERS}


def test_what_only_two_others_took_up_shows_nothing(memory):
    me, *others = add_people(memory, 3)
    take_up(memory, me, KNOWN)
    before = listed(memory, me)
    for other in others:
        take_up(memory, other, SHARED)
    assert gained(memory, me, before) <= {item.id for item in KNOWN}


def test_finishing_counts_and_what_was_taken_back_or_turned_down_does_not(memory):
    me, *others = add_people(memory, 4)
    take_up(memory, me, KNOWN)
    before = listed(memory, me)
    for other in others:
        take_up(memory, other, SHARED, Action.FINISH)
    assert {item.id for item in NEW} <= gained(memory, me, before)
    take_up(memory, others[0], NEW, Action.HIDE)
    take_up(memory, others[1], NEW, Action.DISLIKE)
    assert gained(memory, me, before) <= {item.id for item in KNOWN}


def test_alone_nothing_is_different_from_a_recommender_without_memory_of_others(memory):
    (me,) = add_people(memory, 1)
    take_up(memory, me, SHARED)
    history = memory.open().feedback.standing(me, 100)
    answer = Recommender(ITEMS).recommend(
        "neutral", "music", "match", seed=1, limit=60, history=history
    )
    plain = {pick.item.id: pick.score for pick in answer.picks if not pick.different}
    assert listed(memory, me) == pytest.approx(plain, abs=1e-3)


def test_whose_data_is_erased_leaves_no_trace_in_the_next_list(memory):
    me, *others = add_people(memory, 4)
    take_up(memory, me, OTHERS[:6])
    before = listed(memory, me)
    for other in others:
        take_up(memory, other, [*OTHERS[:6], *NEW])
    co_likes = CoLikes(memory)
    recommender = personal_recommender(memory, ITEMS, co_likes)
    with_others = scores(recommender, me)
    assert all(with_others[item.id] > before[item.id] for item in NEW)
    memory.open().erase(others[0])
    co_likes.forget()
    without = scores(recommender, me)
    assert all(without[item.id] == before[item.id] for item in NEW)


def test_what_has_grown_too_old_leaves_no_trace_in_the_next_list(memory):
    me, *others = add_people(memory, 4)
    take_up(memory, me, OTHERS[:6])
    before = listed(memory, me)
    for other in others:
        take_up(memory, other, [*OTHERS[:6], *NEW])
    co_likes = CoLikes(memory)
    recommender = personal_recommender(memory, ITEMS, co_likes)
    in_a_month = datetime.now(UTC) + timedelta(days=31)
    retention = Retention(memory, now=lambda: in_a_month, also_forget=(co_likes.forget,))
    assert all(scores(recommender, me)[item.id] > before[item.id] for item in NEW)
    assert retention.choose(30, others[0]) > 0
    without = scores(recommender, me)
    assert all(without[item.id] == before[item.id] for item in NEW)


def test_an_installation_learns_anew_when_something_has_grown_too_old(tmp_path):
    with installation(tmp_path) as services:
        library = services.recommender.library
        table = library.table
        people = add_people(services.memory, 3)
        for each in people:
            take_up(services.memory, each, table.items[:6])
        assert len(library.weights(table).ids) > 0
        with sqlite3.connect(services.memory.open().location) as connection:
            connection.execute("UPDATE feedback SET at = 0 WHERE profile_id = ?", people[:1])
        connection.close()
        assert services.retention.choose(30, people[0]) > 0
        assert len(library.weights(table).ids) == 0


def test_baskets_given_by_a_program_work_as_those_of_memory_do():
    ids = [item.id for item in SHARED]
    three, two = (Recommender(ITEMS, [ids] * count) for count in (3, 2))
    assert three.library.weights(three.ranker.table).ids == tuple(ids)
    assert two.library.weights(two.ranker.table).ids == ()


def test_old_links_are_learned_again_beside_the_list(memory, monkeypatch):
    clock = [0.0]
    together = CoLikes(memory, lambda: clock[0])
    table = Recommender(ITEMS).ranker.table
    assert together.weights(table).ids == ()
    for person in add_people(memory, 3):
        take_up(memory, person, SHARED)
    assert together.weights(table).ids == ()
    clock[0] += LEARN_AGAIN_S
    may_read = threading.Event()
    open_as_usual = memory.if_any
    monkeypatch.setattr(memory, "if_any", lambda: may_read.wait(60) and open_as_usual())
    assert together.weights(table).ids == ()  # at once: nobody waits for the reading
    may_read.set()
    assert wait_until(lambda: together.weights(table).ids)
    assert len(together.weights(table).ids) == len(SHARED)


def test_a_memory_that_fails_links_nothing_and_stops_no_list(tmp_path):
    file = tmp_path / "mien.sqlite3"
    file.write_bytes(b"no database at all" * 100)
    assert CoLikes(Memory(file)).weights(Recommender(ITEMS).ranker.table).ids == ()
    assert personal_recommender(Memory(file), ITEMS).recommend("sad", "music").picks
