"""How much a person is likely to like each item, before their mood is looked at.

The prior is our own appreciation value: how widely loved an item is. What a person does with items
adds to it. Their actions become a ridge regression on what items are made of (genres, tags,
language, decade, place on the mood map) in which the rest of the catalogue counts as not chosen,
so that likes alone teach something; makers get what is left over, shrunken. Old actions count
less and less, so tastes may change.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.core.feedback import Action, FeedbackEvent
from mien.core.media import Kind
from mien.core.taste import BRIGHTNESS, ENERGY, Trait, TraitKind
from mien.recommend.columns import FloatArray
from mien.recommend.item_table import ItemTable, RowArray, Rows, numbers_of

VALUES: Final[dict[Action, float]] = {
    Action.LIKE: 1.0,
    Action.FINISH: 0.5,
    Action.SKIP: -0.5,
    Action.DISLIKE: -1.0,
    Action.HIDE: -1.0,
}
"""What an action says of the liking: 1 liked, 0 like any item of the catalogue, -1 disliked."""

_VERDICTS: Final = frozenset((Action.LIKE, Action.DISLIKE))

HALF_LIFE_DAYS: Final = 180.0
"""After this many days an action counts half."""

_BACKGROUND: Final = 20.0
"""How many unchosen items the rest of the catalogue stands for."""

_RIDGE: Final = 2.0
_CREATOR_SHRINKAGE: Final = 1.0
_SAMPLE: Final = 20_000
"""Items from which the make-up of a kind is estimated; more would say the same."""

_PLACES: Final = 5
"""Numbers that say where an item lies on the mood map; see `_places`."""

WORD_KINDS: Final = (TraitKind.GENRE, TraitKind.TAG, TraitKind.LANGUAGE, TraitKind.DECADE)
"""The traits whose words have weights, in the order of `Taste.words`; makers stand apart."""

_PLACES_OF: Final = {BRIGHTNESS: (0, 2, 4), ENERGY: (1, 3, 4)}
"""Which numbers of `_places` speak of a side of the mood map."""

_SECONDS_A_DAY: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class Interactions:
    """What a person did with items of a table.

    Attributes:
        rows: the items, [actions].
        values: what each action says of the liking, -1 to 1, [actions].
        likes: whether each is a like, whatever a like is worth, [actions].
        weights: how much each still counts, 0 to 1, [actions].
        ages: days since, [actions].
    """

    rows: RowArray
    values: NDArray[np.float64]
    likes: NDArray[np.bool_]
    weights: NDArray[np.float64]
    ages: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Taste:
    """What was learned of a person: weights of words, of the mood map, and of makers."""

    words: tuple[NDArray[np.float64], ...]
    places: NDArray[np.float64]
    creators: NDArray[np.float64]
    centre: dict[Kind, float]


def standing_actions(
    table: ItemTable, history: Sequence[FeedbackEvent]
) -> list[tuple[int, FeedbackEvent]]:
    """Return the standing actions of a history on items that the table has, with their rows.

    Of several likes and dislikes of one item only the newest stands.
    """
    newest = {
        event.item_id: event.id
        for event in sorted(history, key=attrgetter("id"))
        if event.action in _VERDICTS and event.undone_at is None
    }
    return [
        (row, event)
        for event in history
        if event.undone_at is None
        and (event.action not in _VERDICTS or newest[event.item_id] == event.id)
        and (row := table.find(event.item_id)) is not None
    ]


def interactions_of(
    table: ItemTable, history: Sequence[FeedbackEvent], now: datetime | None
) -> Interactions:
    """Return what the standing actions of a history say."""
    standing = standing_actions(table, history)
    ages = [max(0.0, (now - event.at).total_seconds()) if now else 0.0 for _, event in standing]
    days = np.array(ages, dtype=np.float64) / _SECONDS_A_DAY
    return Interactions(
        rows=np.array([row for row, _ in standing], dtype=np.intp),
        values=np.array([VALUES[event.action] for _, event in standing], dtype=np.float64),
        likes=np.array([event.action is Action.LIKE for _, event in standing], dtype=np.bool_),
        weights=0.5 ** (days / HALF_LIFE_DAYS),
        ages=days,
    )


class TasteModel:
    """Learns tastes over one table; built once, as it looks at what the catalogue is made of."""

    def __init__(self, table: ItemTable) -> None:
        """Estimate the mean and the covariance of the features inside each kind."""
        self._table = table
        self._columns = (table.genres, table.tags, table.languages, table.eras)
        self._means: dict[Kind, NDArray[np.float64]] = {}
        size = sum(len(column.words) for column in self._columns) + _PLACES
        scatter, total = np.zeros((size, size)), 0
        for kind in Kind:
            rows = _sample(table.of_kind(kind))
            if len(rows):
                features = self._features(rows)
                self._means[kind] = features.mean(axis=0)
                features -= self._means[kind]
                scatter += features.T @ features
                total += len(rows)
        self._covariance = scatter / max(1, total)

    def learn(self, interactions: Interactions, not_true: Collection[Trait] = ()) -> Taste:
        """Return the taste that the evidence (at least one action) shows.

        Nothing is concluded about the traits that are `not_true`: their weights are zero.
        """
        features = self._centred(interactions.rows)
        self._silence(features, interactions.rows, not_true)
        weighted = features * interactions.weights[:, None]
        normal = weighted.T @ features + _BACKGROUND * self._covariance
        normal[np.diag_indices_from(normal)] += _RIDGE
        answers = weighted.T @ interactions.values
        silent = self._features_of(not_true)
        normal[silent, :] = normal[:, silent] = answers[silent] = 0.0
        normal[silent, silent] = 1.0
        weights = np.asarray(np.linalg.solve(normal, answers), np.float64)
        left_over = interactions.values - features @ weights
        creators = self._creators(interactions, left_over)
        creators[numbers_of(self._table, TraitKind.CREATOR, not_true)] = 0.0
        return Taste(
            *self._split(weights),
            creators=creators,
            centre={kind: float(mean @ weights) for kind, mean in self._means.items()},
        )

    def liking(self, taste: Taste, kind: Kind, rows: Rows) -> FloatArray:
        """Return how much more than the average of its kind each row is liked, about -1 to 1."""
        table, part = self._table, rows.index
        liking: FloatArray = table.creators.totals(taste.creators, table.creators.codes[part])
        for column, weights in zip(self._columns, taste.words, strict=True):
            liking += column.totals(weights, column.codes[part])
        liking += _bump(table.valence[part], table.arousal[part], taste.places.tolist())
        liking -= np.float32(taste.centre.get(kind, 0.0))
        return liking

    def _silence(
        self, features: NDArray[np.float64], rows: RowArray, not_true: Collection[Trait]
    ) -> None:
        """Keep items with a denied word from speaking against all other words of its kind.

        Otherwise somebody who likes jazz and denies it would be taken to dislike all else.
        """
        start = 0
        for kind, column in zip(WORD_KINDS, self._columns, strict=True):
            end = start + len(column.words)
            denied = numbers_of(self._table, kind, not_true)
            if denied:
                has = column.indicator(rows)
                with_denied = np.flatnonzero(has[:, denied].any(axis=1))
                features[with_denied, start:end] *= has[with_denied]
            start = end

    def _features_of(self, traits: Collection[Trait]) -> list[int]:
        """Return the numbers of the features that speak of some traits."""
        found, start = [], 0
        for kind, column in zip(WORD_KINDS, self._columns, strict=True):
            found += [start + number for number in numbers_of(self._table, kind, traits)]
            start += len(column.words)
        for trait in traits:
            if trait.kind is TraitKind.PLACE:
                found += [start + place for place in _PLACES_OF.get(trait.word, ())]
        return found

    def _centred(self, rows: RowArray) -> NDArray[np.float64]:
        features = self._features(rows)
        for kind, mean in self._means.items():
            _, of_kind = self._table.of_kind(kind).places_of(rows)
            features[of_kind] -= mean
        return features

    def _features(self, rows: RowArray) -> NDArray[np.float64]:
        indicators = [column.indicator(rows) for column in self._columns]
        return np.hstack([*indicators, _places(self._table, rows)])

    def _split(
        self, weights: NDArray[np.float64]
    ) -> tuple[tuple[NDArray[np.float64], ...], NDArray[np.float64]]:
        ends = np.cumsum([len(column.words) for column in self._columns])
        *words, places = np.split(weights, ends)
        return tuple(words), places

    def _creators(
        self, interactions: Interactions, left_over: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        creators = self._table.creators
        numbers, actions = creators.of_all(interactions.rows)
        weights = interactions.weights[actions]
        total = np.bincount(numbers, weights * left_over[actions], minlength=len(creators.words))
        support = np.bincount(numbers, weights, minlength=len(creators.words))
        return np.asarray(total / (support + _CREATOR_SHRINKAGE), dtype=np.float64)


def _sample(rows: Rows) -> RowArray:
    step = max(1, rows.count // _SAMPLE)
    return rows.at(np.arange(0, rows.count, step, dtype=np.intp))


def _places(table: ItemTable, rows: RowArray) -> NDArray[np.float64]:
    """Return [rows, 5]: places on the mood map up to second order, so that a taste may peak."""
    valence = table.valence[rows].astype(np.float64)
    arousal = table.arousal[rows].astype(np.float64)
    return np.stack([valence, arousal, valence**2, arousal**2, valence * arousal], axis=1)


def _bump(valence: FloatArray, arousal: FloatArray, weights: list[float]) -> FloatArray:
    """Return what the weights of `_places` give, without making its table."""
    of_valence, of_arousal, of_valence_2, of_arousal_2, of_both = weights
    return valence * (of_valence + of_valence_2 * valence + of_both * arousal) + arousal * (
        of_arousal + of_arousal_2 * arousal
    )
