"""Why an item was picked, in true words; every part is checked against item and history."""

from __future__ import annotations

from typing import Final

from mien.core.goals import Goal
from mien.core.languages import INSTRUMENTAL, LanguageName
from mien.core.media import Evidence, Item, Kind
from mien.core.phrases import GenreName, Phrase, joined, message
from mien.core.recommendation import Filters, Query
from mien.recommend.aftertaste import aftertaste
from mien.recommend.candidates import plain
from mien.recommend.grounds import Ground

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

_PURPOSE: Final = {
    Goal.MATCH: Phrase("to go with how you feel"),
    Goal.LIFT: Phrase("to lift you"),
    Goal.CALM: Phrase("to calm you down"),
    Goal.ENERGIZE: Phrase("to get you going"),
    Goal.SIT_WITH: Phrase("to sit with how you feel"),
    Goal.VENT: Phrase("to let it out"),
}

_DROPS_OUT: Final = {
    Goal.CALM: Phrase("Would drop out if you wanted it calmer."),
    Goal.ENERGIZE: Phrase("Would drop out if you wanted it livelier."),
    Goal.LIFT: Phrase("Would drop out if you wanted it brighter."),
}
"""The goals that a reason may be tested against, and what is said of an item that failed."""

_SAME_MAKER: Final = {
    Kind.MUSIC: message("you liked %(title)s by the same artist"),
    Kind.MOVIE: message("you liked %(title)s by the same director"),
    Kind.VIDEO: message("you liked %(title)s by the same channel"),
}

_WIDELY_LOVED: Final = 0.85
_CLEARLY: Final = 0.2
_OFTEN: Final = 3
_MOST_HAPPY: Final = 0.5


def reason_for(
    item: Item, query: Query, ground: Ground, *, different: bool, drops_out_for: Goal | None
) -> Phrase:
    """Return why `item` stands in a list.

    Says its place, the purpose, what was asked for and what the person did; and, where it was
    found by ranking again, which other goal would have left it out.
    """
    place, purpose = place_of(item), _PURPOSE[query.goal]
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
    wanted = [plain(name) for name in filters.creators]
    matching = [name for name in names if any(word in plain(name) for word in wanted)]
    return [Phrase("%(name)s, as you asked", name=matching[0])] if matching else []


def _liked_for(item: Item, ground: Ground) -> list[Phrase]:
    if ground.again:
        return [Phrase("you liked it before")]
    if ground.same_maker is not None:
        return [Phrase(_SAME_MAKER[item.kind], title=ground.same_maker.title)]
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
