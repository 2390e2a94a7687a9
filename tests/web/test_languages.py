"""Which language a page is in, and how one changes it."""

from __future__ import annotations

import re

import pytest

HINDI = {"Accept-Language": "hi-IN,hi;q=0.9,en;q=0.5", "Accept": "text/html"}


@pytest.mark.parametrize(
    ("wish", "language"),
    [("hi", "hi"), ("hi-IN,hi;q=0.9,en;q=0.5", "hi"), ("en-GB", "en"), ("fi", "en"), ("", "en")],
)
def test_a_page_speaks_the_language_that_the_browser_asks_for(client, wish, language):
    page = client.get("/", headers={"Accept-Language": wish})
    assert f'<html lang="{language}">' in page.text
    assert page.headers["Content-Language"] == language
    assert {"accept-language", "cookie"} <= {word.lower() for word in page.vary}


def test_the_switch_overrides_the_browser_and_comes_back(client):
    answer = client.post("/language/hi", data={"next": "/picks?emotion=sad&kind=movie"})
    assert answer.status_code == 303
    assert answer.location == "/picks?emotion=sad&kind=movie"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "आपका मूड: उदासी" in client.get(answer.location).text
    assert '<html lang="hi">' in client.get("/about", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""],
)
def test_the_switch_leads_nowhere_else(client, elsewhere):
    assert client.post("/language/hi", data={"next": elsewhere}).location == "/"


def test_a_language_that_is_not_spoken_is_refused(client):
    answer = client.post("/language/tlh", data={"next": "/"})
    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers


def test_a_page_names_the_other_language_in_its_own_words(client):
    assert 'formaction="/language/hi" lang="hi">हिन्दी<' in client.get("/").text
    assert 'formaction="/language/en" lang="en">English<' in client.get("/", headers=HINDI).text


def test_reasons_and_questions_are_said_in_hindi(client):
    page = client.get("/picks?emotion=sad&goal=lift&language=hi", headers=HINDI).text
    assert "हिन्दी गानों से ज़्यादा" in page
    assert "मन अच्छा करने के लिए" in page
    assert "songs" not in page


def test_a_doubtful_mood_is_asked_about_in_hindi(client):
    mood = '{"emotions": {"angry": 0.5, "sad": 0.5}}'
    page = client.post("/picks", data={"mood": mood}, headers=HINDI).text
    assert "आपका मन किसके ज़्यादा करीब है?" in page


def test_errors_on_pages_are_in_hindi_and_those_of_the_api_are_not(client):
    page = client.get("/items/nothing", headers=HINDI)
    assert page.status_code == 404
    assert "ऐसी कोई चीज़ नहीं" in page.text
    assert "“nothing” नाम की कोई चीज़ नहीं है।" in page.text
    problem = client.get("/api/v1/items/nothing", headers=HINDI)
    assert problem.json["title"] == "No such item"
    assert problem.json["detail"] == "There is no item 'nothing'."


def test_the_reasons_of_the_api_stay_english(client):
    body = {"mood": {"emotion": "sad"}, "kind": "music"}
    answer = client.post("/api/v1/recommendations", json=body, headers=HINDI)
    assert all(item["reason"].isascii() for item in answer.json["items"])


def test_likeness_is_said_in_hindi(client):
    page = client.get("/items/music-song-1-1990", headers=HINDI)
    reasons = re.findall(r'class="reason">([^<]*)<', page.text)
    assert reasons
    assert all("की तरह: " in reason for reason in reasons)


def test_what_sources_learn_is_said_in_hindi(client):
    page = client.get("/sources", headers=HINDI).text
    assert "मूड या तस्वीर कभी नहीं" in page
    assert " learns " not in page


def test_scripts_get_their_words_in_hindi(client):
    page = client.get("/", headers=HINDI).text
    words = page[page.index('id="strings">') :]
    assert "Try again" not in words
    assert '"one":' in words
