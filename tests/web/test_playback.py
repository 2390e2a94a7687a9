"""Choices about playing and what becomes of what is played, over HTTP and on the page."""

from __future__ import annotations

import pytest

from mien.bootstrap import build_services
from mien.settings import Settings
from mien.web.app import create_app

INDIA = {"Accept-Language": "hi-IN, en;q=0.5"}


@pytest.fixture
def services(tmp_path):
    built = build_services(Settings(data_dir=tmp_path))
    yield built
    built.memory.close()


@pytest.fixture
def client(services):
    return create_app(services).test_client()


def _songs(client, **more) -> list[dict]:
    body = {
        "mood": {"emotion": "sad"},
        "kind": "music",
        "limit": 20,
        "languages": ["hi"],
        "seed": 1,
    }
    return client.post("/api/v1/recommendations", json=body | more).json["items"]


def _playable(client) -> dict:
    return next(item for item in _songs(client) if item["players"])


def _tell(client, item: dict, event: str, **more):
    return client.post("/api/v1/playback", json={"item_id": item["id"], "event": event, **more})


def test_with_all_sources_off_songs_can_be_played(client):
    item = _playable(client)
    assert item["player"] == item["players"][0]
    assert item["player"]["type"] == "embed"
    assert "youtube-nocookie.com/embed/" in item["player"]["url"]


def test_nothing_is_remembered_before_a_choice_and_the_country_makes_the_guess(client, services):
    chosen = client.get("/api/v1/me/playback", headers=INDIA).json
    assert chosen == {
        "consented": [],
        "listen_with": None,
        "watch_in": None,
        "notes_plays": True,
        "refused": [],
        "guess": "youtube",
    }
    assert services.memory.if_any() is None
    british = client.get("/api/v1/me/playback", headers={"Accept-Language": "en-GB"}).json
    assert british["guess"] == "spotify"


def test_choices_are_changed_one_by_one_exported_and_erased(client):
    answer = client.patch("/api/v1/me/playback", json={"consented": {"youtube": True}})
    assert answer.json["consented"] == ["youtube"]
    answer = client.patch("/api/v1/me/playback", json={"listen_with": "tidal", "watch_in": "IN"})
    assert (answer.json["listen_with"], answer.json["watch_in"]) == ("tidal", "in")
    assert answer.json["consented"] == ["youtube"]
    answer = client.patch("/api/v1/me/playback", json={"listen_with": None})
    assert (answer.json["listen_with"], answer.json["watch_in"]) == (None, "in")
    exported = client.get("/api/v1/me/export").json
    assert exported["settings"]["playback"]["watch_in"] == "in"
    client.delete("/api/v1/me")
    assert client.get("/api/v1/me/playback").json["consented"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"listen_with": "gramophone"},
        {"watch_in": "India"},
        {"consented": {"myspace": True}},
        {"notes_plays": "maybe"},
        {"unknown": 1},
    ],
)
def test_choices_that_there_are_not_are_refused(client, body):
    assert client.patch("/api/v1/me/playback", json=body).status_code == 422


def test_the_end_and_an_early_leave_become_feedback_and_can_be_undone(client):
    item, other = [item for item in _songs(client) if item["players"]][:2]
    assert _tell(client, item, "finished").json["event"]["action"] == "finish"
    assert _tell(client, other, "skipped").json["event"]["action"] == "skip"
    undone = client.post("/api/v1/feedback", json={"item_id": item["id"], "action": "undo"})
    assert undone.json["event"]["undone_at"] is not None


def test_who_turned_it_off_gives_no_feedback_by_playing(client):
    client.patch("/api/v1/me/playback", json={"notes_plays": False})
    item = _playable(client)
    assert _tell(client, item, "finished").json == {"play": None, "event": None}
    assert client.get("/api/v1/me/history").json["events"] == []


def test_a_start_is_in_the_diary_once_and_only_while_it_is_on(client, services):
    item = _playable(client)
    assert _tell(client, item, "started").json["play"] is None
    services.privacy.keep_diary(True)
    assert _tell(client, item, "started").json["play"]["item_id"] == item["id"]
    assert client.get("/api/v1/me/history").json["events"] == []


def test_a_player_that_refused_is_not_offered_again_the_next_way_is(client):
    item = _playable(client)
    url = item["player"]["url"]
    assert _tell(client, item, "refused", player_url=url, code="not-embeddable").status_code == 200
    (again,) = [each for each in _songs(client) if each["id"] == item["id"]]
    assert url not in [way["url"] for way in again["players"]]
    assert client.get(f"/api/v1/items/{item['id']}").json["players"] == again["players"]
    assert client.get("/api/v1/me/playback").json["refused"] == [url]


def test_only_players_that_mien_offers_can_be_refused(client):
    _tell(client, _playable(client), "refused", player_url="https://example.org/x")
    assert client.get("/api/v1/me/playback").json["refused"] == []


def test_the_page_of_sources_takes_a_consent_back_and_changes_the_rest(client):
    client.patch("/api/v1/me/playback", json={"consented": {"spotify": True}})
    assert "You have played from Spotify." in client.get("/sources").text
    client.post("/playback", data={"take_back": "spotify"})
    client.post("/playback", data={"listen_with": "deezer"})
    client.post("/playback", data={"watch_in": "gb", "next": "/picks?emotion=sad"})
    client.post("/playback", data={"notes_plays": "no"})
    chosen = client.get("/api/v1/me/playback").json
    assert (chosen["consented"], chosen["listen_with"]) == ([], "deezer")
    assert (chosen["watch_in"], chosen["notes_plays"]) == ("gb", False)
    assert client.post("/playback", data={}).status_code == 422


def test_pages_may_embed_the_players_and_no_more(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "frame-src https://open.spotify.com https://www.youtube-nocookie.com;" in policy
    assert "script-src 'self';" in policy
