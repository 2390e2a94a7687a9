"""Pages opened at a bare address are led to `localhost`; all else stays where it is."""

from __future__ import annotations

import pytest

from mien.web.own_name import lead_to_name

BROWSER = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def client(app):
    lead_to_name(app)
    return app.test_client()


@pytest.mark.parametrize("host", ["127.0.0.1:5000", "[::1]:5000"])
def test_a_page_is_led_to_the_name_with_all_that_was_asked(client, host):
    answer = client.get("/picks?emotion=sad&kind=music", base_url=f"http://{host}", headers=BROWSER)
    assert answer.status_code == 307
    assert answer.location == "http://localhost:5000/picks?emotion=sad&kind=music"


STAYS = {
    "the name": ("/about", "localhost:5000", BROWSER),
    "a program": ("/about", "127.0.0.1:5000", {}),
    "a script of a page": ("/about", "127.0.0.1:5000", {**BROWSER, "Sec-Fetch-Mode": "cors"}),
    "a proxy": ("/about", "127.0.0.1:5000", {**BROWSER, "X-Forwarded-For": "192.0.2.1"}),
    "the interface": ("/api/v1/me", "127.0.0.1:5000", BROWSER),
    "health": ("/healthz", "127.0.0.1:5000", BROWSER),
}


@pytest.mark.parametrize("who", STAYS)
def test_all_else_stays(client, who):
    path, host, headers = STAYS[who]
    answer = client.get(path, base_url=f"http://{host}", headers=headers)
    assert answer.status_code not in {307, 308}


def test_what_is_sent_to_a_page_stays(client):
    answer = client.post("/people", base_url="http://127.0.0.1:5000", headers=BROWSER)
    assert answer.status_code != 307
