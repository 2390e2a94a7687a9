"""Why an item was picked, in true words; every part is checked against item and history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from mien.core.goals import GOAL_TEXTS, Goal
from mien.core.languages import INSTRUMENTAL, LanguageName
from mien.core.media import Evidence, Item, Kind
from mien.core.names import folded
from mien.core.phrases import GenreName, Phrase, joined, message
from mien.core.recommendation import Filters, Query
from mien.core.taste import TraitKind
from mien.recommend.aftertaste import aftertaste
from mien.recommend.base_score import BaseScores
from mien.recommend.item_table import ItemTable, numbers_of

_PLURAL: Final = {
    Kind.MUSIC: Phrase("songs"),
    Kind.MOVIE: Phrase("films"),
    Kind.VIDEO: Phrase("videos"),
}

_OF_LANGUAGE: Final = {
    Kind.MUSIC: message("%(language)s songs"),
    Kind.MOVIE: message("%(language)s films"),
    Kind.VIDEO: message("%(language)s videos"),
}

_OF_SMALL_LANGUAGES: Final = {
    Kind.MUSIC: Phrase("songs in smaller languages"),
    Kind.MOVIE: Phrase("films in smaller languages"),
    Kind.VIDEO: Phrase("videos in smaller languages"),
}

_SIDES: Final = {
    "livelier": Phrase("livelier"),
    "calmer": Phrase("calmer"),
    "brighter": Phrase("brighter"),
    "darker": Phrase("darker"),
}
"""Ways to lie off the middle."""

_THAN_SHARE: Final = {
    "livelier": message("livelier than %(percent)s %% of the %(group)s here"),
    "calmer": message("calmer than %(percent)s %% of the %(group)s here"),
    "brighter": message("brighter than %(percent)s %% of the %(group)s here"),
    "darker": message("darker than %(percent)s %% of the %(group)s here"),
}

_THAN_MOST: Final = {
    "livelier": Phrase("livelier than most"),
    "calmer": Phrase("calmer than most"),
    "brighter": Phrase("brighter than most"),
    "darker": Phrase("darker than most"),
}

_DROPS_OUT: Final = {
    Goal.CALM: Phrase("Would drop out if you wanted it calmer."),
    Goal.ENERGIZE: Phrase("Would drop out if you wanted it livelier."),
    Goal.LIFT: Phrase("Would drop out if you wanted it brighter."),
}
"""The goals that a reason may be tested against, and what is said of an item that failed."""

_SAME_CREATOR: Final = {
    Kind.MUSIC: message("you liked %(title)s by the same artist"),
    Kind.MOVIE: message("you liked %(title)s by the same director"),
    Kind.VIDEO: message("you liked %(title)s by the same channel"),
}

_WIDELY_LOVED: Final = 0.85
_CLEARLY: Final = 0.2
_OFTEN: Final = 3
_MOST_HAPPY: Final = 0.5


def reason_for(
    item: Item, query: Query, ground: Facts, *, different: bool, drops_out_for: Goal | None
) -> Phrase:
    """Return why `item` stands in a list.

    Says its place, the purpose, what was asked for and what the person did; and, where it was
    found by ranking again, which other goal would have left it out.
    """
    place, purpose = place_of(item), GOAL_TEXTS[query.goal].purpose
    extras = [*_asked_for(item, query.filters), *_liked_for(item, ground), *_leaves(item)]
    if item.appreciation >= _WIDELY_LOVED:
        extras.append(Phrase("widely loved"))
    whole = (
        Phrase(
            "%(place)s, %(purpose)s; %(more)s.", place=place, purpose=purpose, more=joined(extras)
        )
        if extras
        else Phrase("%(place)s, %(purpose)s.", place=place, purpose=purpose)
    )
    if different:
        whole = Phrase("something different: %(reason)s", reason=whole)
    whole = whole.opening()
    if drops_out_for is None:
        return whole
    return Phrase("%(reason)s %(test)s", reason=whole, test=_DROPS_OUT[drops_out_for])


def tested_goal(item: Item, goal: Goal) -> Goal | None:
    """Return the goal whose list is most likely to leave `item` out, or None when none is."""
    sides = _sides(item)
    if not sides:
        return None
    opposite = {
        "livelier": Goal.CALM,
        "calmer": Goal.ENERGIZE,
        "darker": Goal.LIFT,
    }.get(sides[0][0])
    return None if opposite is goal else opposite


def place_of(item: Item) -> Phrase:
    """Say where the item lies among its language, its stronger side first."""
    mood = item.mood
    sides = _sides(item)
    if mood.evidence is Evidence.PROVIDER:
        # Its place is that of a shelf at its source, so no percentage of it would be true.
        words = joined([_SIDES[side] for side, _ in sides] or [Phrase("other")])
        items = _PLURAL[item.kind]
        return Phrase(
            "its source counts it among the %(sides)s %(items)s", sides=words, items=items
        )
    group = _group(item)
    if not sides:
        return Phrase("in the middle of the %(group)s here", group=group)
    (side, value), *others = sides
    first = Phrase(_THAN_SHARE[side], percent=_percent_below(value), group=group)
    return joined([first, *(_THAN_MOST[other] for other, _ in others)])


def _group(item: Item) -> Phrase:
    """Name the items that this one was ranked with."""
    # A small language is ranked with the other small ones, so nothing is said of it alone.
    if item.mood.pooled:
        return _OF_SMALL_LANGUAGES[item.kind]
    wordless = item.language == INSTRUMENTAL
    language = Phrase("instrumental") if wordless else LanguageName(item.language)
    return Phrase(_OF_LANGUAGE[item.kind], language=language)


def _sides(item: Item) -> list[tuple[str, float]]:
    """Return in which ways an item is clearly off the middle, the stronger first."""
    mood = item.mood
    sides = [
        ("livelier" if mood.arousal > 0 else "calmer", mood.arousal),
        ("brighter" if mood.valence > 0 else "darker", mood.valence),
    ]
    return sorted((side for side in sides if abs(side[1]) >= _CLEARLY), key=lambda s: -abs(s[1]))


def _percent_below(place: float) -> int:
    """Turn a place (2p - 1, either sign) into the whole percentage of items on its other side."""
    return int((1 + abs(place)) / 2 * 100)


def _asked_for(item: Item, filters: Filters) -> list[Phrase]:
    names = (*item.creators, *item.cast)
    wanted = [folded(name) for name in filters.creators]
    matching = [name for name in names if any(word in folded(name) for word in wanted)]
    return [Phrase("%(name)s, as you asked", name=matching[0])] if matching else []


def _liked_for(item: Item, ground: Facts) -> list[Phrase]:
    if ground.again:
        return [Phrase("you liked it before")]
    if ground.same_creator is not None:
        return [Phrase(_SAME_CREATOR[item.kind], title=ground.same_creator.title)]
    if ground.genre is not None and ground.genre[1] >= _OFTEN:
        return [Phrase("you often take up %(genre)s", genre=GenreName(ground.genre[0]))]
    return []


def _leaves(item: Item) -> list[Phrase]:
    """Say what a film leaves people with, when the table is clear about it."""
    if item.kind is not Kind.MOVIE:
        return []
    share = aftertaste(item.genres)["happy"]
    if share < _MOST_HAPPY:
        return []
    percent = round(100 * share)
    return [Phrase("such films leave about %(percent)s %% of people happy", percent=percent)]


@dataclass(frozen=True, slots=True)
class Facts:
    """What speaks for one item.

    Attributes:
        again: the person liked this very item.
        same_maker: another item by one of its makers that they liked, or None.
        genre: a genre of which they liked or finished more items than they turned down, with how
            many more; or None.
    """

    again: bool = False
    same_creator: Item | None = None
    genre: tuple[str, int] | None = None


class FactFinder:
    """What a person's actions say, by item, maker and genre."""

    def __init__(self, table: ItemTable, base: BaseScores) -> None:
        """Count the actions behind `base`."""
        self._table = table
        evidence = base.interactions
        self._liked = evidence.rows[evidence.likes]
        creators, places = table.creators.of_all(self._liked)
        self._by_creator = dict(zip(creators.tolist(), self._liked[places].tolist(), strict=True))
        genres, actions = table.genres.of_all(evidence.rows)
        self._balance = np.bincount(
            genres, np.sign(evidence.values[actions]), minlength=len(table.genres.words)
        )
        self._balance[numbers_of(table, TraitKind.GENRE, base.not_true)] = 0
        for creator in numbers_of(table, TraitKind.CREATOR, base.not_true):
            self._by_creator.pop(creator, None)

    def of_row(self, row: int) -> Facts:
        """Return what speaks for the item of a row."""
        items = self._table.items
        others = [
            self._by_creator.get(creator) for creator in self._table.creators.of(row).tolist()
        ]
        other = next((each for each in others if each is not None and each != row), None)
        counts = [(int(self._balance[g]), g) for g in self._table.genres.of(row).tolist()]
        count, genre = max(counts, default=(0, -1))
        return Facts(
            again=row in self._liked,
            same_creator=None if other is None else items[other],
            genre=(self._table.genres.words[genre], count) if count > 0 else None,
        )
