"""The pages of one's own data, sources and journeys, and lists to take along, without scripts."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree.ElementTree import fromstring

import pytest

from mien.web.app import create_app
from tests.factories.html import AS_BROWSER, cards, outline
from tests.factories.installation import installation

PLAN = "/journey?from=sad&to=lift&length=5"


@pytest.fixture
def services(tmp_path):
    with installation(tmp_path) as built:
        yield built


@pytest.fixture
def client(services):
    return create_app(services).test_client()


def text(answer) -> str:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def stops(answer) -> list[str]:
    return re.findall(r'name="stop" value="([^"]+)"', text(answer))


@pytest.mark.parametrize("path", ["/you", "/sources", "/journey", PLAN])
def test_every_page_is_well_made(client, path):
    page = outline(client.get(path, headers=AS_BROWSER))
    assert page.tags.count("h1") == 1
    assert page.inline == []
    assert len(page.ids) == len(set(page.ids))
    for address in page.addresses:
        assert client.get(address).status_code == 200, address


def test_an_opinion_is_shown_and_can_be_taken_back_and_the_list_is_one_press_away(client):
    back = "/picks?emotion=sad"
    item = cards(client.get(back))[0]
    form = {"action": "hide", "back": back}
    answer = client.post(f"/items/{item}/feedback", data=form, follow_redirects=True)
    assert 'data-action="hide" value="undo" aria-pressed="true"' in text(answer)
    assert f'href="{back}"' in text(answer)
    assert item not in cards(client.get(back))
    client.post(f"/items/{item}/feedback", data={"action": "undo", "back": back})
    assert item in cards(client.get(back))


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/picks", "/about?x"])
def test_a_way_back_leads_nowhere_but_to_a_list(client, back):
    item = cards(client.get("/picks?emotion=sad"))[0]
    answer = client.post(f"/items/{item}/feedback", data={"action": "like", "back": back})
    assert answer.location == f"/items/{item}"
    assert "Back to the list" not in text(client.get(f"/items/{item}", query_string={"back": back}))


def test_own_data_are_counted_listed_and_taken_back(client):
    assert "Nothing." in text(client.get("/you"))
    item = cards(client.get("/picks?emotion=sad"))[0]
    client.post(f"/items/{item}/feedback", data={"action": "like"})
    page = text(client.get("/you"))
    assert "<strong>1</strong> thing you did with an item" in page
    assert f'href="/items/{item}"' in page
    client.post(f"/items/{item}/feedback", data={"action": "undo", "back": "/you"})
    assert "Liked, taken back" in text(client.get("/you"))


def test_the_history_goes_on_with_older_pages(client):
    items = cards(client.get("/picks?emotion=sad"))
    for action in ("like", "skip", "finish"):
        for item in items:
            client.post(f"/items/{item}/feedback", data={"action": action})
    first = text(client.get("/you"))
    older = re.search(r'href="(/you\?before=\d+)#history"', first)
    assert older
    assert first.count("<time ") + text(client.get(older[1])).count("<time ") == 36


def test_erasing_needs_the_box_and_erases(client):
    item = cards(client.get("/picks?emotion=sad"))[0]
    client.post(f"/items/{item}/feedback", data={"action": "like"})
    assert client.post("/you/erase", headers=AS_BROWSER).status_code == 422
    assert "thing you did" in text(client.get("/you"))
    answer = client.post("/you/erase", data={"sure": "yes"}, follow_redirects=True)
    assert "is erased" in text(answer)
    assert "Nothing." in text(answer)


def test_the_diary_is_off_until_wanted(client, services):
    assert "Diary: off" in text(client.get("/you"))
    answer = client.post("/you/diary", data={"on": "yes"}, follow_redirects=True)
    assert "Diary: on" in text(answer)
    assert services.diary.is_on()
    client.post("/you/diary", data={"on": "no"})
    assert not services.diary.is_on()


def test_sources_are_off_and_each_says_what_it_learns(client, services):
    page = text(client.get("/sources"))
    for report in services.outside.sources.reports():
        assert f'id="source-{report.manifest.name}"' in page
        assert not report.is_on
    assert page.count("What it learns:") == len(services.outside.sources.reports())
    assert "0 of" in page


def test_a_source_and_all_of_them_are_switched(client):
    answer = client.post("/sources", data={"name": "itunes", "on": "yes"}, follow_redirects=True)
    assert 'id="source-itunes" data-state="enabled"' in text(answer)
    assert 'id="source-deezer" data-state="disabled"' in text(answer)
    assert 'data-source="itunes"' in text(client.get("/picks?emotion=sad"))
    client.post("/sources", data={"name": "all", "on": "no"})
    assert 'data-state="enabled"' not in text(client.get("/sources"))
    assert "data-source=" not in text(client.get("/picks?emotion=sad"))
    assert client.post("/sources", data={"name": "none", "on": "yes"}).status_code == 404


def test_the_sources_stay_on_when_somebody_erases_their_data(client):
    client.post("/sources", data={"name": "itunes", "on": "yes"})
    assert "0 of" not in text(client.get("/sources"))
    client.post("/you/erase", data={"sure": "yes"})
    assert 'id="source-itunes" data-state="enabled"' in text(client.get("/sources"))


def test_a_journey_has_its_songs_its_end_in_words_and_a_table(client):
    answer = client.get(PLAN)
    assert len(stops(answer)) == 5
    assert "It ends " in text(answer)
    assert "The map as a table" in text(answer)
    assert text(answer).count('class="stop-dot"') == 5


def test_a_swapped_stop_changes_alone_and_does_not_come_back(client):
    before = stops(client.get(PLAN))
    form = {"from": "sad", "to": "lift", "stop": before, "swap": "2"}
    swapped = client.post("/journey", data=form)
    after = stops(swapped)
    assert [place for place in range(5) if before[place] != after[place]] == [1]
    again = stops(client.post("/journey", data={**form, "stop": after, "exclude": [before[1]]}))
    assert again[1] not in {before[1], after[1]}


@pytest.mark.parametrize(
    "query", ["from=hungry", "from=sad&to=nowhere", "from=sad&length=3", "from=sad&length=99"]
)
def test_a_journey_no_control_gives_is_answered_with_a_page(client, query):
    answer = client.get(f"/journey?{query}", headers=AS_BROWSER)
    assert answer.status_code == 422
    assert outline(answer).tags.count("h1") == 1


def test_a_list_is_saved_in_many_forms(client):
    wanted = cards(client.get("/picks?emotion=sad"))[:3]
    ask = {"item": wanted}
    titles = [client.get(f"/api/v1/items/{item}").json["title"] for item in wanted]
    playlist = fromstring(text(client.get("/list", query_string={**ask, "format": "xspf"})))
    space = {"x": "http://xspf.org/ns/0/"}
    assert [each.text for each in playlist.findall(".//x:track/x:title", space)] == titles
    tracks = json.loads(text(client.get("/list", query_string={**ask, "format": "jspf"})))
    assert [track["title"] for track in tracks["playlist"]["track"]] == titles
    lines = text(client.get("/list", query_string={**ask, "format": "txt"})).splitlines()
    assert all(title in line for title, line in zip(titles, lines, strict=True))
    answer = client.get("/list", query_string={**ask, "format": "csv"})
    table = list(csv.DictReader(io.StringIO(text(answer))))
    assert len(table) == 3
    assert all(row["title"] and row["link"].startswith("https://") for row in table)
    answer = client.get("/list", query_string={**ask, "format": "json"})
    assert [item["id"] for item in json.loads(text(answer))["items"]] == wanted
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("format=xspf", 422), ("format=exe&item=a", 422), ("format=csv&item=none", 404)],
)
def test_a_list_that_is_none_is_refused(client, query, status):
    assert client.get(f"/list?{query}").status_code == status


def test_the_dial_changes_the_list_and_keeps_its_place(client):
    steady = client.get("/picks?emotion=sad&goal=match&energy=-2")
    lively = client.get("/picks?emotion=sad&goal=match&energy=2")
    assert cards(steady) != cards(lively)
    assert 'name="energy" min="-2" max="2" step="1" value="2"' in text(lively)
    assert client.get("/picks?emotion=sad&energy=3").status_code == 422
