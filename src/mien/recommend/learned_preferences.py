"""What is believed of a person's taste, taken from the very weights that rank their lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mien.core.feedback import FeedbackEvent
from mien.core.taste import BRIGHTNESS, ENERGY, Trait, TraitKind
from mien.recommend.columns import WordColumn
from mien.recommend.item_table import ItemTable
from mien.recommend.taste import VALUES, WORD_KINDS, Taste

SLIGHT: Final = 0.04
"""A weight closer to zero than this is no belief."""

_HALFWAY: Final = 0.5
"""Distance from the middle of the mood map at which a leaning is measured."""

Actions = Sequence[tuple[int, FeedbackEvent]]


@dataclass(frozen=True, slots=True)
class LearnedPreference:
    """One trait that weighs in a person's lists.

    Attributes:
        trait: what it is.
        weight: how much an item gains by it, about -1 to 1, where 1 is what a like says.
        speaking_for: actions that point the same way, newest first.
        speaking_against: actions that point the other way.
    """

    trait: Trait
    weight: float
    speaking_for: tuple[FeedbackEvent, ...]
    speaking_against: tuple[FeedbackEvent, ...] = ()


def learned_preferences_of(
    table: ItemTable, taste: Taste, actions: Actions
) -> tuple[LearnedPreference, ...]:
    """Return what a taste comes to, strongest first, each with the actions that led there.

    Only traits of items that the person did something with are beliefs.
    """
    newest_first = sorted(actions, key=lambda action: -action[1].id)
    found = [*_of_words(table, taste, newest_first), *_of_places(table, taste, newest_first)]
    return tuple(sorted(found, key=lambda preference: -abs(preference.weight)))


def _of_words(table: ItemTable, taste: Taste, actions: Actions) -> Iterator[LearnedPreference]:
    columns = (table.genres, table.tags, table.languages, table.eras)
    for kind, column, weights in zip(WORD_KINDS, columns, taste.words, strict=True):
        yield from _of_column(kind, column, weights.tolist(), actions)
    yield from _of_column(TraitKind.CREATOR, table.creators, taste.creators.tolist(), actions)


def _of_column(
    kind: TraitKind, column: WordColumn, weights: Sequence[float], actions: Actions
) -> Iterator[LearnedPreference]:
    carrying: dict[int, list[FeedbackEvent]] = {}
    for row, event in actions:
        for number in column.of(row).tolist():
            carrying.setdefault(number, []).append(event)
    for number, events in carrying.items():
        weight = weights[number]
        if abs(weight) >= SLIGHT:
            agrees = [VALUES[event.action] * weight > 0 for event in events]
            yield LearnedPreference(
                Trait(kind, column.words[number]),
                weight,
                tuple(e for e, agree in zip(events, agrees, strict=True) if agree),
                tuple(e for e, agree in zip(events, agrees, strict=True) if not agree),
            )


def _of_places(table: ItemTable, taste: Taste, actions: Actions) -> Iterator[LearnedPreference]:
    """Yield how the taste leans on the mood map: what an item gains half way to one side."""
    sides = ((BRIGHTNESS, table.valence, 0), (ENERGY, table.arousal, 1))
    for word, column, place in sides:
        weight = float(taste.places[place]) * _HALFWAY
        if abs(weight) < SLIGHT:
            continue
        said = [
            (event, float(np.sign(column[row])) * VALUES[event.action] * weight)
            for row, event in actions
        ]
        yield LearnedPreference(
            Trait(TraitKind.PLACE, word),
            weight,
            tuple(event for event, side in said if side > 0),
            tuple(event for event, side in said if side < 0),
        )
