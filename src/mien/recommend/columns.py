"""Columns of words: which words (genres, makers, …) each item carries, as integers.

Items share few distinct sets of words, so a set is stored once and an item holds its number. What
is asked of words is answered for the sets first and then spread over the items by one gather.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int32]


class WordColumn:
    """The words of every item.

    Attributes:
        words: each distinct word once, in the order of first appearance.
        codes: [items], the number of each item's set of words.
    """

    def __init__(self, words_of_items: Iterable[Sequence[str]]) -> None:
        """Number the words and the sets of words."""
        self._number: dict[str, int] = {}
        sets: dict[tuple[str, ...], int] = {}
        self.codes: IntArray = np.fromiter(
            (sets.setdefault(tuple(words), len(sets)) for words in words_of_items), dtype=np.int32
        )
        members = [
            [self._number.setdefault(word, len(self._number)) for word in dict.fromkeys(words)]
            for words in sets
        ]
        self.words: tuple[str, ...] = tuple(self._number)
        self._sets = _RaggedArray(members)
        by_word: list[list[int]] = [[] for _ in self.words]
        for code, numbers in enumerate(members):
            for number in numbers:
                by_word[number].append(code)
        self._sets_with = _RaggedArray(by_word)

    def number(self, word: str) -> int | None:
        """Return the number of a word, or None when no item has it."""
        return self._number.get(word)

    def of(self, row: int) -> IntArray:
        """Return the numbers of the words of one item."""
        return self._sets.one(int(self.codes[row]))

    def first_with(self, number: int) -> int | None:
        """Return the first item that has the word of a number, or None when none has."""
        rows = np.flatnonzero(np.isin(self.codes, self._sets_with.one(number)))
        return int(rows[0]) if len(rows) else None

    def of_all(self, rows: NDArray[np.intp]) -> tuple[IntArray, NDArray[np.intp]]:
        """Return the words of `rows` end to end as numbers, and the place of each one's row."""
        numbers, lengths = self._sets.many(self.codes[rows])
        return numbers, np.repeat(np.arange(len(rows)), lengths)

    def has_any(self, numbers: Iterable[int], codes: IntArray) -> BoolArray:
        """Return for each set number of `codes` whether it holds one of the words."""
        sets = np.zeros(self._sets.count, dtype=np.bool_)
        for number in numbers:
            sets[self._sets_with.one(number)] = True
        return sets[codes]

    def has_matching(self, matches: Callable[[str], bool], codes: IntArray) -> BoolArray:
        """Return for each set number of `codes` whether a word of it `matches`."""
        return self.has_any(
            (number for number, word in enumerate(self.words) if matches(word)), codes
        )

    def totals(self, weights: NDArray[np.float64], codes: IntArray) -> FloatArray:
        """Return for each set number of `codes` the sum of the weights of its words.

        Args:
            weights: [words], one weight a word; most may be 0.
            codes: set numbers, such as those of a part of the items.
        """
        used = np.flatnonzero(weights)
        sets, lengths = self._sets_with.many(used)
        sums = np.zeros(self._sets.count, dtype=np.float32)
        np.add.at(sums, sets, np.repeat(weights[used].astype(np.float32), lengths))
        gathered: FloatArray = sums[codes]
        return gathered

    def counts(self, codes: IntArray) -> NDArray[np.intp]:
        """Return how many of the items with set numbers `codes` carry each word."""
        of_sets = np.bincount(codes, minlength=self._sets.count)
        sets, lengths = self._sets_with.many(np.arange(len(self.words)))
        word_of = np.repeat(np.arange(len(self.words)), lengths)
        found = np.bincount(word_of, weights=of_sets[sets], minlength=len(self.words))
        return found.astype(np.intp)

    def members(self) -> NDArray[np.float64]:
        """Return [sets, words]: 1 where a set holds the word, else 0."""
        return self._indicator(np.arange(self._sets.count))

    def indicator(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return [rows, words]: 1 where the item of a row carries the word, else 0."""
        return self._indicator(self.codes[rows])

    def _indicator(self, codes: NDArray[np.integer]) -> NDArray[np.float64]:
        numbers, lengths = self._sets.many(codes)
        table = np.zeros((len(codes), len(self.words)))
        table[np.repeat(np.arange(len(codes)), lengths), numbers] = 1.0
        return table


class _RaggedArray:
    """Lists of numbers of different lengths, end to end in one array."""

    def __init__(self, lists: Sequence[Sequence[int]]) -> None:
        self.count = len(lists)
        self._lengths = np.array([len(numbers) for numbers in lists], dtype=np.intp)
        self._starts = np.cumsum(self._lengths) - self._lengths
        self._numbers: IntArray = np.fromiter(
            (number for numbers in lists for number in numbers), dtype=np.int32
        )

    def one(self, place: int) -> IntArray:
        start = self._starts[place]
        return self._numbers[start : start + self._lengths[place]]

    def many(self, places: NDArray[np.integer]) -> tuple[IntArray, NDArray[np.intp]]:
        """Return the lists at `places` end to end, and the length of each."""
        lengths = self._lengths[places]
        first_of_each = np.cumsum(lengths) - lengths
        offsets = np.arange(lengths.sum()) - np.repeat(first_of_each, lengths)
        return self._numbers[np.repeat(self._starts[places], lengths) + offsets], lengths
