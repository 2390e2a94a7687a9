"""The pages as a browser without JavaScript gets them."""

from __future__ import annotations

import io
import json
import re
from urllib.parse import urlsplit

import pytest

from mien.core.emotions import EMOTIONS
from mien.core.errors import NoFaceError
from mien.core.mood import combine_moods, mood_from_emotion, mood_from_probabilities
from tests.factories.html import AS_BROWSER, cards, outline
from tests.pages import PAGES


def test_the_list_of_pages_is_complete(app):
    known = {urlsplit(path).path for path in PAGES}
    files = {"/list"}
    plain = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("pages.") and "GET" in rule.methods and not rule.arguments
    }
    assert plain - files <= known


@pytest.mark.parametrize("path", [*PAGES, "/nothing"])
def test_every_page_is_well_made(client, path):
    page = outline(client.get(path, headers=AS_BROWSER))
    assert page.tags.count("h1") == 1
    assert page.tags.count("main") == 1
    assert "nav" in page.tags
    assert page.inline == []
    assert all(address.startswith("/") for address in page.addresses)
    assert len(page.ids) == len(set(page.ids))


def test_every_file_that_a_page_names_is_there(client):
    for path in (*PAGES, "/nothing"):
        for address in outline(client.get(path, headers=AS_BROWSER)).addresses:
            assert client.get(address).status_code == 200, address


def test_home_shows_the_notice_before_the_buttons(client):
    page = client.get("/").get_data(as_text=True)
    notice = page.index("A look is not a feeling")
    assert notice < page.index('class="button primary" href="/live"')
    assert notice < page.index('type="file"')
    for emotion in EMOTIONS:
        assert f'href="/picks?emotion={emotion}"' in page


def test_the_operator_is_named_when_set(services):
    from dataclasses import replace

    from mien.web.app import create_app

    settings = services.settings.model_copy(
        update={"operator_name": "The Library", "operator_contact": "desk@library.example"}
    )
    page = create_app(replace(services, settings=settings)).test_client().get("/live")
    assert "The Library" in page.get_data(as_text=True)
    assert "desk@library.example" in page.get_data(as_text=True)


def test_a_photo_becomes_a_reading_and_picks(client, picture):
    answer = client.post(
        "/photo", data={"image": (io.BytesIO(picture), "me.png")}, headers=AS_BROWSER
    )
    page = answer.get_data(as_text=True)
    assert "Looks happy" in page
    assert "Not right?" in page
    assert len(cards(answer)) == 12
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_reading_travels_in_the_form_and_changes_with_the_controls(client, picture):
    first = client.post("/photo", data={"image": (io.BytesIO(picture), "me.png")})
    carried = outline(first).hidden["mood"]
    assert json.loads(carried)["label"] == "happy"
    assert 'method="post"' in first.get_data(as_text=True)
    again = client.post("/picks", data={"mood": carried, "kind": "video", "goal": "calm"})
    assert again.status_code == 200
    assert outline(again).hidden["mood"] == carried
    assert all(item.startswith("video-") for item in cards(again))
    assert "happy" not in again.request.full_path


def test_several_faces_get_one_list_that_says_how_well_it_suits_each(client, picture, mood_reader):
    mood_reader.people = (mood_from_emotion("happy"), mood_from_emotion("sad"))
    mood_reader.mood = combine_moods(mood_reader.people)
    first = client.post("/photo", data={"image": (io.BytesIO(picture), "us.png")})
    assert "For 2 people" in first.get_data(as_text=True)
    carried = outline(first).hidden
    assert len(json.loads(carried["people"])) == 2
    asked = {"mood": carried["mood"], "kind": "music", "goal": "match", "seed": "1"}
    together = client.post("/picks", data=asked | {"people": carried["people"]})
    assert "For 2 people" in together.get_data(as_text=True)
    assert outline(together).hidden["people"] == carried["people"]
    assert cards(together) != cards(client.post("/picks", data=asked))
    client.set_cookie("language", "hi")
    hindi = client.post("/picks", data=asked | {"people": carried["people"]})
    assert "2 लोगों के लिए" in hindi.get_data(as_text=True)


def test_the_moods_of_several_that_were_tampered_with_are_refused(client):
    for people in ("no json", "[]", '[{"emotions": {"joy": 1}}, {"emotions": {"sad": 1}}]'):
        answer = client.post("/picks", data={"people": people}, headers=AS_BROWSER)
        assert answer.status_code == 422


