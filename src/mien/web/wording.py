"""Words that the pages show for the values of core, in one place for translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mien.core.feedback import Action
from mien.core.goals import Goal
from mien.core.media import Evidence, Kind
from mien.core.recommendation import SourceStatus
from mien.services.sources import SourceState


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

SOURCE_WORDS: Final = {
    SourceStatus.OK: "answered",
    SourceStatus.PENDING: "being asked…",
    SourceStatus.EMPTY: "has nothing for this list",
    SourceStatus.QUOTA: "has had enough questions for now",
    SourceStatus.AUTH: "did not take its key",
    SourceStatus.UNREACHABLE: "did not answer",
    SourceStatus.DISABLED: "is off",
}
"""How an outside source did for one list, after its name."""

STATE_WORDS: Final = {
    SourceState.ENABLED: "On",
    SourceState.DISABLED: "Off",
    SourceState.NEEDS_KEY: "Needs a key",
    SourceState.STOPPED: "Stopped",
}

ACTION_WORDS: Final = {
    Action.LIKE: "Liked",
    Action.DISLIKE: "Not for me",
    Action.SKIP: "Skipped",
    Action.FINISH: "Played to the end",
    Action.HIDE: "Hidden",
}

KEPT_WORDS: Final = {
    "feedback": ("thing you did with an item", "things you did with items"),
    "plays": ("play", "plays"),
    "diary": ("mood in the diary", "moods in the diary"),
    "imports": ("import", "imports"),
    "imported_items": ("imported item", "imported items"),
}
"""One and several of each thing that is kept."""

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
_NEAR: Final = 0.06
_CLOSE: Final = 0.15
_EVEN: Final = 0.25


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


def end_words(end_error: float) -> str:
    """Say how near a journey ends to where it should; the distance is in percentiles, 0 to 1."""
    if end_error <= _NEAR:
        return "It ends where you want to be."
    if end_error <= _CLOSE:
        return "It ends close to where you want to be."
    return "It ends some way off: no song that fits the rest lies nearer."


def step_words(max_step: float) -> str:
    """Say how even a journey is, by its longest step in percentiles."""
    if max_step <= _EVEN:
        return "Each song is a small step from the one before."
    return "Somewhere on the way is a larger step, where few songs lie."
