"""Choosing who is listening, and nobody seeing what is another's."""

from __future__ import annotations

import re

import pytest

from mien.core.mood import mood_from_emotion
from mien.web.app import create_app
from tests.factories.html import AS_BROWSER, cards, outline
from tests.factories.imported import make_imported
from tests.factories.installation import installation

LIST = "/picks?emotion=sad"
OWN_PAGES = ("/", "/you", "/diary", "/taste", LIST, "/journey?from=sad&to=lift&length=5", "/people")
OWN_ANSWERS = ("/api/v1/me/export", "/api/v1/me/history", "/api/v1/profiles")


@pytest.fixture
def services(tmp_path):
    with installation(tmp_path) as built:
        yield built


@pytest.fixture
def app(services):
    return create_app(services)


@pytest.fixture
def browser(app):
    """Return a function that makes a browser of its own, with no cookie yet."""
    return app.test_client


def text(answer) -> str:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def _add(client, name: str, colour: str = "rose") -> int:
    answer = client.post("/people", data={"name": name, "colour": colour})
    assert answer.status_code == 303
    return int(re.search(r"added=(\d+)", answer.location)[1])


def _choose(client, profile: int, **more):
    return client.post("/people/choose", data={"profile": profile, **more}, headers=AS_BROWSER)


def _opinion(client, item: str, action: str) -> None:
    assert client.post(f"/items/{item}/feedback", data={"action": action}).status_code == 303


def test_for_one_person_nothing_is_shown_or_written(browser, tmp_path):
    client = browser()
    for path in OWN_PAGES:
        assert 'class="whose"' not in text(client.get(path))
    assert client.get("/api/v1/profiles").json == {"profiles": [], "current": 1}
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "path", ["/people", "/people/1", "/people/2", "/people/2/remove", "/people/2/pin", "/you"]
)
def test_every_page_is_well_made(browser, path):
    client = browser()
    _add(client, "Anna <b>&amp;</b>")
    page = outline(client.get(path, headers=AS_BROWSER))
    assert page.tags.count("h1") == 1
    assert page.inline == []
    assert len(page.ids) == len(set(page.ids))
    assert "<b>" not in text(client.get(path))


def test_who_is_chosen_stands_on_every_page_and_the_choice_leads_back(browser):
    client = browser()
    anna = _add(client, "Anna")
    answer = _choose(client, anna, next=LIST)
    assert (answer.status_code, answer.location) == (303, LIST)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    for path in (*OWN_PAGES, "/about", "/live", "/sources", "/nowhere"):
        page = client.get(path, headers=AS_BROWSER).get_data(as_text=True)
        assert re.search(r'class="whose"[^>]*>\s*<span[^>]*>A</span><span[^>]*>Anna<', page), path
    assert "Anna" not in text(client.get("/offline"))
    assert 'class="whose-name" aria-hidden="true">First person' in text(browser().get("/about"))


@pytest.mark.parametrize("goal", ["https://evil.example/", "//evil.example", "/\\evil", "you", ""])
def test_the_way_on_stays_here(browser, goal):
    client = browser()
    _add(client, "Anna")
    assert _choose(client, 2, next=goal).location == "/"


def test_likes_of_one_change_nothing_for_the_other(browser):
    mine, hers = browser(), browser()
    anna = _add(mine, "Anna")
    before = cards(mine.get(LIST))
    _choose(hers, anna)
    assert cards(hers.get(LIST)) == before
    _opinion(hers, before[0], "hide")
    _opinion(hers, before[1], "like")
    assert before[0] not in cards(hers.get(LIST))
    assert cards(mine.get(LIST)) == before
    assert 'aria-pressed="true"' not in text(mine.get(f"/items/{before[1]}"))
    assert 'aria-pressed="true"' in text(hers.get(f"/items/{before[1]}"))


