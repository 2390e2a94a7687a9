"""Static files: kept for ever under their own address, small on the way."""

from __future__ import annotations

import gzip

from mien.web.assets import Assets

HOME_LIMIT = 150_000


def test_an_address_with_the_right_digest_may_be_kept_for_ever(client):
    answer = client.get(Assets().url("css/app.css"))
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.mimetype == "text/css"


def test_an_address_of_an_older_version_is_served_but_not_kept(client):
    answer = client.get("/static/000000000000/css/app.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_files_and_pages_are_compressed_for_those_who_can_read_it(client):
    for path in ("/", Assets().url("css/app.css"), "/api/v1/openapi.json"):
        plain = client.get(path)
        packed = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert gzip.decompress(packed.data) == plain.data


def test_a_path_cannot_leave_the_folder(client):
    assert client.get("/static/x/../app.py").status_code == 404
    assert client.get("/static/x/..%2fapp.py").status_code == 404


def test_the_icon_has_its_usual_address(client):
    assert client.get("/favicon.ico", follow_redirects=True).mimetype == "image/svg+xml"
