"""Take items in order of score without the same maker, film or album twice in any ten."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable
from typing import Final

WINDOW: Final = 10
"""In any run of this many picks no creator and no work stands twice."""


def spread_out(
    ranked: Iterable[int],
    limit: int,
    creators_of: Callable[[int], Collection[int]],
    *,
    same_creator_allowed: bool = False,
) -> list[int]:
    """Take up to `limit` rows in order, putting off those too like their neighbours.

    A row that is put off is taken later, once its creator has left the window; when only such rows
    are left the list ends, unless `same_creator_allowed` (somebody asked for that creator).

    Args:
        ranked: rows, best first.
        limit: how many to take at most.
        creators_of: the numbers of a row's creators and of its film or album.
        same_creator_allowed: take them as they come.
    """
    picked: list[int] = []
    recent: deque[frozenset[int]] = deque(maxlen=WINDOW - 1)
    put_off: list[tuple[int, frozenset[int]]] = []
    source = ((row, frozenset(creators_of(row))) for row in ranked)
    while len(picked) < limit:
        candidate = _first_free(put_off, recent) or next(source, None)
        if candidate is None:
            break
        row, creators = candidate
        if not same_creator_allowed and any(creators & others for others in recent):
            put_off.append(candidate)
            continue
        picked.append(row)
        recent.append(creators)
    return picked


def _first_free(
    put_off: list[tuple[int, frozenset[int]]], recent: Iterable[frozenset[int]]
) -> tuple[int, frozenset[int]] | None:
    taken = frozenset[int]().union(*recent)
    for place, (_, creators) in enumerate(put_off):
        if not creators & taken:
            return put_off.pop(place)
    return None
