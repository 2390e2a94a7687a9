"""Films and videos of the outside data: facts only."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.outside.folding import without_brackets
from mien.catalog.names import normalised

_TITLE_AND_YEAR = re.compile(r"^(.*?)\s*\((\d{4})\)\s*$")
_ARTICLE_LAST = re.compile(r"^(.*), (The|A|An|Le|La|Les|L'|Il|El|Los|Das|Der|Die|Un|Une)$")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class OutsideFilm:
    """One film as a data set has it; what the set does not say is empty or None."""

    title: str
    year: int | None
    directors: tuple[str, ...] = ()
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    source: str = ""


class Films:
    """IMDb's top 1000, Hindi films 1951 to 2023, and MovieLens with its links and trailers."""

    def __init__(self, data: Path) -> None:
        """Read the film sets below `data / films`."""
        self._by_title: dict[str, list[OutsideFilm]] = defaultdict(list)
        self._by_id: dict[tuple[str, str], list[OutsideFilm]] = defaultdict(list)
        folder = data / "films"
        for film in (*_imdb_top(folder), *_bollywood(folder)):
            self._add(film, (film.title,))
        for film, titles in _movielens(folder):
            self._add(film, titles)

    def titled(self, title: str) -> list[OutsideFilm]:
        """Return the films of a title, of whatever year."""
        return self._by_title[normalised(without_brackets(title))]

    def with_id(self, service: str, value: str) -> list[OutsideFilm]:
        """Return the films that have an id of a service (`imdb`, `tmdb`, `trailer`)."""
        return self._by_id[service, value]

    def _add(self, film: OutsideFilm, titles: tuple[str, ...]) -> None:
        for key in {normalised(without_brackets(title)) for title in titles}:
            self._by_title[key].append(film)
        for service, values in film.ids.items():
            for value in values:
                self._by_id[service, value].append(film)


@dataclass(frozen=True, slots=True)
class OutsideVideo:
    """One YouTube video: its title and channel."""

    title: str
    channel: str


def trending_videos(data: Path) -> dict[str, OutsideVideo]:
    """Return the videos of `videos/youtube_trending_us_2017` by id."""
    path = data / "videos" / "youtube_trending_us_2017" / "USvideos.csv"
    return {
        row["video_id"]: OutsideVideo(row["title"], row["channel_title"])
        for row in _rows(path, "utf-8")
    }


def _imdb_top(folder: Path) -> Iterator[OutsideFilm]:
    for row in _rows(folder / "imdb_top1000" / "imdb_top_1000.csv", "latin-1"):
        yield OutsideFilm(
            title=row["Series_Title"],
            year=_year(row["Released_Year"]),
            directors=_names(row["Director"]),
            source="imdb_top1000",
        )


def _bollywood(folder: Path) -> Iterator[OutsideFilm]:
    for row in _rows(folder / "bollywood_movies" / "imdb_bollywood_1951_2023.csv", "utf-8"):
        yield OutsideFilm(
            title=row["movie_name"],
            year=_year(row["year"]),
            directors=_names(row["director"]),
            ids={"imdb": frozenset((row["movie_id"],))},
            source="bollywood_movies",
        )


def _movielens(folder: Path) -> Iterator[tuple[OutsideFilm, tuple[str, ...]]]:
    small = folder / "movielens_small"
    links = {row["movieId"]: row for row in _rows(small / "links.csv", "utf-8")}
    trailers: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "movielens_trailers" / "ml-youtube.csv", "utf-8"):
        trailers[row["movieId"]].add(row["youtubeId"])
    for row in _rows(small / "movies.csv", "utf-8"):
        found = _TITLE_AND_YEAR.match(row["title"])
        whole, year = (found[1], int(found[2])) if found else (row["title"], None)
        titles = _spellings(whole)
        link = links[row["movieId"]]
        ids = {
            "imdb": frozenset((f"tt{link['imdbId']}",)),
            "tmdb": frozenset((link["tmdbId"],)),
            "trailer": frozenset(trailers[row["movieId"]]),
        }
        known = {service: values - {""} for service, values in ids.items() if values - {""}}
        yield OutsideFilm(titles[0], year, ids=known, source="movielens"), titles


def _spellings(title: str) -> tuple[str, ...]:
    """Return the title and the other ones in brackets, articles put back to the front."""
    parts = [without_brackets(title), *re.findall(r"\(([^()]*)\)", title)]
    return tuple(_ARTICLE_LAST.sub(r"\2 \1", re.sub(r"^a\.k\.a\. ", "", part)) for part in parts)


def _rows(path: Path, encoding: str) -> Iterator[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        yield from csv.DictReader(file)


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[0]) if found else None


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split(r"[,|]", text) if name.strip())
