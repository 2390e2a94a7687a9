"""Where the links of an item lead a person: an exact page before a search, their service first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote, quote_plus

from mien.core.media import Item, Kind
from mien.core.playback import ListenWith, PlaybackPreferences, is_search

_SEARCHES: Final[Mapping[ListenWith, Callable[[str, str], str]]] = {
    ListenWith.YOUTUBE: lambda words, _: (
        f"https://www.youtube.com/results?search_query={quote_plus(words)}"
    ),
    ListenWith.YOUTUBE_MUSIC: lambda words, _: (
        f"https://music.youtube.com/search?q={quote_plus(words)}"
    ),
    ListenWith.SPOTIFY: lambda words, _: f"https://open.spotify.com/search/{quote(words, safe='')}",
    ListenWith.APPLE_MUSIC: lambda words, country: (
        f"https://music.apple.com/{country}/search?term={quote_plus(words)}"
    ),
    ListenWith.DEEZER: lambda words, _: f"https://www.deezer.com/search/{quote(words, safe='')}",
    ListenWith.TIDAL: lambda words, _: f"https://tidal.com/search?q={quote_plus(words)}",
    ListenWith.AMAZON_MUSIC: lambda words, _: (
        f"https://music.amazon.com/search/{quote(words, safe='')}"
    ),
    ListenWith.JIOSAAVN: lambda words, _: (
        f"https://www.jiosaavn.com/search/song/{quote(words, safe='')}"
    ),
}

_PAGES: Final[Mapping[ListenWith, tuple[str, str]]] = {
    ListenWith.YOUTUBE: ("youtube", "https://www.youtube.com/watch?v={}"),
    ListenWith.YOUTUBE_MUSIC: ("youtube", "https://music.youtube.com/watch?v={}"),
    ListenWith.SPOTIFY: ("spotify", "https://open.spotify.com/track/{}"),
}
"""Services with exact pages: whose id they take, and the page's address."""

_JUSTWATCH: Final = "justwatch"


def links_for(item: Item, listen_with: ListenWith, watch_in: str) -> dict[str, str]:
    """Return service names and addresses for a person, best first.

    An exact page stands before a search, and among each the person's own service first.

    Args:
        item: its own links are kept.
        listen_with: the service that they listen with, or `none`.
        watch_in: country where they watch, two lower-case letters.
    """
    links = dict(item.links)
    if _JUSTWATCH in links:
        links[_JUSTWATCH] = (
            f"https://www.justwatch.com/{watch_in}/search?q={quote_plus(item.title)}"
        )
    own = listen_with.value
    if item.kind is Kind.MUSIC and listen_with is not ListenWith.NONE:
        links[own] = _address(item, listen_with, watch_in)
    order = sorted(links, key=lambda name: (is_search(links[name]), name != own))
    return {name: links[name] for name in order}


def guessed_service(languages: tuple[str, ...], country: str) -> ListenWith:
    """Guess the service of a person from their country: what most there listen with.

    Args:
        languages: of their browser, best first.
        country: two lower-case letters, or empty when not said.
    """
    indian = country == "in" or (not country and languages[:1] and languages[0] in _INDIAN)
    return ListenWith.YOUTUBE if indian else ListenWith.SPOTIFY


_INDIAN: Final = frozenset("hi bn ta te mr gu kn ml pa or as ur".split())


def chosen_service(preferences: PlaybackPreferences, guess: ListenWith) -> ListenWith:
    """Return the service that a person chose, or else the guess."""
    return preferences.listen_with or guess


def _address(item: Item, service: ListenWith, country: str) -> str:
    id_of, page = _PAGES.get(service, ("", ""))
    known = item.public_ids.get(id_of)
    if known:
        return page.format(known)
    words = " ".join((item.title, *item.creators[:1]))
    return _SEARCHES[service](words, country)
