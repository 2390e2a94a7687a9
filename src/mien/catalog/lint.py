"""Everything that can be wrong with catalogue files, found without any outside data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mien.catalog.load import BUNDLED, catalog_files
from mien.catalog.names import normalised
from mien.catalog.rows import RowError, read_rows
from mien.core.catalog_entry import CatalogEntry
from mien.core.errors import CatalogError


@dataclass(frozen=True, slots=True)
class LintProblem:
    """Where a file breaks a rule, and how."""

    file: str
    line: int
    message: str


def lint(folder: Path = BUNDLED) -> list[LintProblem]:
    """Return all problems of a folder's catalogue files: schema, duplicates, shared ids.

    Raises:
        CatalogError: the folder has no catalogue file.
    """
    problems: list[LintProblem] = []
    seen: dict[tuple[str, str], str] = {}
    for path in catalog_files(folder):
        try:
            for line, row in read_rows(path):
                if isinstance(row, RowError):
                    problems.append(LintProblem(path.name, line, str(row)))
                    continue
                place = f"{path.name}, line {line}"
                problems.extend(
                    LintProblem(
                        path.name, line, f"{what} {value!r} also stands in {seen[what, value]}"
                    )
                    for what, value in _unique(row)
                    if (what, value) in seen
                )
                seen.update(((what, value), place) for what, value in _unique(row))
        except CatalogError as error:
            problems.append(LintProblem(path.name, 1, f"{error.detail} {error.hint}"))
    return problems


def _unique(row: CatalogEntry) -> list[tuple[str, str]]:
    """Return what no two rows may share, each with a name for it."""
    title = normalised(row.title)
    # Films of one name are told apart by their year, songs and videos by who made them.
    maker = str(row.year) if row.kind == "movie" else normalised(row.creators[0])
    shared = [("id", row.id), (f"{row.kind} title and maker", f"{title} {maker}")]
    # A music video may carry the same YouTube id as its song, so ids are unique inside a kind.
    shared += [(f"{row.kind} {column} id", value) for column, value in row.public_ids.items()]
    return shared
