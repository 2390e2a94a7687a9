"""M3U holds files alone: a program that opens it plays nothing that only a browser can."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mien.bootstrap import build_services
from mien.core.media import Player
from mien.services.recommendations.recommender import Recommender
from mien.settings import Settings
from mien.web.app import create_app
from tests.factories.items import make_item

FILE = "https://archive.org/download/a/b.mp3"


@pytest.fixture
def client(tmp_path):
    embed = Player("embed", "https://www.youtube-nocookie.com/embed/TFr6G5zveS8")
    items = [
        replace(make_item(1), players=(embed, Player("audio", FILE))),
        replace(make_item(2), players=(Player("audio", "/own/2.flac"),)),
        replace(make_item(3), players=(embed,)),
    ]
    services = build_services(Settings(data_dir=tmp_path))
    yield create_app(replace(services, recommender=Recommender(items))).test_client()
    services.memory.close()


def test_only_files_are_listed_each_with_a_whole_address(client):
    ids = [make_item(n).id for n in (1, 2, 3)]
    answer = client.get("/list", query_string={"format": "m3u", "item": ids})
    addresses = [line for line in answer.text.splitlines() if not line.startswith("#")]
    assert addresses == [FILE, "http://localhost/own/2.flac"]


def test_a_list_without_any_file_says_what_to_take_instead(client):
    answer = client.get("/list", query_string={"format": "m3u", "item": make_item(3).id})
    assert answer.status_code == 422
    assert "XSPF" in answer.text
