"""Names made comparable: the one rule for letters, upon which stricter or looser rules stand."""

from __future__ import annotations

import unicodedata


def caseless(text: str) -> str:
    """Return text that is the same for spellings that differ by case, width or ligature only.

    Accents stay, each as a character of its own after its letter (NFKD).
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", folded)


def folded(text: str) -> str:
    """Return text in lower case without accents, for comparing names."""
    letters = caseless(text)
    if letters.isascii():
        return letters
    return "".join(c for c in letters if not unicodedata.combining(c))
