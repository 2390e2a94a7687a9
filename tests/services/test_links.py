"""Where links lead a person: an exact page before a search, their own service first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mien.core.media import Kind
from mien.core.playback import ListenWith, is_search
from mien.services.playback.links import guessed_service, links_for
from tests.factories.items import make_item

SEARCHES = {
    "youtube": "https://www.youtube.com/results?search_query=x",
    "spotify": "https://open.spotify.com/search/x",
}


@pytest.mark.parametrize("service", [each for each in ListenWith if each is not ListenWith.NONE])
def test_the_own_service_is_first_among_searches(service):
    links = links_for(replace(make_item(1), links=SEARCHES), service, "in")
    assert next(iter(links)) == service.value
    assert SEARCHES.keys() <= links.keys()


def test_an_exact_page_elsewhere_is_before_a_search_at_the_own_service():
    exact = "https://open.spotify.com/track/5F5g1pmAcQZEDCSYdn5bSj"
    item = replace(make_item(1), links=SEARCHES | {"spotify": exact})
    first, *_ = links_for(item, ListenWith.TIDAL, "us").values()
    assert first == exact
    assert not is_search(first)


def test_an_id_makes_the_page_of_the_same_video_elsewhere():
    item = replace(make_item(1), links=SEARCHES, public_ids={"youtube": "TFr6G5zveS8"})
    first, *_ = links_for(item, ListenWith.YOUTUBE_MUSIC, "us").values()
    assert first == "https://music.youtube.com/watch?v=TFr6G5zveS8"


def test_without_a_service_nothing_is_added_and_films_are_looked_up_in_the_country():
    item = replace(make_item(1), links=SEARCHES)
    assert links_for(item, ListenWith.NONE, "in") == SEARCHES
    film = replace(item, kind=Kind.MOVIE, links={"justwatch": "https://www.justwatch.com/us/x"})
    assert "justwatch.com/gb/search" in links_for(film, ListenWith.SPOTIFY, "gb")["justwatch"]


@pytest.mark.parametrize(
    ("languages", "country", "service"),
    [
        (("hi", "en"), "in", "youtube"),
        (("ta",), "", "youtube"),
        (("en",), "gb", "spotify"),
        ((), "", "spotify"),
    ],
)
def test_the_guess(languages, country, service):
    assert guessed_service(languages, country) == service
