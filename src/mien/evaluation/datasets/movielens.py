"""MovieLens small: who liked which film, and the genres of films."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.evaluation.arrays import Numbers, RowArray, indicators
from mien.evaluation.datasets.files import numbers, read_columns

FOLDER: Final = Path("films", "movielens_small")
_LIKED_FROM: Final = 4.0
_LEAST_OF_FILM: Final = 5
_LEAST_OF_PERSON: Final = 10


@dataclass(frozen=True, slots=True)
class FilmLikings:
    """Who liked which film, one liking a row, and what the films are.

    Attributes:
        person: from 0.
        film: from 0, in the order of the file.
        when: seconds.
        genres: [films], their genres in the order of the file.
        genre_table: [films, genres of all films of the data set] of 0 and 1.
    """

    person: RowArray
    film: RowArray
    when: Numbers
    genres: tuple[tuple[str, ...], ...]
    genre_table: Numbers


def load_likings(data: Path) -> FilmLikings:
    """Read likings (4 and more) of films with 5 and more by people with 10 and more."""
    folder = data / FOLDER
    ratings = read_columns(folder / "ratings.csv")
    likes = numbers(ratings["rating"]) >= _LIKED_FROM
    person = numbers(ratings["userId"])[likes].astype(np.intp)
    film = numbers(ratings["movieId"])[likes].astype(np.intp)
    when = numbers(ratings["timestamp"])[likes]
    kept = _at_least(film, _LEAST_OF_FILM)
    person, film, when = person[kept], film[kept], when[kept]
    kept = _at_least(person, _LEAST_OF_PERSON)
    person, film, when = person[kept], film[kept], when[kept]
    _, persons = np.unique(person, return_inverse=True)
    ids, films = np.unique(film, return_inverse=True)
    genres_of = genres_by_film(data)
    genres = tuple(genres_of[str(film_id)] for film_id in ids.tolist())
    table = indicators(genres, genre_words(genres_of))
    return FilmLikings(persons, films, when, genres, table)


def genres_by_film(data: Path) -> dict[str, tuple[str, ...]]:
    """Return the genres of each film by its id, in the order of the file."""
    movies = read_columns(data / FOLDER / "movies.csv")
    return {
        film: tuple(genres.split("|"))
        for film, genres in zip(movies["movieId"], movies["genres"], strict=True)
    }


def genre_words(genres_of: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the genres that occur, in the order of the alphabet."""
    return sorted({word for genres in genres_of.values() for word in genres})


def _at_least(values: RowArray, count: int) -> NDArray[np.bool_]:
    _, codes, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray(counts[codes] >= count)
