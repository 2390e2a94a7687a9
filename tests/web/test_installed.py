"""What a browser asks for when it installs the app: manifest, service worker, offline page."""

from __future__ import annotations

import json
import re

import pytest

from mien.web.app import create_app
from mien.web.assets import Assets

PNG = b"\x89PNG\r\n\x1a\n"


def files_of(client) -> list[str]:
    script = client.get("/sw.js").text
    return json.loads(re.search(r"const FILES = (\[.*?\]);", script)[1])


def test_the_manifest_names_the_app_and_leads_to_its_pages(client):
    answer = client.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    manifest = answer.get_json(force=True)
    assert manifest["name"] == "Mien"
    assert manifest["display"] == "standalone"
    for shortcut in manifest["shortcuts"]:
        assert client.get(shortcut["url"]).status_code == 200
    assert {shortcut["url"] for shortcut in manifest["shortcuts"]} == {
        "/live",
        "/#pick",
        "/journey",
    }


def test_the_icons_are_there_in_the_sizes_that_browsers_want(client):
    icons = client.get("/manifest.webmanifest").get_json(force=True)["icons"]
    pictures = {}
    for icon in icons:
        answer = client.get(icon["src"])
        assert answer.mimetype == icon["type"]
        if icon["type"] == "image/png":
            assert answer.data.startswith(PNG)
            width, height = (int.from_bytes(answer.data[at : at + 4]) for at in (16, 20))
            assert icon["sizes"] == f"{width}x{height}"
            pictures[icon["sizes"], icon["purpose"]] = len(answer.data)
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} == set(pictures)
    assert max(pictures.values()) < 20_000


def test_the_worker_rules_the_whole_site_and_changes_with_the_files(client):
    answer = client.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert f'const VERSION = "{Assets().digest}"' in answer.text


def test_the_worker_keeps_static_files_that_exist_and_nothing_else(client):
    files = files_of(client)
    for path in files:
        assert path.startswith(f"/static/{Assets().digest}/")
        assert client.get(path).status_code == 200
    names = {path.rsplit("/", 1)[1] for path in files}
    assert {"app.css", "app.js", "live.js", "figtree.woff2", "icon.svg"} <= names
    assert not {"worker.js", "astronaut.jpg", "OFL-Figtree.txt"} & names


@pytest.mark.parametrize("code", ["en", "hi"])
def test_the_offline_page_speaks_the_language_that_it_is_kept_for(client, code):
    answer = client.get(f"/offline?language={code}", headers={"Accept-Language": "en"})
    assert f'<html lang="{code}"' in answer.text
    assert answer.headers["Content-Language"] == code


def test_the_offline_page_does_not_depend_on_an_unknown_language(client):
    assert '<html lang="en"' in client.get("/offline?language=xx").text


def test_pages_lead_to_the_manifest_and_name_a_colour_for_each_theme(client):
    page = client.get("/").text
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    for theme in ("light", "dark"):
        assert re.search(rf'<meta name="theme-color"[^>]*prefers-color-scheme: {theme}', page)


def test_the_policy_allows_a_worker_of_this_server(client):
    assert "worker-src 'self'" in client.get("/").headers["Content-Security-Policy"]


def test_the_offline_page_that_a_browser_keeps_is_nobodys(services):
    client = create_app(services).test_client()
    client.post("/people", data={"name": "Asha", "colour": "teal"})
    client.post("/people", data={"name": "Ravi", "colour": "teal"})
    assert "Asha" in client.get("/people").text
    for page in (client.get("/offline"), create_app(services).test_client().get("/offline")):
        assert not re.search("Asha|Ravi|Who is listening", page.text)
