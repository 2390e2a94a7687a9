"""What the API answers to requests that are right."""

from __future__ import annotations

import io

import pytest

from mien.core.emotions import EMOTIONS
from mien.core.goals import GOAL_WORDS
from mien.core.media import Kind
from mien.core.mood import mood_from_probabilities
from mien.services.documents.items import ItemBody, ItemsBody
from mien.services.documents.lists import RecommendationsBody
from mien.services.documents.moods import ReadingBody
from mien.web.api.v1.schemas import RecommendationRequest


def recommend(client, **fields):
    body = {"mood": {"emotion": "sad"}, "kind": "music", **fields}
    return client.post("/api/v1/recommendations", json=body)


def test_a_reading_of_raw_bytes_has_faces_mood_and_top_three(client, picture):
    answer = client.post("/api/v1/mood", data=picture, content_type="image/png")
    assert answer.status_code == 200
    body = ReadingBody.model_validate_json(answer.data)
    assert body.mood.label == "happy"
    assert body.faces[0].box == [10, 20, 60, 80]
    assert body.faces[0].top[0].emotion == "happy"
    assert list(body.mood.emotions) == list(EMOTIONS)


def test_a_form_with_the_field_image_reads_the_same(client, picture):
    raw = client.post("/api/v1/mood", data=picture, content_type="application/octet-stream")
    form = client.post("/api/v1/mood", data={"image": (io.BytesIO(picture), "face.png")})
    assert form.json == raw.json


def test_an_unsure_mood_has_no_label(client, picture, mood_reader):
    mood_reader.mood = mood_from_probabilities([1] * 7)
    answer = client.post("/api/v1/mood", data=picture, content_type="image/png")
    assert answer.json["mood"]["label"] is None


@pytest.mark.parametrize("way", ["query", "form"])
def test_the_hint_reaches_the_reader_as_boxes(client, picture, mood_reader, way):
    hint = "1,2,3,4;5,6,7,8.5"
    if way == "query":
        client.post(f"/api/v1/mood?hint={hint}", data=picture, content_type="image/png")
    else:
        client.post("/api/v1/mood", data={"image": (io.BytesIO(picture), "a.png"), "hint": hint})
    assert mood_reader.hint == ((1, 2, 3, 4), (5, 6, 7, 8.5))


@pytest.mark.parametrize(
    "mood",
    [
        {"emotion": "fear"},
        {"valence": -0.4, "arousal": 1},
        {"emotions": {"happy": 0.7, "neutral": 0.3}},
        [{"emotion": "sad"}, {"valence": 0.5, "arousal": 0.5}, {"emotions": {"happy": 1}}],
    ],
)
@pytest.mark.parametrize("kind", ["music", "movie", "video"])
def test_every_form_of_mood_gets_items_of_the_kind(client, mood, kind):
    answer = recommend(client, mood=mood, kind=kind, limit=3)
    assert answer.status_code == 200
    body = RecommendationsBody.model_validate_json(answer.data)
    assert [item.kind for item in body.items] == [kind] * 3
    assert all(item.reason for item in body.items)


def test_a_mood_that_was_read_can_be_sent_back_as_it_is(client, picture):
    mood = client.post("/api/v1/mood", data=picture, content_type="image/png").json["mood"]
    answer = recommend(client, mood=mood)
    assert answer.status_code == 200
    assert answer.json["mood"] == mood


def test_a_label_of_null_is_kept_even_when_one_emotion_leads(client):
    mood = {"emotions": {"happy": 0.6, "sad": 0.4}, "label": None}
    assert recommend(client, mood=mood).json["mood"]["label"] is None


def test_several_people_are_met_in_the_middle(client):
    both = recommend(client, mood=[{"emotion": "happy"}, {"emotion": "sad"}]).json["mood"]
    assert both["emotions"]["happy"] == both["emotions"]["sad"] == 0.5
    assert both["spread"]["valence"] > 0.5


def test_filters_limit_seed_and_exclude_are_followed(client):
    first = recommend(client, languages=["hi"], limit=5).json["items"]
    assert {item["language"] for item in first} == {"hi"}
    assert len(first) == 5
    left = recommend(client, languages=["hi"], limit=5, exclude=[first[0]["id"]]).json["items"]
    assert first[0]["id"] not in {item["id"] for item in left}
    assert recommend(client, seed=3).json == recommend(client, seed=3).json
    old = recommend(client, filters={"years": [1900, 1950]}).json
    assert old["items"] == []
    assert old["sources"][0]["status"] == "empty"
    by_maker = recommend(client, filters={"creators": ["lata"]}, limit=2).json["items"]
    assert len(by_maker) == 2
    assert all("Lata" in item["creators"][0] for item in by_maker)


def test_the_goal_is_taken_or_chosen(client):
    assert recommend(client, goal="vent").json["goal"] == "vent"
    assert recommend(client, goal="counteract").json["goal"] == "lift"
    assert recommend(client).json["goal"] == "lift"


def test_an_item_and_more_like_it(client):
    picked = recommend(client, limit=1).json["items"][0]
    item = ItemBody.model_validate_json(client.get(f"/api/v1/items/{picked['id']}").data)
    assert item.title == picked["title"]
    assert item.score is None
    similar = client.get(f"/api/v1/items/{picked['id']}/similar?limit=4")
    assert len(ItemsBody.model_validate_json(similar.data).items) == 4


def test_readings_and_recommendations_are_kept_by_no_cache(client, picture):
    reading = client.post("/api/v1/mood", data=picture, content_type="image/png")
    assert reading.headers["Cache-Control"] == "no-store"
    assert recommend(client).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("goal", GOAL_WORDS)
def test_every_goal_is_taken(client, goal):
    assert recommend(client, goal=goal).status_code == 200


def test_the_document_lists_the_words_that_core_knows():
    fields = RecommendationRequest.model_json_schema()["properties"]
    assert fields["kind"]["enum"] == list(Kind)
    assert fields["goal"]["anyOf"][0]["enum"] == list(GOAL_WORDS)
