"""TMDB's genre ids, and the genres that suit each mood shelf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

IDS: Final[dict[str, int]] = {
    "action": 28,
    "adventure": 12,
    "animation": 16,
    "comedy": 35,
    "crime": 80,
    "documentary": 99,
    "drama": 18,
    "family": 10751,
    "fantasy": 14,
    "history": 36,
    "horror": 27,
    "music": 10402,
    "mystery": 9648,
    "romance": 10749,
    "sci-fi": 878,
    "thriller": 53,
    "war": 10752,
    "western": 37,
}
NAMES: Final = {number: name for name, number in IDS.items()}


@dataclass(frozen=True, slots=True)
class GenreQuery:
    """Genres a film must have: all of `every`, or any of `some`; and none of `none_of`."""

    every: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    def params(self) -> dict[str, str]:
        """Return it as TMDB wants it: a comma for AND, a bar for OR."""
        with_genres = ",".join(str(IDS[g]) for g in self.every)
        with_genres = with_genres or "|".join(str(IDS[g]) for g in self.some)
        without = "|".join(str(IDS[g]) for g in self.none_of)
        return {"with_genres": with_genres} | ({"without_genres": without} if without else {})


SHELF_GENRES: Final[dict[str, GenreQuery]] = {
    "bright-lively": GenreQuery(every=("comedy", "adventure"), none_of=("horror", "war")),
    "bright-calm": GenreQuery(every=("comedy", "romance"), none_of=("horror", "crime")),
    "calm": GenreQuery(some=("documentary", "family"), none_of=("action", "horror", "war")),
    "lively": GenreQuery(every=("action", "sci-fi"), none_of=("horror",)),
    "dark-calm": GenreQuery(every=("drama",), none_of=("comedy", "action", "horror", "family")),
    "dark-lively": GenreQuery(some=("thriller", "horror"), none_of=("comedy", "family")),
}
