"""Columns and vocabularies of the catalogue files."""

from __future__ import annotations

from typing import Final

from mien.core.media import Kind

LIST_SEPARATOR: Final = "|"

_SHARED_HEAD = ("id", "title", "creators")
_SHARED_MOOD = ("valence", "energy")

COLUMNS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.MUSIC: (
        *_SHARED_HEAD,
        *("work", "year", "language", "genres", "tags"),
        *_SHARED_MOOD,
        *("tempo", "appreciation", "evidence", "youtube", "spotify"),
    ),
    Kind.MOVIE: (
        *_SHARED_HEAD,
        *("cast", "year", "language", "genres", "tags"),
        *_SHARED_MOOD,
        *("appreciation", "evidence", "imdb", "tmdb", "trailer"),
    ),
    Kind.VIDEO: (
        *_SHARED_HEAD,
        *("year", "language", "genres", "tags"),
        *_SHARED_MOOD,
        *("appreciation", "evidence", "youtube", "search"),
    ),
}
"""Header of a catalogue file by the kind that its name begins with."""

FILE_PREFIX: Final[dict[str, Kind]] = {
    "music": Kind.MUSIC,
    "movies": Kind.MOVIE,
    "videos": Kind.VIDEO,
}

GENRES: Final[dict[Kind, frozenset[str]]] = {
    Kind.MUSIC: frozenset(
        (
            "pop rock folk soul r&b hip-hop jazz blues country classical electronic dance house "
            "techno ambient metal punk indie alternative reggae latin disco funk gospel "
            "singer-songwriter soundtrack new-wave grunge film ghazal qawwali bhajan devotional "
            "indipop bhangra sufi filmi-rock folk-indian patriotic lullaby cabaret afrobeat k-pop "
            "j-pop chanson bossa-nova fado world"
        ).split()
    ),
    Kind.MOVIE: frozenset(
        (
            "action adventure animation biography comedy crime documentary drama family fantasy "
            "history horror music musical mystery romance sci-fi sport thriller war western"
        ).split()
    ),
    Kind.VIDEO: frozenset(
        (
            "music comedy education science animals nature travel howto film sport people food "
            "art gaming"
        ).split()
    ),
}

TAGS: Final = frozenset(
    (
        "joyful playful funny party triumphant inspiring hopeful romantic tender warm cosy "
        "nostalgic bittersweet longing heartbreak melancholic grief lonely peaceful dreamy "
        "spiritual devotional gentle dark eerie suspenseful scary tense angry rebellious defiant "
        "intense energetic danceable patriotic thoughtful wonder adventurous epic quirky satirical"
    ).split()
)
