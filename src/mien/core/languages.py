"""The names of languages."""

from __future__ import annotations

from typing import Final, Self

INSTRUMENTAL: Final = "zxx"
"""The code of music without words."""

LANGUAGE_NAMES: Final[dict[str, str]] = {
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
}
"""English names by ISO 639-1 code."""


class LanguageName(str):
    """The English name of a language, which remembers the code.

    A code that has no name here is its own name, in capitals.
    """

    __slots__ = ("code",)
    code: str

    def __new__(cls, code: str) -> Self:
        """Name the language of `code`."""
        name = super().__new__(cls, LANGUAGE_NAMES.get(code, code.upper()))
        name.code = code
        return name

    def __reduce__(self) -> tuple[object, ...]:
        """Let a copy remember the same."""
        return (type(self), (self.code,))
