"""The fake YouTube agrees with Google's own description of the interface.

`youtube.v3.json` has the names in that description (revision 20261104, as in the package
google-api-python-client 2.202.0) of what we ask and of what comes back, without its texts.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mien.core.media import Kind
from tests.factories.sources import film, song
from tests.fakes import library
from tests.fakes.messages import Call
from tests.fakes.sources.youtube import API_KEY, YouTube


@pytest.fixture(scope="module")
def discovery():
    return json.loads(Path(__file__).with_name("youtube.v3.json").read_text("utf-8"))


def unknown_fields(schemas, name, value, path=""):
    """Return the fields of an answer that its schema does not have."""
    properties = schemas[name]["properties"]
    found = []
    for field, inner in value.items():
        if field not in properties:
            found.append(f"{path}.{field}")
            continue
        described = properties[field]
        entries = inner if isinstance(inner, list) else [inner]
        reference = described.get("$ref") or described.get("items", {}).get("$ref")
        if reference:
            for entry in entries:
                found += unknown_fields(schemas, reference, entry, f"{path}.{field}")
    return found


@pytest.mark.parametrize(
    ("path", "query", "schema"),
    [
        ("/search", {"q": "{words}"}, "SearchListResponse"),
        ("/videos", {"id": "plainvideo1,blockvideo1"}, "VideoListResponse"),
        ("/playlistItems", {"playlistId": "PL"}, "PlaylistItemListResponse"),
    ],
)
def test_every_field_of_the_fake_is_described(discovery, path, query, schema):
    item = library.items(Kind.MUSIC)[0]
    words = f"{item.title} {item.creators[0]}"
    call = Call(
        "www.googleapis.com",
        f"/youtube/v3{path}",
        {name: value.format(words=words) for name, value in query.items()},
        {"x-goog-api-key": API_KEY},
    )
    answer = json.loads(YouTube().answer(call).body)
    assert answer["items"]
    assert unknown_fields(discovery["schemas"], schema, answer) == []


def test_every_parameter_that_we_send_is_described(connect, world, discovery):
    keys = {"api_key": API_KEY, "playlists": "calm=PL1"}
    youtube = connect("youtube", keys)
    youtube.find(song(2))
    youtube.find(film(2))
    from mien.providers.shelves import SHELVES

    for shelf in SHELVES:
        youtube.stock(shelf, Kind.VIDEO)
    methods = {
        f"/youtube/v3/{name}": described["methods"]["list"]["parameters"]
        for name, described in discovery["resources"].items()
        if "list" in described.get("methods", {})
    }
    assert {call.path for call in world.calls} == {
        "/youtube/v3/search",
        "/youtube/v3/videos",
        "/youtube/v3/playlistItems",
    }
    for call in world.calls:
        assert set(call.query) <= set(methods[call.path])
        for name, value in call.query.items():
            allowed = methods[call.path][name].get("enum")
            assert allowed is None or value in allowed
