"""The bundled catalogue and what was imported, as one; and written out as files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from mien.catalog.rows import PUBLIC_ID
from mien.catalog.schema import COLUMNS, FILE_PREFIX, LIST_SEPARATOR
from mien.core.catalog_entry import CatalogEntry
from mien.core.errors import InputError
from mien.core.media import Kind


def with_imported(
    bundled: Iterable[CatalogEntry], imported: Iterable[CatalogEntry]
) -> list[CatalogEntry]:
    """Return all entries; an imported one under a bundled one's id only adds public ids to it."""
    rows = {row.id: row for row in bundled}
    for item in imported:
        row = rows.get(item.id)
        if row is None:
            rows[item.id] = item
        else:
            rows[item.id] = replace(row, public_ids={**item.public_ids, **row.public_ids})
    return list(rows.values())


def write_catalogue(folder: Path, rows: Iterable[CatalogEntry]) -> dict[Kind, int]:
    """Write rows as `music.csv`, `movies.csv` and `videos.csv`; return how many of each kind.

    A file stands under its name only when it is whole.

    Raises:
        InputError: one of the files is there already, or the folder can't be written to.
    """
    paths = {kind: folder / f"{prefix}.csv" for prefix, kind in FILE_PREFIX.items()}
    taken = [path.name for path in paths.values() if path.exists()]
    if taken:
        raise InputError(
            f"{', '.join(taken)} is in {folder} already.", "Name an empty or a new folder."
        )
    parts = {kind: path.with_suffix(".csv.part") for kind, path in paths.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        counts = _write(parts, rows)
        for kind, part in parts.items():
            part.replace(paths[kind])
    except OSError as error:
        raise InputError(
            f"The catalogue can't be written to {folder}: {error.strerror}.",
            "Name a folder that this user may write to.",
        ) from error
    return counts


def _write(paths: Mapping[Kind, Path], rows: Iterable[CatalogEntry]) -> dict[Kind, int]:
    counts = dict.fromkeys(Kind, 0)
    with ExitStack() as files:
        writers = {}
        for kind, path in paths.items():
            file = files.enter_context(path.open("w", encoding="utf-8", newline=""))
            writers[kind] = csv.DictWriter(file, COLUMNS[kind], lineterminator="\n")
            writers[kind].writeheader()
        for row in rows:
            writers[row.kind].writerow(_cells(row))
            counts[row.kind] += 1
    return counts


def _cells(row: CatalogEntry) -> dict[str, str]:
    return {column: _cell(row, column) for column in COLUMNS[row.kind]}


def _cell(row: CatalogEntry, column: str) -> str:
    if column in PUBLIC_ID:
        return row.public_ids.get(column, "")
    value = getattr(row, column)
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(value)
    return "" if value is None else str(value)
