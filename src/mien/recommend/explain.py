"""Why an item was picked, in true words; every part is checked against item and history."""

from __future__ import annotations

from typing import Final

from mien.core.goals import Goal
from mien.core.media import Evidence, Item, Kind
from mien.core.recommendation import Filters, Query
from mien.recommend.aftertaste import aftertaste
from mien.recommend.candidates import plain
from mien.recommend.grounds import Ground

LANGUAGE_NAMES: Final[dict[str, str]] = {
    "ar": "Arabic",
    "bn": "Bengali",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "kn": "Kannada",
    "ko": "Korean",
    "ml": "Malayalam",
    "mr": "Marathi",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "ta": "Tamil",
    "te": "Telugu",
    "tr": "Turkish",
    "ur": "Urdu",
    "yo": "Yoruba",
    "zh": "Chinese",
    "zxx": "instrumental",
}

_PLURAL: Final[dict[Kind, str]] = {Kind.MUSIC: "songs", Kind.MOVIE: "films", Kind.VIDEO: "videos"}

_PURPOSE: Final[dict[Goal, str]] = {
    Goal.MATCH: "to go with how you feel",
    Goal.LIFT: "to lift you",
    Goal.CALM: "to calm you down",
    Goal.ENERGIZE: "to get you going",
    Goal.SIT_WITH: "to sit with how you feel",
    Goal.VENT: "to let it out",
}

_WANTED: Final[dict[Goal, str]] = {
    Goal.CALM: "calmer",
    Goal.ENERGIZE: "livelier",
    Goal.LIFT: "brighter",
}
"""The goals that a reason may be tested against, and what somebody who chose them would want."""

_WIDELY_LOVED: Final = 0.85
_CLEARLY: Final = 0.2
_OFTEN: Final = 3
_MOST_HAPPY: Final = 0.5

_MAKER: Final[dict[Kind, str]] = {
    Kind.MUSIC: "artist",
    Kind.MOVIE: "director",
    Kind.VIDEO: "channel",
}


def reason_for(
    item: Item, query: Query, ground: Ground, *, different: bool, drops_out_for: Goal | None
) -> str:
    """Return why `item` stands in a list.

    Says its place, the purpose, what was asked for and what the person did; and, where it was
    found by ranking again, which other goal would have left it out.
    """
    sentence = f"{place_of(item)}, {_PURPOSE[query.goal]}"
    if different:
        sentence = f"Something different: {sentence[0].lower()}{sentence[1:]}"
    extras = [*_asked_for(item, query.filters), *_liked_for(item, ground), *_leaves(item)]
    if item.appreciation >= _WIDELY_LOVED:
        extras.append("widely loved")
    whole = f"{sentence}; {' and '.join(extras)}." if extras else f"{sentence}."
    if drops_out_for is None:
        return whole
    return f"{whole} Would drop out if you wanted it {_WANTED[drops_out_for]}."


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


def place_of(item: Item) -> str:
    """Say where the item lies among its language, its stronger side first."""
    mood = item.mood
    plural = _PLURAL[item.kind]
    if mood.evidence is Evidence.PROVIDER:
        # Its place is that of a shelf at its source, so no percentage of it would be true.
        words = [word for word, _ in _sides(item)]
        return f"Its source counts it among the {' and '.join(words) or 'other'} {plural}"
    # A small language is ranked with the other small ones, so nothing is said of it alone.
    group = (
        f"{_language(item.language)} {plural}"
        if not mood.pooled
        else f"{plural} in smaller languages"
    )
    strong = _sides(item)
    if not strong:
        return f"In the middle of the {group} here"
    word, value = strong[0]
    first = f"{word.capitalize()} than {_percent_below(value)} % of the {group} here"
    if len(strong) > 1:
        return f"{first} and {strong[1][0]} than most"
    return first


def _sides(item: Item) -> list[tuple[str, float]]:
    """Return in which ways an item is clearly off the middle, the stronger first."""
    mood = item.mood
    sides = [
        ("livelier" if mood.arousal > 0 else "calmer", mood.arousal),
        ("brighter" if mood.valence > 0 else "darker", mood.valence),
    ]
    return sorted((side for side in sides if abs(side[1]) >= _CLEARLY), key=lambda s: -abs(s[1]))


def _language(code: str) -> str:
    return LANGUAGE_NAMES.get(code, code)


def _percent_below(place: float) -> int:
    """Turn a place (2p - 1, either sign) into the whole percentage of items on its other side."""
    return int((1 + abs(place)) / 2 * 100)


def _asked_for(item: Item, filters: Filters) -> list[str]:
    names = (*item.creators, *item.cast)
    wanted = [plain(name) for name in filters.creators]
    matching = [name for name in names if any(word in plain(name) for word in wanted)]
    return [f"{matching[0]}, as you asked"] if matching else []


def _liked_for(item: Item, ground: Ground) -> list[str]:
    if ground.again:
        return ["you liked it before"]
    if ground.same_maker is not None:
        return [f"you liked {ground.same_maker.title} by the same {_MAKER[item.kind]}"]
    if ground.genre is not None and ground.genre[1] >= _OFTEN:
        return [f"you often take up {ground.genre[0]}"]
    return []


def _leaves(item: Item) -> list[str]:
    """Say what a film leaves people with, when the table is clear about it."""
    if item.kind is not Kind.MOVIE:
        return []
    share = aftertaste(item.genres)["happy"]
    return (
        [f"such films leave about {100 * share:.0f} % of people happy"]
        if share >= _MOST_HAPPY
        else []
    )
