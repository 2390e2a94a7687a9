"""What a person did that speaks for an item, so that a reason can name it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mien.core.media import Item
from mien.core.taste import TraitKind
from mien.recommend.candidates import CandidateTable
from mien.recommend.traits import numbers_of
from mien.recommend.worth import Worth


@dataclass(frozen=True, slots=True)
class Ground:
    """What speaks for one item.

    Attributes:
        again: the person liked this very item.
        same_maker: another item by one of its makers that they liked, or None.
        genre: a genre of which they liked or finished more items than they turned down, with how
            many more; or None.
    """

    again: bool = False
    same_maker: Item | None = None
    genre: tuple[str, int] | None = None


class Grounds:
    """What a person's actions say, by item, maker and genre."""

    def __init__(self, table: CandidateTable, worth: Worth) -> None:
        """Count the actions of `worth`."""
        self._table = table
        evidence = worth.evidence
        self._liked = evidence.rows[evidence.values >= 1.0]
        makers, places = table.makers.of_all(self._liked)
        self._by_maker = dict(zip(makers.tolist(), self._liked[places].tolist(), strict=True))
        genres, actions = table.genres.of_all(evidence.rows)
        self._balance = np.bincount(
            genres, np.sign(evidence.values[actions]), minlength=len(table.genres.words)
        )
        self._balance[numbers_of(table, TraitKind.GENRE, worth.not_true)] = 0
        for maker in numbers_of(table, TraitKind.MAKER, worth.not_true):
            self._by_maker.pop(maker, None)

    def of_row(self, row: int) -> Ground:
        """Return what speaks for the item of a row."""
        items = self._table.items
        others = [self._by_maker.get(maker) for maker in self._table.makers.of(row).tolist()]
        other = next((each for each in others if each is not None and each != row), None)
        counts = [(int(self._balance[g]), g) for g in self._table.genres.of(row).tolist()]
        count, genre = max(counts, default=(0, -1))
        return Ground(
            again=row in self._liked,
            same_maker=None if other is None else items[other],
            genre=(self._table.genres.words[genre], count) if count > 0 else None,
        )
