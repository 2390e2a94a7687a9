"""Items and catalogue rows made for a test, each field with a harmless default."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mien.core.catalog_entry import CatalogEntry
from mien.core.media import Evidence, Item, ItemMood, Kind

_ITEM = Item(
    id="music-a-song-1990",
    kind=Kind.MUSIC,
    title="A Song",
    creators=("A Singer",),
    year=1990,
    language="en",
    genres=("pop",),
    tags=("joyful",),
    mood=ItemMood(0.0, 0.0, Evidence.EDITOR),
    appreciation=0.5,
    links={"youtube": "https://www.youtube.com/results?search_query=a"},
)

_ROW = CatalogEntry(
    id="music-a-song-1990",
    kind=Kind.MUSIC,
    title="A Song",
    creators=("A Singer",),
    year=1990,
    language="en",
    genres=("pop",),
    tags=("joyful",),
    valence=0.5,
    energy=0.5,
    appreciation=0.5,
    evidence=Evidence.EDITOR,
    work="",
    cast=(),
    tempo=None,
    search="",
    public_ids={},
)


def make_item(number: int = 0, *, valence: float = 0.0, arousal: float = 0.0, **fields) -> Item:
    """Return an item whose id, title and creator carry `number`."""
    base = replace(
        _ITEM,
        id=f"music-song-{number}-1990",
        title=f"Song {number}",
        creators=(f"Singer {number}",),
        mood=ItemMood(valence, arousal, Evidence.EDITOR),
    )
    return replace(base, **fields)


def make_row(**fields) -> CatalogEntry:
    """Return a catalogue row."""
    return replace(_ROW, **fields)


def spread_items(count: int, *, seed: int = 0, **fields) -> list[Item]:
    """Return items spread evenly at random over the mood map."""
    rng = np.random.default_rng(seed)
    return [
        make_item(
            number,
            valence=float(rng.uniform(-1, 1)),
            arousal=float(rng.uniform(-1, 1)),
            appreciation=float(rng.uniform(0.3, 0.9)),
            **fields,
        )
        for number in range(count)
    ]