def test_no_page_or_answer_shows_what_is_anothers(browser, services):
    mine, hers = browser(), browser()
    anna = _add(mine, "Anna")
    _choose(hers, anna)
    store = services.memory.open()
    store.settings.put(anna, "diary", True)
    item = make_imported(0, title="Annas planted song")
    store.items.add(anna, "planted.csv", "csv", [item])
    store.moods.add(anna, mood_from_emotion("fear"))
    store.plays.add(anna, item.id)
    _opinion(hers, item.id, "like")
    assert item.id in text(hers.get("/you"))
    assert item.id in text(hers.get("/api/v1/me/export"))
    for path in (*OWN_PAGES, *OWN_ANSWERS):
        page = text(mine.get(path))
        assert "planted" not in page, path
        assert item.id not in page, path
    assert mine.get("/api/v1/me/export").json["diary"] == []
    assert mine.get(f"/items/{item.id}").status_code == 404
    assert "Diary: off" in text(mine.get("/you"))
    answer = mine.post("/api/v1/feedback", json={"item_id": item.id, "action": "undo"})
    assert answer.status_code == 404
    assert len(list(store.feedback.stream(anna))) == 1


def test_erasing_ones_own_leaves_the_others_alone_and_takes_one_off_the_list(browser, services):
    mine, hers = browser(), browser()
    anna = _add(mine, "Anna")
    _choose(hers, anna)
    first = cards(mine.get(LIST))[0]
    _opinion(mine, first, "like")
    _opinion(hers, first, "hide")
    answer = hers.post("/you/erase", data={"sure": "yes"})
    assert answer.location == "/people?removed=yes"
    assert [person.id for person in services.people.all()] == [1]
    assert len(list(services.memory.open().feedback.stream(1))) == 1
    assert 'class="whose"' not in text(hers.get("/about"))
    _add(mine, "Ben")
    mine.delete("/api/v1/me")
    assert [person.id for person in services.people.all()] == [1, 2]


class TestPin:
    @pytest.fixture
    def anna(self, browser):
        client = browser()
        profile = _add(client, "Anna")
        _choose(client, profile)
        answer = client.post(f"/people/{profile}/pin", data={"pin": "4711"})
        assert answer.status_code == 303
        return profile

    def test_the_right_one_opens_and_the_wrong_one_does_not(self, browser, anna):
        client = browser()
        asked = _choose(client, anna, next=LIST)
        assert asked.location == f"/people/{anna}/pin?next=%2Fpicks%3Femotion%3Dsad"
        assert "Forgotten?" in text(client.get(asked.location))
        wrong = _choose(client, anna, pin="4712", next=LIST)
        assert wrong.status_code == 403
        assert "That is not the PIN." in wrong.get_data(as_text=True)
        assert "Set-Cookie" not in wrong.headers
        assert client.get("/api/v1/profiles").json["current"] == 1
        right = _choose(client, anna, pin="4711", next=LIST)
        assert right.location == LIST
        assert client.get("/api/v1/profiles").json["current"] == anna

    def test_after_some_wrong_ones_even_the_right_one_has_to_wait(self, browser, anna):
        client = browser()
        for _ in range(5):
            assert _choose(client, anna, pin="0000").status_code == 403
        answer = _choose(client, anna, pin="4711")
        assert answer.status_code == 429
        assert "Wait" in answer.get_data(as_text=True)

    def test_others_can_neither_change_nor_remove_nor_unlock_the_person(
        self, browser, anna, services
    ):
        client = browser()
        for path in (f"/people/{anna}", f"/people/{anna}/remove"):
            asked = client.get(path)
            assert asked.location.startswith(f"/people/{anna}/pin?next=")
            client.post(path, data={"name": "X", "colour": "teal", "sure": "yes"})
        refused = client.post(f"/people/{anna}/pin", data={"pin": "1111", "drop": "yes"})
        assert refused.status_code == 422
        assert services.people.get(anna).name == "Anna"
        assert services.people.get(anna).has_pin

    def test_nobody_sets_a_pin_for_someone_else(self, browser, services):
        client = browser()
        ben = _add(client, "Ben")
        assert client.post(f"/people/{ben}/pin", data={"pin": "1111"}).status_code == 422
        assert not services.people.get(ben).has_pin

    def test_where_the_first_person_has_one_a_new_browser_has_to_choose(self, browser):
        mine = browser()
        ben = _add(mine, "Ben")
        mine.post("/people/1/pin", data={"pin": "1234"})
        assert mine.get("/you").status_code == 200
        other = browser()
        for path in ("/you", LIST, "/diary", "/taste"):
            sent = other.get(path, headers=AS_BROWSER)
            assert sent.status_code == 303, path
            assert sent.location.startswith("/people?next="), path
        for path in ("/", "/about", "/live", "/photo", "/people", "/offline", "/healthz"):
            assert other.get(path, headers=AS_BROWSER).status_code == 200, path
        for answer in (
            other.get("/api/v1/me/export"),
            other.get("/api/v1/me/history"),
            other.delete("/api/v1/me"),
            other.post(
                "/api/v1/recommendations", json={"mood": {"emotion": "sad"}, "kind": "music"}
            ),
        ):
            assert (answer.status_code, answer.json["code"]) == (403, "profile-locked")
        assert other.get("/api/v1/profiles").json["current"] is None
        assert _choose(other, ben, next="/you").location == "/you"
        assert "Ben" in text(other.get("/you"))


