"""The routes about outside sources, over the fake world."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from mien.providers.registry import known_manifests
from mien.web.app import create_app
from tests.factories.outside_world import is_late, joined
from tests.fakes.world import PLANTED

NAMES = [manifest.name for manifest in known_manifests()]

pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def mien(world, tmp_path):
    with joined(world, tmp_path) as built:
        yield built


@pytest.fixture
def client(services, mien):
    """A browser at an app whose outside is the fake world."""
    wired = replace(services, recommender=mien.recommender, outside=mien.outside)
    return create_app(wired).test_client()


def post(client, path, body, **options):
    return client.post(f"/api/v1{path}", json=body, **options)


def turn_on(client, *names):
    for name in names:
        assert post(client, "/sources", {"name": name, "on": True}).status_code == 200


def ids_of(client, kind="music", limit=6):
    answer = post(
        client, "/recommendations", {"mood": {"emotion": "sad"}, "kind": kind, "limit": limit}
    )
    return [item["id"] for item in answer.json["items"]]


def enrich(client, ids):
    """Enrich until every source has answered."""
    for _ in range(40):
        answer = post(client, "/enrich", {"item_ids": ids, "wait_ms": 800})
        assert answer.status_code == 200, answer.json
        if not any(is_late(s["message"]) for s in answer.json["sources"]):
            return answer.json
    raise AssertionError(answer.json["sources"])


def test_every_source_is_listed_and_off_at_first(client, world):
    sources = client.get("/api/v1/sources").json["sources"]
    assert [source["name"] for source in sources] == NAMES
    assert not any(source["on"] for source in sources)
    assert {source["state"] for source in sources} == {"disabled"}
    listed = post(client, "/recommendations", {"mood": {"emotion": "sad"}, "kind": "music"})
    names = {source["name"]: source["status"] for source in listed.json["sources"]}
    assert names["catalogue"] == "ok"
    assert names["spotify"] == "disabled"
    assert world.calls == []


def test_a_switch_turns_a_source_on_and_off(client):
    answer = post(client, "/sources", {"name": "itunes", "on": True}).json
    assert [s["name"] for s in answer["sources"] if s["on"]] == ["itunes"]
    answer = post(client, "/sources", {"name": "all", "on": False}).json
    assert not any(source["on"] for source in answer["sources"])


@pytest.mark.parametrize(
    ("body", "status"),
    [({"name": "napster", "on": True}, 404), ({"name": "itunes", "on": 1}, 422), ({}, 422)],
)
def test_a_switch_that_is_not_understood_is_refused(client, body, status):
    assert post(client, "/sources", body).status_code == status


def test_a_page_of_another_site_can_not_turn_a_source_on(client):
    answer = post(
        client,
        "/sources",
        {"name": "itunes", "on": True},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 403


def test_a_list_is_enriched_and_its_pictures_come_from_here(client):
    turn_on(client, "all")
    answer = enrich(client, ids_of(client))
    pictures = [item["artwork"] for item in answer["items"] if item["artwork"]]
    assert pictures
    for address in pictures:
        picture = client.get(address)
        assert picture.status_code == 200
        assert picture.mimetype == "image/jpeg"
        assert "max-age" in picture.headers["Cache-Control"]
        assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert all(item["player"] for item in answer["items"])
    assert all(item["credits"] for item in answer["items"])
    assert answer["shelf"]


def test_a_picture_is_found_again_after_a_restart(client, services, world, tmp_path, mien):
    turn_on(client, "deezer")
    first = enrich(client, ids_of(client))
    address = next(item["artwork"] for item in first["items"] if item["artwork"])
    with joined(world, tmp_path, on=["deezer"]) as again:
        wired = replace(services, recommender=again.recommender, outside=again.outside)
        assert create_app(wired).test_client().get(address).status_code == 200


@pytest.mark.parametrize(
    "path", ["/artwork/music-none-1900", "/previews/itunes/1", "/previews/deezer/..%2f1"]
)
def test_what_is_not_there_is_a_404(client, path):
    turn_on(client, "deezer")
    assert client.get(path).status_code == 404


def test_a_preview_leads_to_an_address_made_just_now(client):
    turn_on(client, "deezer")
    answer = enrich(client, ids_of(client))
    ways = [way for item in answer["items"] for way in item["players"]]
    previews = [way["url"] for way in ways if way["type"] == "preview"]
    assert previews
    led = client.get(previews[0])
    assert led.status_code == 302
    assert "hdnea" in led.headers["Location"]
    assert led.headers["Cache-Control"] == "no-store"


def test_enriching_refuses_what_it_can_not_do(client):
    known = ids_of(client)
    for body, status in (
        ({"item_ids": ["music-none-1900"]}, 404),
        ({"item_ids": known, "wait_ms": 801}, 422),
        ({"item_ids": known, "wait_ms": -1}, 422),
        ({"item_ids": known * 20}, 422),
        ({"item_ids": [], "mood": "sad"}, 422),
    ):
        assert post(client, "/enrich", body).status_code == status


def policy(client):
    header = client.get("/", headers={"Accept": "text/html"}).headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


def test_a_page_may_load_players_alone_from_elsewhere(client, world):
    before = policy(client)
    assert before["img-src"].split() == ["'self'", "blob:"] or "http" not in before["img-src"]
    assert before["frame-src"] == before["media-src"].removeprefix("'self' blob: ") == world.origin
    turn_on(client, "spotify")
    assert policy(client)["frame-src"] == world.origin
    assert policy(client)["img-src"] == before["img-src"]


def test_no_key_is_in_any_answer(client):
    turn_on(client, "all")
    said = json.dumps(enrich(client, ids_of(client)))
    said += json.dumps(enrich(client, ids_of(client, "movie")))
    said += client.get("/api/v1/sources").text
    said += client.get("/", headers={"Accept": "text/html"}).text
    for secret in PLANTED:
        assert secret not in said


def test_a_login_goes_to_the_source_and_comes_back(client):
    turn_on(client, "spotify")
    away = client.get("/sources/spotify/login", headers={"Host": "localhost:5000"})
    assert away.status_code == 302
    assert (
        "redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2Fsources%2Fspotify%2Fcallback"
        in (away.headers["Location"])
    )
    state = re.search(r"state=([^&]+)", away.headers["Location"])[1]
    back = client.get(f"/sources/spotify/callback?state={state}&code=x")
    assert back.status_code == 303
    saved = post(
        client, "/playlists", {"source": "spotify", "name": "Mine", "item_ids": ids_of(client)}
    )
    assert saved.status_code == 200
    assert saved.json["url"].startswith("https://open.spotify.com/playlist/")
    assert client.delete("/api/v1/sources/spotify/login").status_code == 204


@pytest.mark.parametrize(
    ("answer", "led"),
    [
        ("code=x", "/journey?from=sad&to=lift"),
        ("error=access_denied", "/sources?login=refused#source-spotify"),
    ],
)
def test_a_login_begun_at_localhost_ends_there_where_the_cookies_are(client, answer, led):
    turn_on(client, "spotify")
    away = client.get(
        "/sources/spotify/login",
        query_string={"back": "/journey?from=sad&to=lift"},
        headers={"Host": "localhost:5000"},
    )
    state = re.search(r"state=([^&]+)", away.headers["Location"])[1]
    back = client.get(
        f"/sources/spotify/callback?state={state}&{answer}", headers={"Host": "127.0.0.1:5000"}
    )
    assert back.headers["Location"] == f"http://localhost:5000{led}"
    again = client.get(f"/sources/spotify/callback?state={state}&code=x")
    assert again.status_code == 400


def test_a_login_that_was_not_asked_for_is_refused(client):
    turn_on(client, "spotify")
    assert client.get("/sources/spotify/callback?state=x&code=y").status_code == 400
    assert client.get("/sources/tmdb/login").status_code == 404


def test_saving_without_login_says_what_to_do(client):
    turn_on(client, "spotify")
    answer = post(
        client, "/playlists", {"source": "spotify", "name": "x", "item_ids": ids_of(client)}
    )
    assert answer.status_code == 403
    assert answer.json["code"] == "source-login-expired"
    assert answer.json["hint"]


HTML = {"Accept": "text/html"}


def log_in(client, back=""):
    query = {"back": back} if back else {}
    away = client.get("/sources/spotify/login", query_string=query)
    state = re.search(r"state=([^&]+)", away.headers["Location"])[1]
    return client.get(f"/sources/spotify/callback?state={state}&code=x")


@pytest.mark.parametrize(
    ("back", "led"),
    [
        ("/journey?from=sad&to=lift", "/journey?from=sad&to=lift"),
        ("https://evil.example/", "/sources?login=done#source-spotify"),
        ("//evil.example/picks?", "/sources?login=done#source-spotify"),
        ("", "/sources?login=done#source-spotify"),
    ],
)
def test_a_login_leads_back_to_the_list_that_asked_and_nowhere_else(client, back, led):
    turn_on(client, "spotify")
    assert log_in(client, back).headers["Location"] == led


def test_the_page_of_sources_says_how_a_login_stands(client, tmp_path):
    assert "data-login" not in client.get("/sources", headers=HTML).text
    turn_on(client, "spotify")
    assert 'data-login="none"' in client.get("/sources", headers=HTML).text
    log_in(client)
    page = client.get("/sources", headers=HTML).text
    assert 'data-login="connected"' in page
    assert "planted" not in page
    file = tmp_path / "logins" / "spotify.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"consented_at": 0.0}))
    page = client.get("/sources", headers=HTML).text
    assert 'data-login="ended"' in page
    assert "Connect Spotify again" in page
    assert client.post("/sources/spotify/logout").status_code == 303
    assert 'data-login="none"' in client.get("/sources", headers=HTML).text


def test_a_list_is_saved_by_a_form_and_what_is_missing_is_named(client, world):
    turn_on(client, "spotify")
    ids = [*ids_of(client), *ids_of(client, "movie", 1)]
    form = {"source": "spotify", "title": "For later", "item": ids, "back": "/picks?emotion=sad"}
    refused = client.post("/playlists", data=form)
    assert refused.status_code == 403
    assert "/sources/spotify/login?back=" in refused.text
    log_in(client)
    saved = client.post("/playlists", data=form)
    assert saved.status_code == 200
    assert f"of {len(ids)} are in the private playlist “For later”" in saved.text
    assert "Not found there" in saved.text
    assert sum(map(len, world.sources["spotify"].saved)) < len(ids)


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"source": "spotify", "title": "x"}, 422),
        ({"source": "tmdb", "title": "x", "item": "a"}, 404),
        ({"source": "spotify", "title": "x", "item": "music-none-1900"}, 404),
    ],
)
def test_a_form_that_makes_no_sense_is_refused(client, form, status):
    turn_on(client, "spotify")
    if form.get("item") == "a":
        form = form | {"item": ids_of(client)[0]}
    assert client.post("/playlists", data=form, headers=HTML).status_code == status


def test_a_page_of_another_site_can_not_save_or_disconnect(client):
    turn_on(client, "spotify")
    log_in(client)
    evil = {"Origin": "https://evil.example"}
    form = {"source": "spotify", "title": "x", "item": ids_of(client)}
    assert client.post("/playlists", data=form, headers=evil).status_code == 403
    assert client.post("/sources/spotify/logout", headers=evil).status_code == 403


def test_what_a_source_names_as_similar_comes_with_the_list(client):
    turn_on(client, "tmdb")
    film = ids_of(client, "movie", 1)

    def ask():
        body = {"item_ids": film, "wait_ms": 800, "similar_to": film[0]}
        return post(client, "/enrich", body).json

    answer = ask()
    while any(is_late(source["message"]) for source in answer["sources"]):
        answer = ask()
    first = answer["similar"][0]
    assert first["credit"]["source"] == "tmdb"
    assert client.get(f"/api/v1/items/{first['item_id']}").json["title"] == first["title"]
    unknown = {"item_ids": [], "similar_to": "movie-none-1900"}
    assert post(client, "/enrich", unknown).status_code == 404


def test_an_offered_item_is_credited_on_the_page_without_a_script(client, mien):
    turn_on(client, "jamendo")
    enrich(client, ids_of(client))
    offered = next(i for i in mien.outside.stock.items() if i.id.startswith("music-jamendo-"))
    english = client.get(f"/items/{offered.id}", headers=HTML).text
    assert f"“{offered.title}” by {offered.creators[0]}, CC BY" in english
    hindi = client.get(f"/items/{offered.id}", headers=HTML | {"Accept-Language": "hi"}).text
    assert f"“{offered.title}”, कलाकार: {offered.creators[0]}, CC BY" in hindi
    own = client.get(f"/items/{ids_of(client, 'movie', 1)[0]}", headers=HTML).text
    assert 'class="credits"' not in own


def by_catalogue_id(item: dict) -> bool:
    exact = [link.rsplit("/", 1)[-1].rsplit("v=", 1)[-1] for link in item["links"].values()]
    return item["player"]["type"] == "embed" and any(
        each in item["player"]["url"] for each in exact
    )


def test_the_credit_of_the_player_comes_first(client):
    turn_on(client, "itunes", "deezer", "spotify")
    for item in enrich(client, ids_of(client))["items"]:
        hosts = {"spotify": "open.spotify.com", "itunes": "itunes", "deezer": "/previews/deezer"}
        # A player by an id of the catalogue is owed to no source.
        if item["player"] and item["credits"] and not by_catalogue_id(item):
            assert hosts[item["credits"][0]["source"]] in item["player"]["url"]


def test_what_stopped_a_source_is_said_in_the_language_of_the_page(client, world):
    turn_on(client, "deezer")
    world.sources["deezer"].scenario = "quota"
    ids = ids_of(client)
    said = {}
    for language in ("en", "hi", "hi"):  # the last time from what the guard remembers
        answer = post(
            client,
            "/enrich",
            {"item_ids": ids, "wait_ms": 800},
            headers={"Accept-Language": language},
        )
        source = next(s for s in answer.json["sources"] if s["name"] == "deezer")
        assert source["status"] == "quota"
        said[language] = source["message"]
    assert "50 questions in 5 seconds" in said["en"]
    assert not re.search("[a-z]{3}", said["hi"])
    listed = client.get("/api/v1/sources", headers={"Accept-Language": "hi"}).json["sources"]
    message = next(s["message"] for s in listed if s["name"] == "deezer")
    assert message
    assert not re.search("[a-z]{3}", message)


def test_a_source_that_was_stopped_before_is_named_with_the_list(client, world):
    turn_on(client, "deezer")
    world.sources["deezer"].scenario = "quota"
    ids = ids_of(client)
    assert enrich(client, ids)
    for path in ("/picks?emotion=sad", f"/items/{ids[0]}", "/journey?from=sad&to=lift&length=6"):
        page = client.get(path, headers=HTML).text
        assert 'data-source="deezer" data-status="quota"' in page
        assert "has had enough questions for now" in page
