"""Bringing other people's tables of songs and films into the catalogue, and taking them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from mien.catalog.export import with_imported, write_catalogue
from mien.catalog.importers.draft import SkippedRows
from mien.catalog.importers.options import ImportOptions
from mien.catalog.importers.stream import ImportStream, ReportProgress
from mien.catalog.load import load_rows
from mien.core.catalog_entry import CatalogEntry, ImportBatch
from mien.core.errors import NotFoundError
from mien.core.media import Kind
from mien.services.profiles.current import current_profile
from mien.services.profiles.memory import Memory

NO_OPTIONS: Final = ImportOptions()


class ItemStore(Protocol):
    """Where imported items are kept; the store's repository is one."""

    def add(
        self, profile_id: int, source: str, file_format: str, items: Iterable[CatalogEntry]
    ) -> ImportBatch:
        """Keep all items as one import, or none of them."""
        ...

    def batches(self, profile_id: int) -> list[ImportBatch]:
        """Return the imports of a profile, oldest first."""
        ...

    def remove(self, profile_id: int, batch_id: int) -> ImportBatch:
        """Take one import back."""
        ...

    def stream(self, profile_id: int, batch_id: int | None = None) -> Iterator[CatalogEntry]:
        """Yield the items of all imports, or of one."""
        ...


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows of one file.

    Attributes:
        batch: the import, to be named when it is taken back; None when nothing was new.
        rows: rows of the file.
        added: items that are new, `merged` included.
        merged: bundled items that got public ids from the file.
        known: rows whose item is bundled with the same ids.
        repeated: rows whose item stands earlier in the file, or was imported before.
        skipped: rows left out, and why.
    """

    batch: ImportBatch | None
    rows: int
    added: int
    merged: int
    known: int
    repeated: int
    skipped: SkippedRows


class Imports:
    """Imports of one person."""

    def __init__(
        self,
        memory: Memory,
        profile_id: int | None = None,
        bundled: Callable[[], list[CatalogEntry]] = load_rows,
    ) -> None:
        """Keep items in `memory`, which is made when the first import needs it."""
        self._memory = memory
        self._profile_id = current_profile(profile_id)
        self._bundled = bundled

    def add(
        self,
        file_format: str,
        path: Path,
        options: ImportOptions = NO_OPTIONS,
        on_progress: ReportProgress = lambda _: None,
    ) -> ImportReport:
        """Import a file: all of it, or nothing when anything goes wrong on the way.

        Args:
            file_format: one of `mien.catalog.importers.registry.FORMATS`.
            path: the file, or the folder for formats of several files.
            options: what the file does not say.
            on_progress: told the share that is done, 0 to 1.

        Raises:
            UsageError: the format or an option is not understood.
            ImportFileError: the file can't be read as that format.
            ImplausibleDataError: its numbers were not measured on songs.
            StoreError: the items can't be kept.
        """
        stream = ImportStream(file_format, path, options, self._bundled(), on_progress)
        items: ItemStore = self._memory.open().items
        batch = items.add(self._profile_id, path.name, file_format, stream.items())
        if not batch.added:
            items.remove(self._profile_id, batch.id)
        return ImportReport(
            batch=batch if batch.added else None,
            rows=stream.rows,
            added=batch.added,
            merged=min(stream.merged, batch.added),
            known=stream.known,
            repeated=stream.offered - batch.added,
            skipped=stream.skipped,
        )

    def batches(self) -> list[ImportBatch]:
        """Return the imports that are there, oldest first.

        Raises:
            StoreError: they can't be read.
        """
        store = self._memory.if_any()
        return store.items.batches(self._profile_id) if store else []

    def remove(self, batch_id: int) -> ImportBatch:
        """Take an import back, and return what it was.

        Raises:
            NotFoundError: there is no such import.
            StoreError: nothing was removed.
        """
        store = self._memory.if_any()
        if store is None:
            raise NotFoundError(f"There is no import {batch_id}.", "Nothing was imported yet.")
        return store.items.remove(self._profile_id, batch_id)

    def rows(self) -> list[CatalogEntry]:
        """Return the bundled catalogue and everything imported as one.

        Raises:
            StoreError: what was imported can't be read.
        """
        store = self._memory.if_any()
        imported = store.items.stream(self._profile_id) if store else ()
        return with_imported(self._bundled(), imported)

    def export(self, folder: Path) -> dict[Kind, int]:
        """Write the whole catalogue as CSV files into a folder; return how many of each kind.

        Raises:
            InputError: the folder holds such files already, or can't be written to.
            StoreError: what was imported can't be read.
        """
        return write_catalogue(folder, self.rows())
