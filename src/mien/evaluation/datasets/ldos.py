"""LDOS-CoMoDa: ratings of films with the mood before and the emotion after."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray, indicators
from mien.evaluation.datasets.files import numbers, read_columns

COLUMNS: Final = (
    "userID itemID rating age sex city country time daytype season location weather social endEmo "
    "dominantEmo mood physical decision interaction director movieCountry movieLanguage movieYear "
    "genre1 genre2 genre3 actor1 actor2 actor3 budget"
).split()

GENRES: Final = (
    "Action Adult Adventure Animation code5 Biography Comedy Crime Documentary Drama Family "
    "Fantasy History Horror Music Musical Mystery Romance Sci-Fi Sport Thriller War Western"
).split()
"""Names of the genre codes from 1, inferred from frequencies and emotions."""

CONTEXT: Final = (
    *("social", "physical", "decision", "interaction", "daytype", "time", "season", "location"),
    "weather",
)
"""What was known before the film; the emotions during and after it never are inputs."""

MOODS: Final = (1, 2, 3)
"""Positive, neutral, negative."""


@dataclass(frozen=True, slots=True)
class Viewings:
    """Rated viewings, one a row.

    Attributes:
        user: number of the viewer.
        film: number of the film.
        mood: 1 to 3, or less when unknown.
        emotion: dominant emotion, 1 to 7, or less when unknown.
        genres: names of the genres, in the order of the file.
        context: what was known before, [rows] each.
    """

    user: RowArray
    film: RowArray
    rating: Numbers
    mood: RowArray
    emotion: RowArray
    genres: tuple[tuple[str, ...], ...]
    context: dict[str, RowArray]

    def part(self, rows: RowArray) -> Viewings:
        """Return some of the rows."""
        return Viewings(
            self.user[rows],
            self.film[rows],
            self.rating[rows],
            self.mood[rows],
            self.emotion[rows],
            tuple(self.genres[row] for row in rows.tolist()),
            {name: values[rows] for name, values in self.context.items()},
        )

    def genre_words(self) -> list[str]:
        """Return the genres that occur, in the order of the alphabet."""
        return sorted({word for genres in self.genres for word in genres})

    def genre_table(self) -> Numbers:
        """Return [rows, genre words] of 0 and 1."""
        return indicators(self.genres, self.genre_words())


def load(data: Path) -> Viewings:
    """Read `data`/films/ldos_comoda."""
    columns = read_columns(data / "films" / "ldos_comoda" / "LDOS-CoMoDa.csv", COLUMNS)
    whole = {name: numbers(cells).astype(np.intp) for name, cells in columns.items()}
    codes = np.stack([whole["genre1"], whole["genre2"], whole["genre3"]], axis=1)
    return Viewings(
        user=whole["userID"],
        film=whole["itemID"],
        rating=whole["rating"].astype(np.float64),
        mood=whole["mood"],
        emotion=whole["dominantEmo"],
        genres=tuple(
            tuple(GENRES[code - 1] for code in row if 1 <= code <= len(GENRES))
            for row in codes.tolist()
        ),
        context={name: whole[name] for name in CONTEXT},
    )
