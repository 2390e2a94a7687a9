"""From TMDB's JSON to values; posters may be null and dates empty."""

from __future__ import annotations

from typing import Any, Final

from mien.core.enrichment import WatchOffer
from mien.core.media import Kind, Player
from mien.providers.answers import mapping, mappings, text, year_of
from mien.providers.base import Listing
from mien.providers.tmdb import MANIFEST
from mien.providers.tmdb.genres import NAMES

_POSTERS: Final = "https://image.tmdb.org/t/p/w500"
_TERMS: Final = {
    "flatrate": "stream",
    "free": "free",
    "ads": "ads",
    "rent": "rent",
    "buy": "buy",
}
_MOST_OFFERS: Final = 8


def films(document: Any) -> tuple[Listing, ...]:  # noqa: ANN401 - parsed JSON
    """Return the films of a list or of a find by another service's id."""
    found = mapping(document)
    entries = [*mappings(found.get("results")), *mappings(found.get("movie_results"))]
    return tuple(_film(entry) for entry in entries if entry.get("id") and text(entry.get("title")))


def film(document: Any, market: str) -> Listing:  # noqa: ANN401 - parsed JSON
    """Return one film with director, trailer and where to watch it in a country."""
    details = mapping(document)
    crew = mappings(mapping(details.get("credits")).get("crew"))
    directors = [text(person.get("name")) for person in crew if person.get("job") == "Director"]
    return _film(
        details,
        directors=tuple(filter(None, directors)),
        player=trailer(details.get("videos")),
        offers=offers(details.get("watch/providers"), market),
    )


def trailer(document: Any) -> Player | None:  # noqa: ANN401 - parsed JSON
    """Return the trailer of an answer of videos: an official one on YouTube first, or None."""
    videos = [
        video
        for video in mappings(mapping(document).get("results"))
        if video.get("site") == "YouTube"
        and video.get("type") in {"Trailer", "Teaser"}
        and text(video.get("key"))
    ]
    if not videos:
        return None
    best = min(videos, key=lambda v: (v.get("type") != "Trailer", not v.get("official")))
    address = f"https://www.youtube-nocookie.com/embed/{best['key']}?rel=0&playsinline=1"
    return Player("embed", address)


def offers(document: Any, market: str) -> tuple[WatchOffer, ...]:  # noqa: ANN401 - parsed JSON
    """Return where to watch in a country, subscriptions first."""
    here = mapping(mapping(mapping(document).get("results")).get(market))
    page = text(here.get("link"))
    found = [
        WatchOffer(text(entry.get("provider_name")), terms, page)
        for field, terms in _TERMS.items()
        for entry in mappings(here.get(field))
        if text(entry.get("provider_name")) and page
    ]
    return tuple(found[:_MOST_OFFERS])


def _film(
    entry: Any,  # noqa: ANN401 - parsed JSON
    directors: tuple[str, ...] = (),
    player: Player | None = None,
    offers: tuple[WatchOffer, ...] = (),
) -> Listing:
    number = str(entry["id"])
    imdb = text(entry.get("imdb_id")) or text(mapping(entry.get("external_ids")).get("imdb_id"))
    poster = text(entry.get("poster_path"))
    vote = entry.get("vote_average")
    return Listing(
        source=MANIFEST.name,
        id=number,
        kind=Kind.MOVIE,
        title=text(entry.get("title")),
        creators=directors,
        year=year_of(entry.get("release_date")),
        credit=MANIFEST.credit,
        language=text(entry.get("original_language")) or "und",
        genres=_genres(entry),
        ids={MANIFEST.name: number} | ({"imdb": imdb} if imdb else {}),
        links={MANIFEST.name: f"https://www.themoviedb.org/movie/{number}"},
        player=player,
        artwork=f"{_POSTERS}{poster}" if poster else None,
        offers=offers,
        rank=min(1.0, max(0.0, vote / 10)) if isinstance(vote, (int, float)) else 0.5,
    )


def _genres(entry: Any) -> tuple[str, ...]:  # noqa: ANN401 - parsed JSON
    numbers = entry.get("genre_ids")
    if not isinstance(numbers, list):
        numbers = [genre.get("id") for genre in mappings(entry.get("genres"))]
    return tuple(NAMES[number] for number in numbers if number in NAMES)
