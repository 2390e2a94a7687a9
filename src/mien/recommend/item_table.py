"""The items as columns, and which of them a query admits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mien.core.errors import UnknownLanguageError, UsageError
from mien.core.media import Item, Kind
from mien.core.names import folded
from mien.core.phrases import Phrase
from mien.core.recommendation import Query
from mien.core.taste import Trait, TraitKind
from mien.recommend.columns import FloatArray, IntArray, WordColumn

RowArray = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table in ascending order: a run of them, or some picked out.

    A run costs nothing to read: a column indexed with `index` is then a view.
    """

    index: slice | RowArray
    count: int

    def at(self, places: RowArray) -> RowArray:
        """Return the rows that stand at places (0 to count - 1) of this selection."""
        if isinstance(self.index, slice):
            return np.asarray(places + self.index.start, dtype=np.intp)
        return self.index[places]

    def places_of(self, rows: RowArray) -> tuple[RowArray, NDArray[np.bool_]]:
        """Return where `rows` stand in this selection, and which of them do."""
        if isinstance(self.index, slice):
            places = rows - self.index.start
            return places, (places >= 0) & (places < self.count)
        places = np.searchsorted(self.index, rows)
        inside = places < self.count
        inside[inside] = self.index[places[inside]] == rows[inside]
        return places, inside


