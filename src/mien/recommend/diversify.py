"""Order by score without the same maker, film or album twice in any ten."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Final

from mien.core.media import Item
from mien.recommend.candidates import plain

WINDOW: Final = 10
"""In any run of this many picks no creator and no work stands twice."""


def spread_out(ranked: Iterable[Item], limit: int, *, same_maker_allowed: bool) -> list[Item]:
    """Take up to `limit` items in order, putting off those too like their neighbours.

    An item that is put off is taken later, once its maker has left the window; when only such
    items are left the list ends, unless `same_maker_allowed` (somebody asked for that maker).
    """
    picked: list[Item] = []
    recent: deque[frozenset[str]] = deque(maxlen=WINDOW - 1)
    put_off: list[Item] = []
    source = iter(ranked)
    while len(picked) < limit:
        item = _first_free(put_off, recent) if put_off else None
        if item is None:
            item = next(source, None)
            if item is None:
                break
        if not same_maker_allowed and any(_makers(item) & makers for makers in recent):
            put_off.append(item)
            continue
        picked.append(item)
        recent.append(_makers(item))
    return picked


def _first_free(put_off: list[Item], recent: deque[frozenset[str]]) -> Item | None:
    for place, item in enumerate(put_off):
        if not any(_makers(item) & makers for makers in recent):
            return put_off.pop(place)
    return None


def _makers(item: Item) -> frozenset[str]:
    names = {plain(name) for name in item.creators}
    if item.work:
        names.add(f"work: {plain(item.work)}")
    return frozenset(names)
