"""A mood said as a point on the mood map, and the part of a page that sums up a session."""

from __future__ import annotations

import json
import re

import pytest

AS_BROWSER = {"Accept": "text/html"}
READING = json.dumps({"emotions": {"happy": 0.9, "neutral": 0.1}})


def test_a_point_gives_picks_and_stands_in_the_controls(client):
    page = client.get("/picks?valence=0.5&arousal=-0.25").text
    assert "Feeling bright and calm" in page
    assert page.count('<article class="card"') == 12
    assert re.search(r'name="valence"[^>]*value="0\.5"', page)
    assert re.search(r'name="arousal"[^>]*value="-0\.25"', page)
    assert 'name="mood"' not in page


def test_half_a_point_lies_in_the_middle_of_the_other_axis(client):
    assert "Feeling dark and easy-paced" in client.get("/picks?valence=-0.8").text


def test_a_word_wins_over_a_point(client):
    assert "Feeling sad" in client.get("/picks?emotion=sad&valence=0.9&arousal=0.9").text


@pytest.mark.parametrize("value", ["2", "-1.01", "nan", "inf", "much", "1e400"])
def test_a_point_outside_the_map_is_refused_with_the_limits(client, value):
    answer = client.get(f"/picks?valence={value}", headers=AS_BROWSER)
    assert answer.status_code == 422
    assert "from -1 to 1" in answer.text


def test_a_session_leads_to_some_of_each_kind_and_a_way_to_save_them(client):
    answer = client.post("/session", data={"mood": READING})
    assert answer.status_code == 200
    for kind in ("Music", "Movies", "Videos"):
        assert f"<h3>{kind}" in answer.text
    ids = re.findall(r'name="item" value="([^"]+)"', answer.text)
    assert len(set(ids)) == 12
    assert client.get(f"/list?format=xspf&item={ids[0]}").status_code == 200


def test_a_session_without_a_mood_is_refused(client):
    assert client.post("/session", data={}, headers=AS_BROWSER).status_code == 422
