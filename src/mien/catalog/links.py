"""Addresses that work without a key: an exact page where an id is known, else a search."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, quote_plus

from mien.core.catalog_entry import CatalogEntry
from mien.core.media import Kind
from mien.core.playback import is_search

_COLUMNS: Final = {
    Kind.MUSIC: {"youtube": "youtube", "spotify": "spotify"},
    Kind.MOVIE: {"youtube": "trailer", "imdb": "imdb", "tmdb": "tmdb"},
    Kind.VIDEO: {"youtube": "youtube"},
}
"""Services that have an item's page, and the column of its id there."""


def public_ids_of(row: CatalogEntry) -> dict[str, str]:
    """Return the ids of the pages that a row's links lead to, by service."""
    return {
        service: row.public_ids[column]
        for service, column in _COLUMNS[row.kind].items()
        if column in row.public_ids
    }


def links_of(row: CatalogEntry) -> dict[str, str]:
    """Return service names and addresses for a row: exact pages before searches."""
    links = _by_kind(row)
    return dict(sorted(links.items(), key=lambda link: is_search(link[1])))


def _by_kind(row: CatalogEntry) -> dict[str, str]:
    if row.kind is Kind.MUSIC:
        return _music(row)
    if row.kind is Kind.MOVIE:
        return _movie(row)
    return {"youtube": _youtube(row, "youtube", row.search or _words(row))}


def _music(row: CatalogEntry) -> dict[str, str]:
    spotify = row.public_ids.get("spotify")
    return {
        "youtube": _youtube(row, "youtube", _words(row)),
        "spotify": f"https://open.spotify.com/track/{spotify}"
        if spotify
        else f"https://open.spotify.com/search/{quote(_words(row), safe='')}",
    }


def _movie(row: CatalogEntry) -> dict[str, str]:
    words = f"{row.title} {row.year}"
    imdb, tmdb = row.public_ids.get("imdb"), row.public_ids.get("tmdb")
    return {
        "trailer": _youtube(row, "trailer", f"{words} trailer"),
        "imdb": f"https://www.imdb.com/title/{imdb}/"
        if imdb
        else f"https://www.imdb.com/find/?q={quote_plus(words)}",
        "tmdb": f"https://www.themoviedb.org/movie/{tmdb}"
        if tmdb
        else f"https://www.themoviedb.org/search/movie?query={quote_plus(row.title)}",
        "justwatch": f"https://www.justwatch.com/us/search?q={quote_plus(row.title)}",
    }


def _youtube(row: CatalogEntry, column: str, words: str) -> str:
    known = row.public_ids.get(column)
    if known:
        return f"https://www.youtube.com/watch?v={known}"
    return f"https://www.youtube.com/results?search_query={quote_plus(words)}"


def _words(row: CatalogEntry) -> str:
    return f"{row.title} {row.creators[0]}"
