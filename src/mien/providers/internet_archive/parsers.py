"""From the Archive's JSON to values; any field may be a string or a list of strings."""

from __future__ import annotations

import re
from typing import Any

from mien.core.media import Kind, Player
from mien.providers.answers import mapping, mappings, words, year_of
from mien.providers.base import UNKNOWN_LANGUAGE, Listing
from mien.providers.internet_archive import MANIFEST

_LANGUAGES = {
    "english": "en", "eng": "en", "en": "en", "hindi": "hi", "hin": "hi", "hi": "hi",
    "french": "fr", "fre": "fr", "german": "de", "ger": "de", "spanish": "es", "spa": "es",
    "italian": "it", "ita": "it", "japanese": "ja", "jpn": "ja", "russian": "ru", "rus": "ru",
    "silent": "zxx", "none": "zxx", "no linguistic content": "zxx",
}  # fmt: skip


def films(document: Any, kind: Kind) -> tuple[Listing, ...]:  # noqa: ANN401 - parsed JSON
    """Return the films of a search, those without a name left out."""
    docs = mappings(mapping(mapping(document).get("response")).get("docs"))
    return tuple(
        _film(entry, kind)
        for entry in docs
        if _first(entry, "identifier") and _first(entry, "title")
    )


def _film(entry: Any, kind: Kind) -> Listing:  # noqa: ANN401 - parsed JSON
    name = _first(entry, "identifier")
    year = year_of(entry.get("year")) or year_of(_first(entry, "year"))
    title, told_year = _title(_first(entry, "title"))
    silent = "silent_films" in words(entry.get("collection"))
    language = _LANGUAGES.get(_first(entry, "language").lower(), UNKNOWN_LANGUAGE)
    return Listing(
        source=MANIFEST.name,
        id=name,
        kind=kind,
        title=title,
        creators=words(entry.get("creator")),
        year=year or told_year,
        credit=MANIFEST.credit,
        language="zxx" if silent else language,
        ids={MANIFEST.name: name},
        links={"internet archive": f"https://archive.org/details/{name}"},
        player=Player("embed", f"https://archive.org/embed/{name}"),
        artwork=f"https://archive.org/services/img/{name}",
    )


def _first(entry: Any, field: str) -> str:  # noqa: ANN401 - parsed JSON
    found = words(entry.get(field))
    return found[0] if found else ""


def _title(text: str) -> tuple[str, int | None]:
    """Split `His Girl Friday (1940)` into title and year."""
    found = re.fullmatch(r"(.+?)\s*[(\[]((?:18|19|20)\d\d)[)\]].*", text)
    return (found[1], int(found[2])) if found else (text, None)
