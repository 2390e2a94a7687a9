"""Languages as other catalogues write them."""

from __future__ import annotations

from typing import Final

from mien.catalog.rows import is_language

UNKNOWN: Final = "und"
"""ISO 639-2 code of a language that nobody named."""

_NAMES: Final[dict[str, str]] = {
    "arabic": "ar",
    "assamese": "as",
    "bengali": "bn",
    "bhojpuri": "hi",
    "chinese": "zh",
    "english": "en",
    "french": "fr",
    "german": "de",
    "gujarati": "gu",
    "haryanvi": "hi",
    "hindi": "hi",
    "instrumental": "zxx",
    "italian": "it",
    "japanese": "ja",
    "kannada": "kn",
    "korean": "ko",
    "malayalam": "ml",
    "marathi": "mr",
    "nepali": "ne",
    "odia": "or",
    "persian": "fa",
    "portuguese": "pt",
    "punjabi": "pa",
    "rajasthani": "hi",
    "russian": "ru",
    "sindhi": "sd",
    "spanish": "es",
    "tamil": "ta",
    "telugu": "te",
    "turkish": "tr",
    "urdu": "ur",
    # TMDB's own code for Cantonese.
    "cn": "zh",
}


def language_of(text: str) -> str:
    """Return the code for a language's code or English name, or `und`."""
    word = text.strip().lower()
    if word in _NAMES:
        return _NAMES[word]
    return word if is_language(word) else UNKNOWN
