"""What a source may know of an item: its public facts, nothing of a person."""

from __future__ import annotations

import re
from typing import Final

from mien.core.media import Item
from mien.providers.base import Wanted

_IDS: Final = (
    ("youtube", re.compile(r"youtube\.com/watch\?v=([A-Za-z0-9_-]{11})")),
    ("spotify", re.compile(r"open\.spotify\.com/track/([A-Za-z0-9]{22})")),
    ("imdb", re.compile(r"imdb\.com/title/(tt\d{7,8})")),
    ("tmdb", re.compile(r"themoviedb\.org/movie/(\d+)")),
)


def wanted_of(item: Item) -> Wanted:
    """Return the facts of an item, with the ids that its links show."""
    ids = {
        service: found[1]
        for service, pattern in _IDS
        for address in item.links.values()
        if (found := pattern.search(address)) is not None
    }
    return Wanted(
        kind=item.kind,
        title=item.title,
        creators=item.creators,
        year=item.year,
        language=item.language,
        work=item.work,
        ids=ids,
    )
