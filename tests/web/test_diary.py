"""Plays, diary and taste over HTTP: the pages without scripts, and the API."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from mien.web.app import create_app
from tests.factories.html import AS_BROWSER, cards, outline
from tests.factories.installation import installation

LIST = "/picks?emotion=sad&goal=lift"
SAD, HAPPY = {"emotion": "sad"}, {"emotion": "happy"}


@pytest.fixture
def services(tmp_path):
    with installation(tmp_path) as built:
        yield built


@pytest.fixture
def client(services):
    return create_app(services).test_client()


@pytest.fixture
def switched_on(services):
    services.privacy.keep_diary(True)


@pytest.fixture
def song(client):
    return cards(client.get(LIST))[0]


def text(answer) -> str:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def like(client, item, back=LIST):
    return client.post(f"/items/{item}/feedback", data={"action": "like", "back": back})


def play(client, item, **more):
    answer = client.post("/api/v1/plays", json={"item_id": item, **more})
    assert answer.status_code == 200, answer.json
    return answer.json


def test_the_pages_are_well_made_empty_and_full(client, services, song):
    def check():
        for path in ("/diary", "/diary?days=0", "/diary?days=7", "/diary/after?play=1", "/taste"):
            page = outline(client.get(path, headers=AS_BROWSER))
            assert page.tags.count("h1") == 1
            assert page.inline == []
            assert len(page.ids) == len(set(page.ids))

    check()
    services.privacy.keep_diary(True)
    like(client, song)
    play(client, song, mood=SAD)
    services.diary.tell_after(None, play_id=1)
    client.post("/diary/mood", data={"emotion": "happy"})
    client.post("/taste", data={"trait": "genre:jazz", "stance": "more"})
    check()


def test_the_diary_is_off_until_wanted_and_can_be_paused(client, services, song):
    page = text(client.get("/diary"))
    assert "Turn the diary on" in page
    assert "How are you now?" not in page
    answer = client.post("/you/diary", data={"on": "yes", "back": "/diary"})
    assert answer.location == "/diary"
    assert "How are you now?" in text(client.get("/diary"))
    like(client, song)
    client.post("/you/diary", data={"on": "no", "back": "/diary"})
    page = text(client.get("/diary"))
    assert "Paused" in page
    assert "Moods over time" in page
    refused = client.post("/diary/mood", data={"emotion": "sad"}, headers=AS_BROWSER)
    assert refused.status_code == 409
    assert len(services.diary.since(None)) == 1


def test_a_like_without_scripts_keeps_the_mood_and_goal_of_the_list(
    client, services, song, switched_on
):
    like(client, song)
    (entry,) = services.diary.since(None)
    assert (entry.mood.label, entry.goal.value) == ("sad", "lift")
    like(client, song, back="/journey?from=sad")
    assert len(services.diary.since(None)) == 1


def test_the_diary_asks_and_keeps_the_answer_and_shows_it_in_chart_and_table(
    client, services, song, switched_on
):
    like(client, song)
    title = services.recommender.item(song).title
    page = text(client.get("/diary"))
    assert f"And after “{title}”?".replace("'", "&#39;") in page
    number = re.search(r'name="entry" value="(\d+)"', page)[1]
    client.post("/diary/after", data={"entry": number, "emotion": "happy"})
    page = text(client.get("/diary"))
    assert "And after" not in page
    assert page.count('<svg class="diary-chart') == 2
    day = datetime.now(UTC).astimezone().date().isoformat()
    assert f'<tr><th scope="row"><time datetime="{day}">' in page
    assert "so far" in page.lower()
    assert services.diary.felt()[0].after.mood.label == "happy"


def test_as_before_is_an_answer_too(client, services, song, switched_on):
    number = play(client, song, mood=SAD)["play"]["id"]
    client.post("/diary/after", data={"play": number, "emotion": "same"})
    assert services.diary.felt()[0].after.mood.label == "sad"


def test_what_is_said_of_lifting_names_what_is_missing(client, song, switched_on):
    number = play(client, song, mood=SAD)["play"]["id"]
    client.post("/diary/after", data={"play": number, "emotion": "happy"})
    page = text(client.get("/diary"))
    assert "Too little to say anything yet" in page
    assert "with 1 of 8" in page


def test_an_entry_a_play_and_a_day_are_removed(client, services, song, switched_on):
    play(client, song, mood=SAD)
    entry = services.diary.since(None)[0].id
    assert client.post("/diary/forget", data={"entry": entry}).location == "/diary#entries"
    client.post("/diary/forget", data={"play": 1})
    assert services.diary.is_empty()
    client.post("/diary/mood", data={"emotion": "sad"})
    day = datetime.now(UTC).astimezone().date().isoformat()
    client.post("/diary/forget", data={"day": day})
    assert services.diary.is_empty()


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/diary/mood", {"emotion": "hungry"}, 422),
        ("/diary/after", {"emotion": "sad"}, 422),
        ("/diary/after", {"play": "9", "emotion": "sad"}, 404),
        ("/diary/forget", {}, 422),
        ("/diary/forget", {"day": "yesterday"}, 422),
        ("/diary/forget", {"entry": "9"}, 404),
        ("/taste", {"trait": "genre:polka-of-mars", "stance": "more"}, 422),
        ("/taste", {"trait": "nonsense", "stance": "more"}, 422),
        ("/taste", {"trait": "genre:jazz", "stance": "perhaps"}, 422),
        ("/taste/wish", {"stance": "more"}, 422),
        ("/taste/forget", {"event": "9"}, 404),
    ],
)
def test_what_no_control_gives_is_answered_with_a_page(client, switched_on, path, form, status):
    answer = client.post(path, data=form, headers=AS_BROWSER)
    assert answer.status_code == status
    assert outline(answer).tags.count("h1") == 1
    foreign = client.post(path, data=form, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403


def test_a_play_is_kept_only_while_the_diary_is_on(client, services, song):
    assert play(client, song, mood=SAD) == {"play": None, "asks_after": False}
    services.privacy.keep_diary(True)
    kept = play(client, song, mood=SAD, goal="calm")
    assert (kept["play"]["item_id"], kept["asks_after"]) == (song, True)
    assert play(client, song)["asks_after"] is False
    assert client.post("/api/v1/plays", json={"item_id": "nothing"}).status_code == 404
    assert client.post("/api/v1/plays", json={"item_id": song, "goal": "x"}).status_code == 422


def test_feedback_says_whether_the_diary_would_take_the_mood_after(client, song, switched_on):
    body = {"item_id": song, "action": "like", "mood": SAD, "goal": "lift"}
    answer = client.post("/api/v1/feedback", json=body).json
    assert answer["asks_after"] is True
    told = {"after": {"event_id": answer["event"]["id"]}, "mood": HAPPY}
    entry = client.post("/api/v1/me/diary", json=told).json
    assert (entry["moment"], entry["goal"], entry["mood"]["label"]) == ("after", "lift", "happy")
    (before, after) = client.get("/api/v1/me/export").json["diary"]
    assert (before["goal"], after["event_id"]) == ("lift", answer["event"]["id"])


def test_the_diary_is_told_and_forgets_over_the_api(client, services):
    assert client.post("/api/v1/me/diary", json={"mood": SAD}).status_code == 409
    services.privacy.keep_diary(True)
    entry = client.post("/api/v1/me/diary", json={"mood": SAD}).json
    assert entry["moment"] is None
    for wrong in ({}, {"after": {}}, {"after": {"event_id": 1, "play_id": 1}}):
        assert client.post("/api/v1/me/diary", json=wrong).status_code == 422
    assert client.delete(f"/api/v1/me/diary/{entry['id']}").status_code == 204
    assert client.delete(f"/api/v1/me/diary/{entry['id']}").status_code == 404


def test_the_taste_is_read_and_told_over_the_api(client, song):
    client.post("/api/v1/feedback", json={"item_id": song, "action": "like"})
    taste = client.get("/api/v1/me/taste").json
    assert taste["actions"] == 1
    belief = taste["beliefs"][0]
    assert belief["speaking_for"] == [1]
    say = {"kind": belief["kind"], "word": belief["word"], "stance": "not-true"}
    assert client.post("/api/v1/me/taste", json=say).status_code == 204
    taste = client.get("/api/v1/me/taste").json
    assert taste["not_true"] == [{"kind": belief["kind"], "word": belief["word"]}]
    assert belief["word"] not in [each["word"] for each in taste["beliefs"]]
    client.post("/api/v1/me/taste", json=say | {"stance": None})
    assert client.get("/api/v1/me/taste").json["not_true"] == []


def test_the_taste_page_shows_why_and_takes_corrections(client, services, song):
    like(client, song)
    item = services.recommender.item(song)
    page = text(client.get("/taste"))
    assert f'href="/items/{song}"' in page
    assert "Learned from 1 thing you did." in page
    trait = re.search(r'name="trait" value="(genre:[^"]+)"', page)[1]
    client.post("/taste", data={"trait": trait, "stance": "not-true"})
    assert "You said this is not true" in text(client.get("/taste"))
    client.post("/taste", data={"trait": trait, "stance": "none"})
    assert "Nothing yet." in text(client.get("/taste"))
    client.post("/taste/wish", data={"genre": "", "maker": item.creators[0], "stance": "less"})
    assert "You want less of it" in text(client.get("/taste"))
    client.post("/taste/forget", data={"event": "1"})
    assert "Nothing is believed yet." in text(client.get("/taste"))


def test_a_wish_changes_the_next_list(client):
    def jazz():
        answer = client.get("/picks?emotion=neutral&goal=match&seed=1")
        return text(answer).count("jazz</p>") + text(answer).count("jazz, ")

    before = jazz()
    client.post("/taste/wish", data={"genre": "jazz", "maker": "", "stance": "more"})
    assert jazz() > before
