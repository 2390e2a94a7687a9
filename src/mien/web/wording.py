"""Words that the pages show for the values of core, in one place for translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mien.core.goals import Goal
from mien.core.media import Evidence, Kind


@dataclass(frozen=True, slots=True)
class GoalWords:
    """A goal as a person would say it, and what it does in one sentence."""

    name: str
    sentence: str


EMOTION_WORDS: Final = {
    "angry": "angry",
    "disgust": "disgusted",
    "fear": "afraid",
    "happy": "happy",
    "sad": "sad",
    "surprise": "surprised",
    "neutral": "neutral",
}
"""How someone feels, as an adjective after "looks" or "feeling"."""

GOAL_WORDS: Final = {
    Goal.MATCH: GoalWords("Match my mood", "The same feeling back, as it is."),
    Goal.LIFT: GoalWords("Lift me", "Brighter than now, one step at a time."),
    Goal.CALM: GoalWords("Calm me", "Slower and softer, to come down."),
    Goal.ENERGIZE: GoalWords("Energise me", "Livelier than now, to get going."),
    Goal.SIT_WITH: GoalWords("Sit with it", "Quiet company; nothing to fix."),
    Goal.VENT: GoalWords("Let it out", "Loud and raw, until it has passed."),
}

KIND_WORDS: Final = {Kind.MUSIC: "Music", Kind.MOVIE: "Movies", Kind.VIDEO: "Videos"}

KIND_UNITS: Final = {
    Kind.MUSIC: ("song", "songs"),
    Kind.MOVIE: ("movie", "movies"),
    Kind.VIDEO: ("video", "videos"),
}

EVIDENCE_WORDS: Final = {
    Evidence.EDITOR: (
        "Mood by our editors",
        "Its mood was set by our editors, for this very item.",
    ),
    Evidence.HUMAN: ("Mood by listeners", "Its mood is what people said about it."),
    Evidence.MODEL: ("Mood by a model", "Its mood was worked out by a model."),
    Evidence.PROVIDER: ("Mood by its provider", "Its mood comes from the service that offers it."),
    Evidence.GENRE: ("Mood guessed by genre", "Its mood is only a guess from its genre."),
}

LANGUAGE_NAMES: Final = {
    "ar": "Arabic",
    "as": "Assamese",
    "bn": "Bengali",
    "bs": "Bosnian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "dz": "Dzongkha",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "gu": "Gujarati",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "kn": "Kannada",
    "ko": "Korean",
    "ku": "Kurdish",
    "la": "Latin",
    "ml": "Malayalam",
    "mn": "Mongolian",
    "mr": "Marathi",
    "nl": "Dutch",
    "no": "Norwegian",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sa": "Sanskrit",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "xh": "Xhosa",
    "yo": "Yoruba",
    "zh": "Chinese",
    "zu": "Zulu",
    "zxx": "Instrumental",
}

_SERVICES: Final = {
    "youtube": "YouTube",
    "spotify": "Spotify",
    "imdb": "IMDb",
    "tmdb": "TMDB",
    "justwatch": "JustWatch",
    "archive": "Internet Archive",
}

_CLEARLY: Final = 0.15


def link_label(service: str, address: str) -> str:
    """Say what a link does: open the very thing, or search for it."""
    searches = "search" in address or "/find" in address
    if service == "trailer":
        return "Find the trailer" if searches else "Watch the trailer"
    name = service_name(service)
    return f"Find on {name}" if searches else f"Open on {name}"


def service_name(service: str) -> str:
    """Return a service's name as it writes itself."""
    return _SERVICES.get(service, service.capitalize())


def language_name(code: str) -> str:
    """Return the English name of a language, or its code in capitals."""
    return LANGUAGE_NAMES.get(code, code.upper())


def place_words(valence: float, arousal: float) -> str:
    """Say in words where a point lies on the mood map."""
    feeling = "bright" if valence > _CLEARLY else "dark" if valence < -_CLEARLY else "mixed"
    energy = "lively" if arousal > _CLEARLY else "calm" if arousal < -_CLEARLY else "easy-paced"
    return f"{feeling} and {energy}"


def percent(share: float) -> str:
    """Write a share of 0 to 1 as a whole percentage, with small ones as such."""
    return "< 1 %" if 0 < share < 0.01 else f"{round(share * 100)} %"
