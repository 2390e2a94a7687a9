"""`POST /journeys`."""

from __future__ import annotations

import pytest

from mien.core.goals import GOAL_WORDS
from mien.services.documents.lists import JourneyBody


def ask(client, **body):
    return client.post("/api/v1/journeys", json={"from": {"emotion": "sad"}, "to": "lift"} | body)


def test_the_answer_has_the_public_shape(client):
    answer = ask(client, length=6)
    assert answer.status_code == 200
    assert set(answer.json) == {"path", "stops", "end_error", "max_step"}
    body = JourneyBody.model_validate(answer.json)
    assert len(body.stops) == len(body.path) == 6
    assert all(stop.item.reason for stop in body.stops)


@pytest.mark.parametrize(
    "to",
    [*GOAL_WORDS, {"emotion": "happy"}, {"valence": 0.2, "arousal": -0.4}, [{"emotion": "happy"}]],
)
def test_it_goes_to_every_goal_and_every_form_of_a_mood(client, to):
    assert ask(client, to=to).status_code == 200


def test_one_stop_can_be_swapped(client):
    ids = [stop["item"]["id"] for stop in ask(client, length=5).json["stops"]]
    swapped = ask(client, swap={"stops": ids, "number": 2})
    assert swapped.status_code == 200
    after = [stop["item"]["id"] for stop in swapped.json["stops"]]
    assert [a == b for a, b in zip(ids, after, strict=True)] == [True, False, True, True, True]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"to": "polka"}, 422),
        ({"length": 4}, 422),
        ({"length": 13}, 422),
        ({"tempo_limit": 0.0}, 422),
        ({"languages": ["xx"]}, 422),
        ({"unknown": 1}, 422),
        ({"swap": {"stops": ["a"] * 5, "number": 1}}, 404),
    ],
)
def test_bad_requests_get_a_problem_that_says_what_to_do(client, body, status):
    answer = ask(client, **body)
    assert answer.status_code == status
    assert answer.json["code"]
    assert answer.json["hint"]
