"""From OMDb's JSON to values: all are strings, and what is missing is `N/A`."""

from __future__ import annotations

from typing import Any

from mien.core.media import Kind
from mien.providers.answers import mapping, text, year_of
from mien.providers.base import Listing
from mien.providers.omdb import MANIFEST


def film(document: Any) -> Listing | None:  # noqa: ANN401 - parsed JSON
    """Return the film of an answer, or None when there is none."""
    entry = mapping(document)
    imdb, title = _known(entry.get("imdbID")), _known(entry.get("Title"))
    if not imdb or not title or entry.get("Type") != "movie":
        return None
    directors = [name.strip() for name in _known(entry.get("Director")).split(",")]
    genres = [name.strip().lower() for name in _known(entry.get("Genre")).split(",")]
    return Listing(
        source=MANIFEST.name,
        id=imdb,
        kind=Kind.MOVIE,
        title=title,
        creators=tuple(filter(None, directors)),
        year=year_of(_known(entry.get("Year"))),
        credit=MANIFEST.credit,
        genres=tuple(filter(None, genres)),
        ids={"imdb": imdb},
        links={"imdb": f"https://www.imdb.com/title/{imdb}/"},
    )


def _known(value: Any) -> str:  # noqa: ANN401 - parsed JSON
    found = text(value)
    return "" if found == "N/A" else found