def test_an_unsure_reading_says_so(client, picture, mood_reader):
    mood_reader.mood = mood_from_probabilities([0.1, 0.1, 0.1, 0.2, 0.2, 0.1, 0.2])
    page = client.post("/photo", data={"image": (io.BytesIO(picture), "me.png")})
    assert "Not sure" in page.get_data(as_text=True)


def test_a_photo_without_a_face_offers_other_ways(client, picture, mood_reader):
    mood_reader.error = NoFaceError("There is no face in the picture.", "Come closer.")
    answer = client.post(
        "/photo", data={"image": (io.BytesIO(picture), "me.png")}, headers=AS_BROWSER
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert answer.mimetype == "text/html"
    assert "There is no face in the picture." in page
    assert "Come closer." in page
    assert 'action="/photo"' in page
    assert 'href="/picks?emotion=sad"' in page
    assert answer.headers["X-Request-ID"] in page


def test_sending_the_form_without_a_photo_says_so(client):
    answer = client.post("/photo", data={"image": (io.BytesIO(b""), "")}, headers=AS_BROWSER)
    assert answer.status_code in {400, 422}
    assert "photo" in answer.get_data(as_text=True).lower()


def test_a_chosen_mood_with_all_controls_in_the_address(client):
    answer = client.get(
        "/picks?emotion=sad&kind=music&goal=sit-with&language=hi&genre=pop"
        "&year_from=1980&year_to=1999&by=lata&seed=4",
        headers=AS_BROWSER,
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Feeling sad" in page
    assert cards(answer)
    assert all(item.endswith("-hi") for item in cards(answer))
    for control in ('value="sit-with" checked', 'value="hi" checked', 'value="pop" checked'):
        assert control in page
    assert 'value="1980"' in page
    assert 'name="seed" value="5"' in page


def test_a_pressed_button_wins_over_the_field_of_the_same_name(client):
    page = client.get("/picks?emotion=sad&emotion=happy").get_data(as_text=True)
    assert "Feeling happy" in page


def test_something_different_is_different(client):
    assert cards(client.get("/picks?emotion=sad&seed=1")) != cards(
        client.get("/picks?emotion=sad&seed=2")
    )


def test_a_thin_shelf_and_an_empty_one_say_so(client):
    thin = client.get("/picks?emotion=sad&kind=movie").get_data(as_text=True)
    assert "Only 4 movies fit" in thin
    empty = client.get("/picks?emotion=sad&by=nobody+at+all").get_data(as_text=True)
    assert "Nothing fits" in empty
    assert "Clear the filters" in empty


@pytest.mark.parametrize(
    "query",
    [
        "",
        "emotion=joy",
        "emotion=sad&kind=book",
        "emotion=sad&goal=cheer",
        "emotion=sad&language=xx",
        "emotion=sad&year_from=soon",
        "emotion=sad&year_from=2000&year_to=1990",
        "emotion=sad&seed=-1",
        "emotion=sad&seed=9999999999999999999999",
    ],
)
def test_a_query_no_control_gives_is_answered_with_a_page(client, query):
    answer = client.get(f"/picks?{query}", headers=AS_BROWSER)
    assert answer.status_code == 422
    assert outline(answer).tags.count("h1") == 1
    assert "Traceback" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("mood", ["", "no json", '{"emotions": {"joy": 1}}', '{"emotions": 3}'])
def test_a_reading_that_was_tampered_with_is_refused(client, mood):
    assert client.post("/picks", data={"mood": mood}, headers=AS_BROWSER).status_code == 422


def test_the_page_of_an_item_shows_more_like_it(client):
    item = cards(client.get("/picks?emotion=sad"))[0]
    answer = client.get(f"/items/{item}", headers=AS_BROWSER)
    assert answer.status_code == 200
    assert cards(answer)
    assert item not in cards(answer)
    assert client.get("/items/none", headers=AS_BROWSER).status_code == 404


def test_links_out_keep_the_page_apart(client):
    page = client.get("/picks?emotion=sad").get_data(as_text=True)
    outward = re.findall(r'<a [^>]*href="https?://[^>]*>', page)
    assert outward
    assert all(
        'rel="noopener noreferrer"' in link and 'target="_blank"' in link for link in outward
    )
