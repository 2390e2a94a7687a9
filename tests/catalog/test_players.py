"""What can be played in a page: exact ids alone, the player that plays whole first."""

from __future__ import annotations

import pytest

from mien.catalog.players import players_of
from mien.core.media import Kind

YOUTUBE, SPOTIFY = "TFr6G5zveS8", "5F5g1pmAcQZEDCSYdn5bSj"


@pytest.mark.parametrize(
    ("kind", "ids", "hosts"),
    [
        (Kind.MUSIC, {}, []),
        (Kind.MUSIC, {"spotify": SPOTIFY}, ["open.spotify.com"]),
        (
            Kind.MUSIC,
            {"spotify": SPOTIFY, "youtube": YOUTUBE},
            ["www.youtube-nocookie.com", "open.spotify.com"],
        ),
        (Kind.MOVIE, {"youtube": YOUTUBE, "imdb": "tt0111161"}, ["www.youtube-nocookie.com"]),
        (Kind.VIDEO, {"youtube": YOUTUBE}, ["www.youtube-nocookie.com"]),
    ],
)
def test_exact_ids_play_best_first(kind, ids, hosts):
    ways = players_of(kind, ids)
    assert [way.url.split("/")[2] for way in ways] == hosts
    assert all(way.type == "embed" for way in ways)
    assert all(any(known in way.url for known in ids.values()) for way in ways)
