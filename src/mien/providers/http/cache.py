"""The cache of answers: as long as each source's terms allow, errors and secrets never."""

from __future__ import annotations

from typing import Final

from hishel import Entry, Request, Response, SqliteStorage
from hishel.httpx2 import CacheTransport

EMPTY_KEPT_S: Final = 600.0
"""Time that an answer without results is kept, in seconds."""

KEEP_HEADER: Final = "x-mien-keep-s"
"""Header by which the wire says how long an answer may be kept."""


class AnswerStorage(SqliteStorage):
    """Keeps each answer as long as the wire below says, which has read it."""

    def create_entry(
        self,
        request: Request,
        response: Response,
        key: str,
        *,
        ttl: float | None = None,
        tti: float | None = None,
    ) -> Entry:
        """Keep an entry for as long as its header says."""
        ttl = float(response.headers.get(KEEP_HEADER) or ttl or EMPTY_KEPT_S)
        return super().create_entry(request, response, key, ttl=ttl, tti=tti)


class SharedCache(CacheTransport):
    """The cache of all sources: closing one client leaves it open."""

    def close(self) -> None:
        """Leave the storage to the network, which owns it."""
