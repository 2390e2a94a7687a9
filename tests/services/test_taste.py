"""What is believed of a person, why, and what their word changes."""

from __future__ import annotations

import pytest

from mien.core.errors import EntryNotFoundError, UsageError
from mien.core.profiles import DEFAULT_PROFILE_ID as ME
from mien.core.taste import (
    ENERGY,
    TASTE_SETTING,
    Preferences,
    Stance,
    Trait,
    TraitKind,
    preferences_document,
    preferences_from,
)
from mien.services.profiles.feedback import Feedback
from mien.services.profiles.memory import Memory
from mien.services.recommendations.taste import TasteBook
from tests.factories.items import make_item, spread_items
from tests.factories.recommenders import personal_recommender

GENRES = ("pop", "rock", "jazz", "folk", "metal")
JAZZ = Trait(TraitKind.GENRE, "jazz")


def songs():
    return [
        make_item(
            n,
            valence=i.mood.valence,
            arousal=i.mood.arousal,
            genres=(GENRES[n % 5],),
            creators=("Élla",) if n % 50 == 2 else (f"Singer {n}",),
        )
        for n, i in enumerate(spread_items(400))
    ]


ITEMS = songs()
OF_JAZZ = [item for item in ITEMS if item.genres == ("jazz",) and item.creators != ("Élla",)]


@pytest.fixture
def memory(tmp_path):
    remembered = Memory(tmp_path / "mien.sqlite3")
    yield remembered
    remembered.close()


@pytest.fixture
def recommender(memory):
    return personal_recommender(memory, ITEMS)


@pytest.fixture
def taste(memory, recommender):
    return TasteBook(memory, recommender)


@pytest.fixture
def give(memory, recommender):
    return Feedback(memory, recommender.item).give


def share(recommender, genre):
    """Return the share of a genre among the picks of several days."""
    found = [
        pick.item
        for seed in range(4)
        for pick in recommender.recommend("neutral", "music", "match", limit=15, seed=seed).picks
    ]
    return sum(genre in item.genres for item in found) / len(found)


def belief_in(taste, trait):
    return next((b for b in taste.view().learned if b.trait == trait), None)


def test_nothing_is_believed_of_a_stranger(taste, tmp_path):
    view = taste.view()
    assert (view.actions, view.learned, bool(view.preferences)) == (0, (), False)
    assert list(tmp_path.iterdir()) == []


def test_a_belief_names_the_actions_that_speak_for_and_against_it(taste, give):
    likes = [give(item.id, "like").event for item in OF_JAZZ[:5]]
    against = give(OF_JAZZ[6].id, "skip").event
    preference = belief_in(taste, JAZZ)
    assert preference.weight > 0.1
    assert [event.id for event in preference.speaking_for] == [event.id for event in likes][::-1]
    assert [event.id for event in preference.speaking_against] == [against.id]


def test_what_is_turned_down_is_believed_to_be_disliked(taste, give):
    for item in OF_JAZZ[:5]:
        give(item.id, "dislike")
    assert belief_in(taste, JAZZ).weight < -0.1


def test_a_leaning_on_the_mood_map_is_seen_and_can_be_denied(taste, give):
    for item in sorted(ITEMS, key=lambda item: item.mood.arousal)[:25]:
        give(item.id, "like")
    energy = Trait(TraitKind.PLACE, ENERGY)
    assert belief_in(taste, energy).weight < 0
    taste.say(energy, Stance.NOT_TRUE)
    assert belief_in(taste, energy) is None


def test_what_is_not_true_no_longer_weighs_in_the_list_until_taken_back(taste, give, recommender):
    usual = share(recommender, "jazz")
    for item in OF_JAZZ[:8]:
        give(item.id, "like")
    believed = share(recommender, "jazz")
    assert believed > usual + 0.1
    taste.say(JAZZ, Stance.NOT_TRUE)
    assert belief_in(taste, JAZZ) is None
    assert share(recommender, "jazz") < believed - 0.1
    taste.say(JAZZ, None)
    assert share(recommender, "jazz") == believed


def test_no_reason_names_what_is_not_true(taste, give, recommender):
    for item in OF_JAZZ[:8]:
        give(item.id, "like")

    def reasons():
        picks = recommender.recommend(
            "neutral", "music", "match", limit=20, genres=["jazz"], seed=1
        ).picks
        return " ".join(pick.reason for pick in picks)

    assert "you often take up jazz" in reasons()
    taste.say(JAZZ, Stance.NOT_TRUE)
    assert "you often take up jazz" not in reasons()


@pytest.mark.parametrize(("stance", "sign"), [("more", 1), ("less", -1)])
def test_more_and_less_change_the_list_without_any_action(taste, recommender, stance, sign):
    usual = share(recommender, "jazz")
    taste.say(taste.trait("genre", "jazz"), stance)
    assert sign * (share(recommender, "jazz") - usual) > 0.08
    assert recommender.recall().history == ()


def test_a_maker_is_named_as_on_a_card(taste, recommender):
    creator = taste.trait("maker", " Élla ")
    before = recommender.recommend("neutral", "music", "match", creators=["ella"], limit=1).picks
    taste.say(creator, "more")
    after = recommender.recommend("neutral", "music", "match", creators=["ella"], limit=1).picks
    assert after[0].score > before[0].score
    assert taste.names([creator.word]) == {"ella": "Élla"}


def test_a_trait_has_one_stance_at_a_time(taste):
    taste.say(JAZZ, "more")
    taste.say(JAZZ, "less")
    assert taste.view().preferences == Preferences(less=frozenset({JAZZ}))
    taste.say(JAZZ, None)
    assert not taste.view().preferences


def test_what_is_unknown_is_refused(taste):
    for kind, word in (("genre", "polka"), ("maker", "Nobody"), ("colour", "blue")):
        with pytest.raises(UsageError):
            taste.trait(kind, word)
    with pytest.raises(UsageError):
        taste.say(JAZZ, "perhaps")


def test_a_forgotten_action_is_gone_with_its_opinion_and_belief(taste, give, memory):
    events = [give(item.id, "dislike").event for item in OF_JAZZ[:4]]
    assert belief_in(taste, JAZZ)
    for event in events:
        taste.forget(event.id)
    assert taste.view().learned == ()
    assert memory.open().feedback.left_out(ME) == frozenset()
    assert list(memory.open().feedback.stream(ME)) == []
    with pytest.raises(EntryNotFoundError):
        taste.forget(events[0].id)


def test_preferences_outlive_a_restart_and_other_words_in_the_setting_are_left_out(taste, memory):
    taste.say(JAZZ, "more")
    kept = memory.open().settings.get(ME, TASTE_SETTING)
    assert preferences_from(kept) == taste.view().preferences
    assert preferences_document(preferences_from(kept)) == kept
    for broken in (None, 3, {"more": 4}, {"more": [["genre"], ["hue", "x"], 7, ["genre", "jazz"]]}):
        assert preferences_from(broken).less == frozenset()
