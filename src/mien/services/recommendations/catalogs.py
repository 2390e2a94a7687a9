"""The bundled catalogue with what each person imported, read again when that changes."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mien.catalog.load import items_of
from mien.core.catalog_entry import ImportStamp
from mien.core.errors import StoreError
from mien.services.profiles.memory import Memory
from mien.services.recommendations.imports import Imports
from mien.services.recommendations.recommender import Catalog

LOOK_AGAIN_S: Final = 2.0
"""Time after which an import made by another process is seen."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Read:
    stamp: ImportStamp | None
    catalogue: Catalog


class Catalogs:
    """Gives the same object for a person until their imports change; safe between threads."""

    def __init__(
        self,
        memory: Memory,
        bundled: Callable[[], Catalog],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Read imports from `memory`; who has none gets `bundled()`."""
        self._memory = memory
        self._bundled = bundled
        self._monotonic = monotonic
        self._read: dict[int, _Read] = {}
        self._look_at: dict[int, float] = {}
        self._lock = threading.Lock()

    def of(self, profile_id: int) -> Catalog:
        """Return the catalogue of a person; when memory fails, as it was before."""
        with self._lock:
            known = self._read.get(profile_id)
            if known is not None and self._monotonic() < self._look_at[profile_id]:
                return known.catalogue
            self._look_at[profile_id] = self._monotonic() + LOOK_AGAIN_S
            self._read[profile_id] = read = self._looked(profile_id, known)
            return read.catalogue

    def forget(self, profile_id: int) -> None:
        """Look at the imports of a person again for the next list."""
        with self._lock:
            self._read.pop(profile_id, None)

    def _looked(self, profile_id: int, known: _Read | None) -> _Read:
        try:
            store = self._memory.if_any()
            stamp = store.items.stamp(profile_id) if store else None
            if known is not None and stamp == known.stamp:
                return known
            if stamp is None:
                return _Read(None, self._bundled())
            rows = Imports(self._memory, profile_id).rows()
            return _Read(stamp, Catalog(profile_id, items_of(rows)))
        except StoreError as error:
            _logger.warning("imports can't be looked at: %s", error.detail)
            return known or _Read(None, self._bundled())