def test_a_browser_whose_person_is_gone_has_to_choose(browser, services):
    client, other = browser(), browser()
    anna, _ = _add(client, "Anna"), _add(client, "Ben")
    _choose(other, anna)
    page = client.get(f"/people/{anna}/remove")
    assert "There is no way back" in text(page)
    assert client.post(f"/people/{anna}/remove", headers=AS_BROWSER).status_code == 422
    answer = client.post(f"/people/{anna}/remove", data={"sure": "yes"}, follow_redirects=True)
    assert "They are removed" in text(answer)
    sent = other.get(LIST, headers=AS_BROWSER)
    assert sent.location.startswith("/people?next=")
    assert "Choose who you are to go on." in text(other.get(sent.location))
    assert client.get("/people/1/remove", headers=AS_BROWSER).status_code == 404


def test_a_name_that_is_taken_is_said_beside_the_field(browser):
    client = browser()
    _add(client, "Anna")
    answer = client.post("/people", data={"name": "anna", "colour": "rose"})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "Someone here is called “anna” already." in page
    assert 'aria-invalid="true"' in page
    assert client.post("/people/2", data={"name": "", "colour": "rose"}).status_code == 422
    answer = client.post(
        "/people/2", data={"name": "Anne", "colour": "blue"}, follow_redirects=True
    )
    assert "Anne" in text(answer)


@pytest.mark.parametrize("colour", ["", "red", "rose\n"])
def test_a_colour_that_is_none_is_refused(browser, services, colour):
    answer = browser().post("/people", data={"name": "Anna", "colour": colour})
    assert answer.status_code == (303 if colour.strip() == "rose" else 422)


def test_a_program_chooses_over_the_api(browser):
    client = browser()
    anna = _add(client, "Anna", "blue")
    body = {"id": anna, "name": "Anna", "colour": "blue", "has_pin": False}
    answer = client.post("/api/v1/profiles/current", json={"id": anna})
    assert (answer.status_code, answer.json) == (200, body)
    assert client.get("/api/v1/profiles").json["current"] == anna
    assert client.get("/api/v1/profiles").json["profiles"][1] == body
    for wrong, status in (({"id": 9}, 404), ({"id": 0}, 422), ({"id": anna, "pin": "x" * 9}, 422)):
        assert client.post("/api/v1/profiles/current", json=wrong).status_code == status


@pytest.mark.parametrize(
    "path", ["/people", "/people/choose", "/people/2", "/people/2/pin", "/people/2/remove"]
)
def test_a_page_of_another_origin_changes_nothing(browser, path):
    client = browser()
    _add(client, "Anna")
    answer = client.post(path, data={"sure": "yes"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_retention_is_chosen_and_said(browser, services):
    client = browser()
    item = cards(client.get(LIST))[0]
    _opinion(client, item, "like")
    assert 'value="" checked' in text(client.get("/you"))
    answer = client.post("/you/retention", data={"days": "30"}, follow_redirects=True)
    assert "Saved. Nothing was too old." in text(answer)
    assert 'value="30" checked' in text(answer)
    assert services.retention.days() == 30
    assert client.post("/you/retention", data={"days": "31"}).status_code == 422
    client.post("/you/retention", data={"days": ""})
    assert services.retention.days() is None


def test_everything_that_is_stored_is_listed(browser):
    client = browser()
    _add(client, "Anna")
    client.post("/people/1/pin", data={"pin": "1234"})
    page = text(client.get("/you"))
    for words in ("A PIN, as a hash", "Cookie “profile”", "Cookie “language”", "mien-theme"):
        assert words in page
    assert "1234" not in page