class ItemTable:
    """Items with what ranking needs of them as columns; items of one kind stand together.

    Attributes:
        items: the items, by kind, in the order given inside a kind.
        valence: place inside the language, -1 to 1, [items].
        arousal: likewise.
        appreciation: 0 to 1, [items].
        year: [items].
        tempo: beats a minute, NaN when unknown, [items].
        playable: 1 where a page can play it at once, else 0, [items].
        genres: the genres of each item.
        tags: its tags.
        languages: its one language.
        eras: its decade.
        makers: creators, and `work: …` for the film or album, without case and accents.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        """Read the columns once; the table is never changed after."""
        order = list(Kind)
        self.items: tuple[Item, ...] = tuple(sorted(items, key=lambda item: order.index(item.kind)))
        self.valence = self._numbers(item.mood.valence for item in self.items)
        self.arousal = self._numbers(item.mood.arousal for item in self.items)
        self.appreciation = self._numbers(item.appreciation for item in self.items)
        self.year: IntArray = np.fromiter((item.year for item in self.items), dtype=np.int32)
        self.tempo = self._numbers(item.tempo or math.nan for item in self.items)
        self.playable = self._numbers(bool(item.players) for item in self.items)
        self.genres = WordColumn(item.genres for item in self.items)
        self.tags = WordColumn(item.tags for item in self.items)
        self.languages = WordColumn((item.language,) for item in self.items)
        self.eras = WordColumn((f"{item.year // 10}0s",) for item in self.items)
        known = _Folded()
        self.creators = WordColumn(known.creators_of(item) for item in self.items)
        self._index = {item.id: row for row, item in enumerate(self.items)}
        self._of_kind = self._runs(order)

    def find(self, item_id: str) -> int | None:
        """Return the row of an item, or None when there is no such id."""
        return self._index.get(item_id)

    def of_kind(self, kind: Kind) -> Rows:
        """Return all rows of a kind."""
        return self._of_kind[kind]

    def admitted(self, query: Query) -> Rows:
        """Return the rows that fit the kind, languages and filters of a query.

        Raises:
            UnknownLanguageError: no item at all is in one of the languages.
            UsageError: no item at all is of one of the genres.
        """
        whole = self._of_kind[query.kind]
        part, filters = whole.index, query.filters
        masks = []
        if query.languages:
            numbers = [self._language_number(word) for word in query.languages]
            masks.append(self.languages.has_any(numbers, self.languages.codes[part]))
        if filters.genres:
            numbers = [self._genre_number(word) for word in filters.genres]
            masks.append(self.genres.has_any(numbers, self.genres.codes[part]))
        if filters.years:
            first, last = filters.years
            masks.append((self.year[part] >= first) & (self.year[part] <= last))
        if filters.creators:
            masks.append(
                self._people.has_matching(_part_of(filters.creators), self._people.codes[part])
            )
        excluded = [row for row in map(self._index.get, query.exclude) if row is not None]
        places, inside = whole.places_of(np.array(excluded, dtype=np.intp))
        if inside.any():
            keep = np.ones(whole.count, dtype=np.bool_)
            keep[places[inside]] = False
            masks.append(keep)
        if not masks:
            return whole
        rows = whole.at(np.flatnonzero(np.logical_and.reduce(masks)))
        return Rows(rows, len(rows))

    def counts(self, kind: Kind, of: str) -> list[tuple[str, int]]:
        """Return the languages or genres (`of`) of a kind with their numbers, most first."""
        column = self.languages if of == "language" else self.genres
        found = column.counts(column.codes[self._of_kind[kind].index])
        order = np.argsort(-found, kind="stable")
        return [(column.words[n], int(found[n])) for n in order.tolist() if found[n]]

    def years(self, kind: Kind) -> tuple[int, int]:
        """Return the first and last year of a kind, (0, 0) when it has no item."""
        years = self.year[self._of_kind[kind].index]
        return (int(years.min()), int(years.max())) if len(years) else (0, 0)

    @cached_property
    def _people(self) -> WordColumn:
        """Creators and cast, folded; built when somebody first asks for a name."""
        known = _Folded()
        return WordColumn(known.names((*item.creators, *item.cast)) for item in self.items)

    def _language_number(self, word: str) -> int:
        number = self.languages.number(word.strip().lower())
        if number is None:
            raise UnknownLanguageError(
                Phrase("Nothing here is in the language %(word)r.", word=word),
                Phrase(
                    "Use ISO 639-1 codes; there are: %(choices)s.",
                    choices=", ".join(sorted(self.languages.words)),
                ),
            )
        return number

    def _genre_number(self, word: str) -> int:
        number = self.genres.number(word.strip().lower())
        if number is None:
            raise UsageError(
                Phrase("Nothing here is of the genre %(word)r.", word=word),
                Phrase("There are: %(choices)s.", choices=", ".join(sorted(self.genres.words))),
            )
        return number

    def _runs(self, order: Sequence[Kind]) -> dict[Kind, Rows]:
        runs, start = {}, 0
        for kind in order:
            count = sum(item.kind is kind for item in self.items)
            runs[kind] = Rows(slice(start, start + count), count)
            start += count
        return runs

    @staticmethod
    def _numbers(values: Iterable[float]) -> FloatArray:
        return np.fromiter(values, dtype=np.float32)


class _Folded:
    """Folds names, each once: many items share a maker."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def names(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._fold(name) for name in names)

    def creators_of(self, item: Item) -> tuple[str, ...]:
        names = self.names(item.creators)
        return (*names, f"work: {self._fold(item.work)}") if item.work else names

    def _fold(self, name: str) -> str:
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = folded(name)
        return known


def _part_of(names: Sequence[str]) -> Callable[[str], bool]:
    wanted = [folded(name) for name in names]
    return lambda name: any(each in name for each in wanted)


def column_of(table: ItemTable, kind: TraitKind) -> WordColumn | None:
    """Return the column that holds the words of a kind of trait; None for places."""
    return {
        TraitKind.GENRE: table.genres,
        TraitKind.CREATOR: table.creators,
        TraitKind.LANGUAGE: table.languages,
        TraitKind.DECADE: table.eras,
        TraitKind.TAG: table.tags,
    }.get(kind)


def numbers_of(table: ItemTable, kind: TraitKind, traits: Iterable[Trait]) -> list[int]:
    """Return the numbers, in their column, of those traits that are of a kind and in the table."""
    column = column_of(table, kind)
    if column is None:
        return []
    found = (column.number(trait.word) for trait in traits if trait.kind is kind)
    return [number for number in found if number is not None]
