"""Which items of a file the catalogue has already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mien.catalog.importers.draft import Draft
from mien.catalog.names import base_title, normalised
from mien.core.catalog_entry import CatalogEntry
from mien.core.media import Kind


class KnownItems:
    """Finds the bundled row of a draft by public id, by title and maker, or by title and year.

    A film of another title is known by its director, an actor and the year.
    """

    def __init__(self, rows: Iterable[CatalogEntry]) -> None:
        """Index `rows`."""
        self._by_key: dict[str, CatalogEntry] = {}
        self._by_people: dict[str, CatalogEntry] = {}
        self._by_row_id: dict[str, CatalogEntry] = {}
        self._by_id: dict[tuple[Kind, str, str], CatalogEntry] = {}
        for row in rows:
            self._by_row_id[row.id] = row
            for key in _keys(row):
                self._by_key.setdefault(key, row)
            for key in _people(row):
                self._by_people.setdefault(key, row)
            for service, value in row.public_ids.items():
                self._by_id[row.kind, service, value] = row

    def with_id(self, row_id: str) -> CatalogEntry | None:
        """Return the row of an id of ours, or None."""
        return self._by_row_id.get(row_id)

    def find(self, draft: Draft, key: str) -> CatalogEntry | None:
        """Return the row that a draft of identity `key` stands for, or None."""
        row = self._by_key.get(key)
        if row is not None:
            return row
        for service, value in draft.public_ids.items():
            row = self._by_id.get((draft.kind, service, value))
            if row is not None:
                return row
        people = _people(draft) if draft.cast else ()
        return next((self._by_people[key] for key in people if key in self._by_people), None)


def new_ids(row: CatalogEntry, public_ids: Mapping[str, str]) -> dict[str, str]:
    """Return the ids that a known row lacks."""
    return {name: value for name, value in public_ids.items() if name not in row.public_ids}


def identity(kind: Kind, title: str, creators: tuple[str, ...], year: int) -> str:
    """Return what two rows share that stand for one item: films by year, others by maker."""
    if kind is Kind.MOVIE:
        return f"movie {normalised(title)} {year}"
    return f"{kind.value} {normalised(base_title(title))} {normalised(creators[0])}"


def _people(film: CatalogEntry | Draft) -> list[str]:
    """Return keys of a film that has another title elsewhere: director, actor and year."""
    if film.kind is not Kind.MOVIE:
        return []
    return [
        f"{normalised(director)} {normalised(actor)} {film.year}"
        for director in film.creators
        for actor in film.cast
        if actor != director
    ]


def _keys(row: CatalogEntry) -> Iterable[str]:
    if row.kind is Kind.MOVIE:
        return [identity(row.kind, row.title, (), row.year)]
    return (identity(row.kind, row.title, (creator,), row.year) for creator in row.creators)
