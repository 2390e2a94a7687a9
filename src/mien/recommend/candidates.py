"""The items as columns, and which of them a query admits."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from mien.core.errors import UnknownLanguageError, UsageError
from mien.core.media import Item, Kind
from mien.core.recommendation import Query

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]


class CandidateTable:
    """Items with what ranking needs of them as arrays, all in the order of `items`.

    Attributes:
        items: the items themselves.
        valence: place inside the language, -1 to 1.
        arousal: likewise.
        appreciation: 0 to 1.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        """Read the columns once; the table is never changed after."""
        self.items: tuple[Item, ...] = tuple(items)
        self.valence = np.array([item.mood.valence for item in self.items], dtype=np.float64)
        self.arousal = np.array([item.mood.arousal for item in self.items], dtype=np.float64)
        self.appreciation = np.array([item.appreciation for item in self.items], dtype=np.float64)
        self._year = np.array([item.year for item in self.items], dtype=np.int64)
        self._kind = {k: self._where(item.kind is k for item in self.items) for k in Kind}
        self._language = self._membership((item.language,) for item in self.items)
        self._genre = self._membership(item.genres for item in self.items)
        self._names = [plain(" | ".join((*item.creators, *item.cast))) for item in self.items]
        self._index = {item.id: place for place, item in enumerate(self.items)}

    def find(self, item_id: str) -> int | None:
        """Return the row of an item, or None when there is no such id."""
        return self._index.get(item_id)

    def admitted(self, query: Query) -> NDArray[np.intp]:
        """Return the rows that fit the kind, languages and filters of a query, in order.

        Raises:
            UnknownLanguageError: no item at all is in one of the languages.
            UsageError: no item at all is of one of the genres.
        """
        mask = self._kind[query.kind].copy()
        if query.languages:
            mask &= self._any_of(self._languages_known, query.languages)
        if query.filters.genres:
            mask &= self._any_of(self._genres_known, query.filters.genres)
        if query.filters.years:
            first, last = query.filters.years
            mask &= (self._year >= first) & (self._year <= last)
        for item_id in query.exclude:
            place = self._index.get(item_id)
            if place is not None:
                mask[place] = False
        rows = np.flatnonzero(mask)
        if query.filters.creators:
            wanted = [plain(name) for name in query.filters.creators]
            kept = [row for row in rows if any(name in self._names[row] for name in wanted)]
            rows = np.array(kept, dtype=np.intp)
        return rows

    def counts(self, kind: Kind, of: str) -> list[tuple[str, int]]:
        """Return the languages or genres (`of`) of a kind with their numbers, most first."""
        rows = np.flatnonzero(self._kind[kind])
        if of == "language":
            found = Counter(self.items[row].language for row in rows.tolist())
        else:
            found = Counter(genre for row in rows.tolist() for genre in self.items[row].genres)
        return found.most_common()

    def years(self, kind: Kind) -> tuple[int, int]:
        """Return the first and last year of a kind, (0, 0) when it has no item."""
        years = self._year[self._kind[kind]]
        return (int(years.min()), int(years.max())) if len(years) else (0, 0)

    def _languages_known(self, word: str) -> BoolArray:
        if word not in self._language:
            raise UnknownLanguageError(
                f"Nothing here is in the language {word!r}.",
                f"Use ISO 639-1 codes; there are: {', '.join(sorted(self._language))}.",
            )
        return self._language[word]

    def _genres_known(self, word: str) -> BoolArray:
        if word not in self._genre:
            raise UsageError(
                f"Nothing here is of the genre {word!r}.",
                f"There are: {', '.join(sorted(self._genre))}.",
            )
        return self._genre[word]

    def _any_of(self, mask_of: Callable[[str], BoolArray], words: Sequence[str]) -> BoolArray:
        mask = np.zeros(len(self.items), dtype=np.bool_)
        for word in words:
            mask |= mask_of(word.strip().lower())
        return mask

    def _membership(self, words_of_items: Iterable[Sequence[str]]) -> dict[str, BoolArray]:
        rows: dict[str, list[int]] = {}
        for row, words in enumerate(words_of_items):
            for word in words:
                rows.setdefault(word, []).append(row)
        masks = {}
        for word, members in rows.items():
            masks[word] = np.zeros(len(self.items), dtype=np.bool_)
            masks[word][members] = True
        return masks

    @staticmethod
    def _where(flags: Iterable[bool]) -> BoolArray:
        return np.fromiter(flags, dtype=np.bool_)


def plain(text: str) -> str:
    """Return text in lower case without accents, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
