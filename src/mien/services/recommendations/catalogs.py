"""The bundled catalogue with what each person imported, read again when that changes."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mien.catalog.load import items_of, load_items
from mien.core.catalog_entry import ImportStamp
from mien.core.errors import StoreError
from mien.core.media import Item
from mien.services.profiles.memory import Memory
from mien.services.recommendations.imports import Imports

LOOK_AGAIN_S: Final = 2.0
"""Time after which an import made by another process is seen."""

_logger = logging.getLogger(__name__)


EVERYBODY: Final = 0
"""Owner of the catalogue that all share who imported nothing."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """Items to pick from, and whose they are: a profile's id, or `EVERYBODY`."""

    owner: int
    items: Sequence[Item]


class BundledCatalog:
    """One catalogue for everybody: the bundled one, or the items given in its place."""

    def __init__(self, items: Sequence[Item] | None = None) -> None:
        """Read nothing yet."""
        self._given = items

    def of(self, _profile_id: int = EVERYBODY) -> Catalog:
        """Return the one catalogue, read when first asked for."""
        return self._catalog

    def forget(self, _profile_id: int) -> None:
        """Do nothing: nobody imports here."""

    @cached_property
    def _catalog(self) -> Catalog:
        return Catalog(EVERYBODY, load_items() if self._given is None else self._given)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A catalogue and the imports that it was read with."""

    stamp: ImportStamp | None
    catalog: Catalog


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
        self._read: dict[int, _Entry] = {}
        self._look_at: dict[int, float] = {}
        self._lock = threading.Lock()

    def of(self, profile_id: int) -> Catalog:
        """Return the catalogue of a person, or of `EVERYBODY`; when memory fails, as it was."""
        if profile_id == EVERYBODY:
            return self._bundled()
        with self._lock:
            known = self._read.get(profile_id)
            if known is not None and self._monotonic() < self._look_at[profile_id]:
                return known.catalog
            self._look_at[profile_id] = self._monotonic() + LOOK_AGAIN_S
            self._read[profile_id] = read = self._looked(profile_id, known)
            return read.catalog

    def forget(self, profile_id: int) -> None:
        """Look at the imports of a person again for the next list."""
        with self._lock:
            self._read.pop(profile_id, None)

    def _looked(self, profile_id: int, known: _Entry | None) -> _Entry:
        try:
            store = self._memory.if_any()
            stamp = store.items.stamp(profile_id) if store else None
            if known is not None and stamp == known.stamp:
                return known
            if stamp is None:
                return _Entry(None, self._bundled())
            rows = Imports(self._memory, profile_id).rows()
            return _Entry(stamp, Catalog(profile_id, items_of(rows)))
        except StoreError as error:
            _logger.warning("imports can't be looked at: %s", error.detail)
            return known or _Entry(None, self._bundled())
