"""The formats that `mien catalog import` takes, by name."""

from __future__ import annotations

from typing import Final

from mien.catalog.importers.formats.base import OpenSource
from mien.catalog.importers.formats.bollywood import Bollywood
from mien.catalog.importers.formats.imdb_top_1000 import ImdbTop1000
from mien.catalog.importers.formats.mapped import MappedCsv
from mien.catalog.importers.formats.movielens import MovieLens
from mien.catalog.importers.formats.spotify_tracks import SpotifyTracks
from mien.catalog.importers.formats.tmdb_5000 import Tmdb5000
from mien.core.errors import UsageError

FORMATS: Final[dict[str, OpenSource]] = {
    "bollywood": Bollywood,
    "csv": MappedCsv,
    "imdb-top-1000": ImdbTop1000,
    "movielens": MovieLens,
    "spotify-tracks": SpotifyTracks,
    "tmdb-5000": Tmdb5000,
}


def format_named(name: str) -> OpenSource:
    """Return how a format is opened.

    Raises:
        UsageError: there is no such format.
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise UsageError(
            f"{name!r} is not a format.", f"Use one of: {', '.join(FORMATS)}."
        ) from None
