"""Feedback and one's own data over HTTP."""

from __future__ import annotations

import json

import pytest

from mien.bootstrap import build_services
from mien.settings import Settings
from mien.web.api.v1.me_schemas import ACTION_WORDS, FeedbackRequest
from mien.web.app import create_app
from tests.factories.imported import make_imported


@pytest.fixture
def folder(tmp_path):
    """Where the installation keeps its data."""
    return tmp_path / "data"


@pytest.fixture
def services(folder):
    built = build_services(Settings(data_dir=folder))
    yield built
    built.memory.close()


@pytest.fixture
def client(services):
    return create_app(services).test_client()


def _recommend(client):
    answer = client.post(
        "/api/v1/recommendations",
        json={"mood": {"emotion": "sad"}, "kind": "music", "limit": 10, "languages": ["en"]},
    )
    assert answer.status_code == 200
    return answer.json


def _ids(client) -> list[str]:
    return [item["id"] for item in _recommend(client)["items"]]


def _give(client, item_id: str, action: str, **more):
    return client.post("/api/v1/feedback", json={"item_id": item_id, "action": action, **more})


def test_a_hidden_item_leaves_the_list_at_once_and_after_a_restart(client, folder):
    item = _ids(client)[0]
    answer = _give(client, item, "hide")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert (answer.json["liking"], answer.json["hidden"]) == (None, True)
    assert answer.json["event"]["item_id"] == item
    assert item not in _ids(client)
    again = build_services(Settings(data_dir=folder))
    assert item not in _ids(create_app(again).test_client())
    again.memory.close()


def test_the_newest_of_like_and_dislike_counts_and_undo_takes_it_back(client):
    item = _ids(client)[0]
    _give(client, item, "dislike")
    assert _give(client, item, "like").json["liking"] == "like"
    assert _give(client, item, "undo").json["liking"] == "dislike"
    assert _give(client, item, "undo").json["liking"] is None
    problem = _give(client, item, "undo")
    assert (problem.status_code, problem.json["code"]) == (409, "nothing-to-undo")


def test_every_form_of_a_mood_is_taken(client, folder):
    item = _ids(client)[0]
    mood = _recommend(client)["mood"]
    for given in ({"emotion": "happy"}, {"valence": 0.5, "arousal": -0.25}, mood):
        assert _give(client, item, "finish", mood=given, mood_after=given).status_code == 200
    assert client.get("/api/v1/me/export").json["diary"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"item_id": "music-nowhere-1900", "action": "like"}, 404),
        ({"item_id": "music-nowhere-1900", "action": "undo"}, 404),
        ({"item_id": "music-nowhere-1900", "action": "applaud"}, 422),
        ({"item_id": "", "action": "like"}, 422),
        ({"item_id": "x" * 201, "action": "like"}, 422),
        ({"action": "like"}, 422),
        ({"item_id": "a", "action": "like", "mood": {"emotion": "hungry"}}, 422),
        ({"item_id": "a", "action": "like", "mood": [{"emotion": "sad"}]}, 422),
        ({"item_id": "a", "action": "like", "more": 1}, 422),
        ([], 422),
    ],
)
def test_bad_feedback_is_a_problem_and_makes_no_file(client, folder, body, status):
    answer = client.post("/api/v1/feedback", json=body)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json["hint"]
    assert not folder.exists()


def test_feedback_needs_json_and_the_same_origin(client):
    text = json.dumps({"item_id": "a", "action": "like"})
    assert client.post("/api/v1/feedback", data=text, content_type="text/plain").status_code == 415
    foreign = {"Origin": "https://elsewhere.example"}
    assert client.post("/api/v1/feedback", json={}, headers=foreign).status_code == 403
    assert client.delete("/api/v1/me", headers=foreign).status_code == 403


def test_the_history_comes_in_pages_with_its_items(client):
    ids = _ids(client)[:3]
    for item in ids:
        _give(client, item, "like")
    _give(client, ids[0], "undo")
    first = client.get("/api/v1/me/history?limit=2").json
    assert [event["item"]["id"] for event in first["events"]] == [ids[2], ids[1]]
    second = client.get(f"/api/v1/me/history?limit=2&before={first['next_before']}").json
    assert [event["item_id"] for event in second["events"]] == [ids[0]]
    assert second["events"][0]["undone_at"]
    assert second["next_before"] is None
    for query in ("limit=0", "limit=201", "limit=x", "before=0", f"before={2**70}"):
        assert client.get(f"/api/v1/me/history?{query}").status_code == 422


def test_all_can_be_taken_along_and_erased(client, folder):
    item = _ids(client)[0]
    _give(client, item, "hide")
    export = client.get("/api/v1/me/export")
    assert export.mimetype == "application/json"
    assert "attachment" in export.headers["Content-Disposition"]
    assert [event["item_id"] for event in export.json["feedback"]] == [item]

    answer = client.delete("/api/v1/me")

    assert (answer.status_code, answer.data) == (204, b"")
    assert client.get("/api/v1/me/history").json["events"] == []
    assert item in _ids(client)
    assert [f.name for f in folder.iterdir() if item.encode() in f.read_bytes()] == []


def test_imported_items_go_with_the_rest_and_the_history_outlives_an_item(services, client):
    item = make_imported(0)
    batch = services.memory.open().items.add(1, "songs.csv", "csv", [item])
    assert client.get(f"/api/v1/items/{item.id}").status_code == 200
    _give(client, item.id, "like")
    services.memory.open().items.remove(1, batch.id)
    services.recommender.library.forget()
    (event,) = client.get("/api/v1/me/history").json["events"]
    assert (event["item_id"], event["item"]) == (item.id, None)
    services.memory.open().items.add(1, "songs.csv", "csv", [item])
    services.recommender.library.forget()
    assert client.get(f"/api/v1/items/{item.id}").status_code == 200
    client.delete("/api/v1/me")
    assert client.get(f"/api/v1/items/{item.id}").status_code == 404


def test_without_a_usable_database_lists_go_on_and_the_rest_says_why(client, folder):
    folder.mkdir()
    (folder / "mien.sqlite3").write_bytes(b"no database at all" * 100)
    answer = _recommend(client)
    assert len(answer["items"]) == 10
    assert {"memory": "unreachable"}.items() <= {
        source["name"]: source["status"] for source in answer["sources"]
    }.items()
    for refused in (
        _give(client, answer["items"][0]["id"], "like"),
        client.get("/api/v1/me/history"),
        client.get("/api/v1/me/export"),
        client.delete("/api/v1/me"),
    ):
        assert (refused.status_code, refused.json["code"]) == (503, "store-unavailable")
        assert "damaged" in refused.json["detail"]


def test_the_words_of_the_api_are_those_of_the_core():
    schema = FeedbackRequest.model_json_schema()
    assert tuple(schema["properties"]["action"]["enum"]) == ACTION_WORDS
