"""One true sentence on why an item was picked; every part is checked against the item."""

from __future__ import annotations

from typing import Final

from mien.core.goals import Goal
from mien.core.media import Item, Kind
from mien.core.recommendation import Filters
from mien.recommend.candidates import plain

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

_WIDELY_LOVED: Final = 0.85
_CLEARLY: Final = 0.2


def reason_for(item: Item, goal: Goal, filters: Filters) -> str:
    """Return why `item` stands in a list for `goal`: its place, the purpose, and what was asked."""
    sentence = f"{_place(item)}, {_PURPOSE[goal]}"
    extras = [*_asked_for(item, filters)]
    if item.appreciation >= _WIDELY_LOVED:
        extras.append("widely loved")
    return f"{sentence}; {' and '.join(extras)}." if extras else f"{sentence}."


def _place(item: Item) -> str:
    """Say where the item lies among its language, its stronger side first."""
    mood = item.mood
    plural = _PLURAL[item.kind]
    # A small language is ranked with the other small ones, so nothing is said of it alone.
    group = (
        f"{_language(item.language)} {plural}"
        if not mood.pooled
        else f"{plural} in smaller languages"
    )
    sides = sorted(
        [
            (abs(mood.arousal), "livelier" if mood.arousal > 0 else "calmer", mood.arousal),
            (abs(mood.valence), "brighter" if mood.valence > 0 else "darker", mood.valence),
        ],
        reverse=True,
    )
    strong = [(word, value) for size, word, value in sides if size >= _CLEARLY]
    if not strong:
        return f"In the middle of the {group} here"
    word, value = strong[0]
    first = f"{word.capitalize()} than {_percent_below(value)} % of the {group} here"
    if len(strong) > 1:
        return f"{first} and {strong[1][0]} than most"
    return first


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
