"""From the genres of other catalogues to ours."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from mien.catalog.schema import GENRES
from mien.core.media import Kind

MOST: Final = 3

_FILM: Final[dict[str, tuple[str, ...]]] = {
    "science fiction": ("sci-fi",),
    "children": ("family",),
    "children's": ("family",),
    "film-noir": ("crime", "mystery"),
    "historical": ("history",),
    "biopic": ("biography",),
    "sports": ("sport",),
}

# The more telling word first: `pop punk` is punk before it is pop. Spaces stand for word ends.
_SONG: Final[tuple[tuple[str, tuple[str, ...]], ...]] = tuple(
    (words, tuple(ours.split()))
    for words, ours in (
        ("ghazal", "ghazal"),
        ("qawwali", "qawwali"),
        ("bhajan", "bhajan devotional"),
        ("devotional", "devotional"),
        ("worship", "gospel"),
        ("bhangra", "bhangra"),
        ("sufi", "sufi"),
        ("indian folk", "folk-indian"),
        ("bollywood", "film"),
        ("filmi", "film"),
        ("kollywood", "film"),
        ("tollywood", "film"),
        ("sandalwood", "film"),
        ("lullaby", "lullaby"),
        ("k-pop", "k-pop"),
        ("j-pop", "j-pop"),
        ("anime", "j-pop"),
        ("chanson", "chanson"),
        ("bossa nova", "bossa-nova"),
        ("fado", "fado"),
        ("afrobeat", "afrobeat"),
        ("new wave", "new-wave"),
        ("grunge", "grunge"),
        ("singer-songwriter", "singer-songwriter"),
        ("soundtrack", "soundtrack"),
        (" score ", "soundtrack"),
        ("hip hop", "hip-hop"),
        ("hip-hop", "hip-hop"),
        (" rap ", "hip-hop"),
        (" trap ", "hip-hop"),
        (" drill ", "hip-hop"),
        ("grime", "hip-hop"),
        ("metal", "metal"),
        ("punk", "punk"),
        (" emo ", "punk"),
        ("reggaeton", "latin reggae"),
        ("reggae", "reggae"),
        (" dub ", "reggae"),
        ("salsa", "latin"),
        ("cumbia", "latin"),
        ("bachata", "latin"),
        ("tango", "latin"),
        ("latin", "latin"),
        ("samba", "latin"),
        ("disco", "disco"),
        ("funk", "funk"),
        ("gospel", "gospel"),
        (" soul ", "soul"),
        ("motown", "soul"),
        ("r&b", "r&b"),
        ("blues", "blues"),
        ("jazz", "jazz"),
        ("bebop", "jazz"),
        (" swing ", "jazz"),
        ("country", "country"),
        ("bluegrass", "country"),
        (" opera ", "classical"),
        ("baroque", "classical"),
        ("classical", "classical"),
        ("orchestra", "classical"),
        ("piano", "classical"),
        ("techno", "techno"),
        ("house", "house"),
        ("ambient", "ambient"),
        ("new age", "ambient"),
        ("sleep", "ambient"),
        (" drone ", "ambient"),
        ("trance", "electronic"),
        ("dubstep", "electronic"),
        ("edm", "electronic dance"),
        ("electro", "electronic"),
        ("synth", "electronic"),
        ("drum-and-bass", "electronic"),
        ("drum and bass", "electronic"),
        ("dance", "dance"),
        ("indie", "indie"),
        ("alternative", "alternative"),
        ("alt-rock", "alternative"),
        ("shoegaze", "alternative"),
        ("folk", "folk"),
        ("celtic", "folk"),
        ("acoustic", "folk"),
        ("rock", "rock"),
        ("british", "pop"),
        ("pop", "pop"),
        ("world", "world"),
    )
)

_TRADITION: Final[tuple[tuple[str, str], ...]] = (
    ("punjabi", "pa"),
    ("tamil", "ta"),
    ("kollywood", "ta"),
    ("telugu", "te"),
    ("tollywood", "te"),
    ("malayalam", "ml"),
    ("kannada", "kn"),
    ("bengali", "bn"),
    ("bollywood", "hi"),
    ("filmi", "hi"),
    ("hindi", "hi"),
    ("k-pop", "ko"),
    ("j-pop", "ja"),
    ("anime", "ja"),
    ("mandopop", "zh"),
    ("chanson", "fr"),
)
"""Genres whose name says the language; a wider one (latin, world) does not."""

_MARKS = re.compile(r"[\[\]'\",;|/]+")


@lru_cache(maxsize=20_000)
def film_genres(text: str) -> tuple[str, ...]:
    """Return our words for `Drama, Sci-Fi` or `Drama|Sci-Fi`, at most three; may be none."""
    found: dict[str, None] = {}
    for part in re.split(r"[,|/]", text.lower()):
        word = part.strip()
        ours = (word,) if word in GENRES[Kind.MOVIE] else _FILM.get(word, ())
        found.update(dict.fromkeys(ours))
    return tuple(found)[:MOST]


@lru_cache(maxsize=20_000)
def song_genres(text: str) -> tuple[str, ...]:
    """Return our words for the genres that a text names, at most three; `pop` when it has none."""
    plain = f" {_MARKS.sub(' ', text.lower())} "
    found: dict[str, None] = {}
    for words, ours in _SONG:
        if words in plain:
            found.update(dict.fromkeys(ours))
            if len(found) >= MOST:
                break
    return tuple(found)[:MOST] or ("pop",)


@lru_cache(maxsize=20_000)
def language_of_genres(text: str) -> str:
    """Return the language that a genre's name says (`modern bollywood`: hi), or `und`."""
    plain = text.lower()
    return next((language for word, language in _TRADITION if word in plain), "und")
