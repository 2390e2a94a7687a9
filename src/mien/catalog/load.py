"""From catalogue files to items."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from mien.catalog.links import links_of, public_ids_of
from mien.catalog.percentiles import Percentiles
from mien.catalog.players import players_of
from mien.catalog.rows import RowError, read_rows
from mien.core.catalog_entry import CatalogEntry
from mien.core.errors import CatalogError
from mien.core.media import Item

BUNDLED: Final = Path(__file__).parent / "data"
"""Folder of the catalogue that comes with Mien."""


def load_rows(folder: Path = BUNDLED) -> list[CatalogEntry]:
    """Read every catalogue file of a folder.

    Raises:
        CatalogError: there is no file, or a row breaks the schema.
    """
    rows = []
    for path in catalog_files(folder):
        for line, row in read_rows(path):
            if isinstance(row, RowError):
                raise CatalogError(
                    f"{path.name}, line {line}: {row}.", "`mien catalog lint` lists all problems."
                )
            rows.append(row)
    return rows


def load_items(folder: Path = BUNDLED) -> list[Item]:
    """Read a folder's catalogue files as items, moods as percentiles inside their language.

    Raises:
        CatalogError: there is no file, or a row breaks the schema.
    """
    return items_of(load_rows(folder))


def items_of(rows: Iterable[CatalogEntry]) -> list[Item]:
    """Turn rows into items, ranked among each other."""
    rows = list(rows)
    ruler = Percentiles(rows)
    return [_item(row, ruler) for row in rows]


def catalog_files(folder: Path) -> list[Path]:
    """Return the catalogue files of a folder in the order of their names.

    Raises:
        CatalogError: there is none.
    """
    files = sorted(folder.glob("*.csv"))
    if not files:
        raise CatalogError(
            f"There is no catalogue file in {folder}.", "Reinstall Mien, or name another folder."
        )
    return files


def _item(row: CatalogEntry, ruler: Percentiles) -> Item:
    return Item(
        id=row.id,
        kind=row.kind,
        title=row.title,
        creators=row.creators,
        year=row.year,
        language=row.language,
        genres=row.genres,
        tags=row.tags,
        mood=ruler.mood_of(row),
        appreciation=row.appreciation,
        work=row.work,
        cast=row.cast,
        tempo=row.tempo,
        links=links_of(row),
        players=players_of(row.kind, public_ids_of(row)),
        public_ids=public_ids_of(row),
    )
