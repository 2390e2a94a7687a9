"""One import as a stream: the file is looked through once to know its numbers, then read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from re import compile as pattern
from typing import Final

from mien.catalog.importers.draft import IMPORTED, Draft, EntryDraft, Skip, SkippedRows
from mien.catalog.importers.estimate import MoodEstimator
from mien.catalog.importers.known import KnownItems, identity, new_ids
from mien.catalog.importers.options import ImportOptions
from mien.catalog.importers.progress import ProgressReader
from mien.catalog.importers.quantile_mapping import QuantileMapping
from mien.catalog.importers.registry import format_named
from mien.catalog.importers.tags import tags_of
from mien.catalog.plausibility import FeatureSample, explain
from mien.core.catalog_entry import CatalogEntry
from mien.core.errors import ImplausibleDataError, ImportFileError
from mien.core.media import Kind

USUAL_APPRECIATION: Final = 0.4
"""Appreciation of an item that the file has no rating for: less than that of most bundled ones."""

_EVERY: Final = 1000
_SURVEYED: Final = 20_000_000
"""Bytes of a file of which the survey looks at every row; of longer ones at each n-th."""

_SLUG_LENGTH: Final = 60
_NOT_SLUG = pattern(r"[^a-z0-9]+")

ReportProgress = Callable[[float], None]
"""Told the share that is done, 0 to 1, now and then."""


class ImportStream:
    """The items of one file, and afterwards what became of its rows.

    Attributes:
        rows: rows that the file has.
        offered: items that were yielded.
        known: rows that the bundled catalogue has already, all ids included.
        merged: items yielded under the id of a bundled one, only to add public ids to it.
        skipped: rows left out, and why.
    """

    def __init__(
        self,
        file_format: str,
        path: Path,
        options: ImportOptions,
        bundled: Sequence[CatalogEntry],
        on_progress: ReportProgress = lambda _: None,
    ) -> None:
        """Open a file; its rows are not read yet.

        Raises:
            UsageError: the format, or an option, is not understood.
            ImportFileError: the file can't be read as that format.
        """
        self._meter = ProgressReader()
        self._name = path.name
        if not path.exists():
            raise ImportFileError(f"There is no {path}.", "Check the path.")
        self._source = format_named(file_format)(path, options, self._meter)
        self._bundled = bundled
        self._on_progress = on_progress
        self._estimators: dict[Kind, MoodEstimator] = {}
        self._placement = QuantileMapping(bundled)
        self._known = KnownItems(bundled)
        self.rows = self.offered = self.known = self.merged = 0
        self.skipped = SkippedRows()

    def items(self) -> Iterator[CatalogEntry]:
        """Yield the items of the file; can be called once.

        Rows of one item carry one id, so whoever keeps them can drop the repeated ones.

        Raises:
            ImportFileError: the file has no row that can be used, or breaks off.
            ImplausibleDataError: its numbers were not measured on songs.
        """
        self._survey()
        for found in self._watched(second=True):
            self.rows += 1
            if isinstance(found, Skip):
                self.skipped.add(found)
                continue
            item = self._kept(found.item) if isinstance(found, EntryDraft) else self._item(found)
            if item is not None:
                self.offered += 1
                yield item
        self._on_progress(1.0)

    def _survey(self) -> None:
        sample = FeatureSample()
        usable = 0
        # Each of a long file's languages is known well enough from a part of its rows.
        for found in self._watched(second=False, every=1 + self._meter.total // _SURVEYED):
            if isinstance(found, Skip):
                self.skipped.add(found)
                continue
            usable += 1
            if isinstance(found, Draft):
                valence, energy = self._numbers(found)
                self._placement.observe((found.kind, found.language), valence, energy)
                if found.valence is not None:
                    song = " ".join((found.title, *found.creators[:1]))
                    sample.add(valence, energy, found.loudness, song)
        if not usable:
            raise ImportFileError(f"{self._name} has no row that can be used.", self._why())
        doubts = sample.doubts()
        if doubts:
            raise ImplausibleDataError(
                f"{self._name} was not imported. {explain(doubts)}",
                "Use another source; or take only its facts, with `csv --map` and no valence and "
                "energy, and Mien guesses the mood from genre, year and maker.",
            )
        self.skipped = SkippedRows()

    def _why(self) -> str:
        if not self.skipped.counts:
            return "It ends after the header line."
        reason, count = self.skipped.counts.most_common(1)[0]
        return f"{count:,} rows: {reason}."

    def _watched(self, *, second: bool, every: int = 1) -> Iterator[Draft | EntryDraft | Skip]:
        self._meter.done = 0
        for number, found in enumerate(self._source.drafts(every)):
            if number % _EVERY == 0:
                self._on_progress((second + self._meter.share) / 2)
            yield found

    def _item(self, draft: Draft) -> CatalogEntry | None:
        key = identity(draft.kind, draft.title, draft.creators, draft.year)
        row = self._known.find(draft, key)
        if row is not None:
            return self._addition(row, draft.public_ids)
        valence, energy = self._placement.place((draft.kind, draft.language), *self._numbers(draft))
        return CatalogEntry(
            _id(draft, key),
            draft.kind,
            draft.title,
            draft.creators,
            draft.year,
            draft.language,
            draft.genres,
            tags_of(draft.kind, draft.genres, valence, energy),
            valence,
            energy,
            USUAL_APPRECIATION if draft.appreciation is None else draft.appreciation,
            IMPORTED,
            draft.work,
            draft.cast,
            draft.tempo,
            "",
            draft.public_ids,
        )

    def _kept(self, item: CatalogEntry) -> CatalogEntry | None:
        """Return an item that Mien wrote itself as it is, unless it is bundled."""
        row = self._known.with_id(item.id)
        return item if row is None else self._addition(row, item.public_ids)

    def _addition(self, row: CatalogEntry, public_ids: Mapping[str, str]) -> CatalogEntry | None:
        """Return an item that only adds public ids to a bundled row, or None without new ones."""
        ids = new_ids(row, public_ids)
        if not ids:
            self.known += 1
            return None
        self.merged += 1
        return CatalogEntry(
            id=row.id,
            kind=row.kind,
            title=row.title,
            creators=row.creators,
            year=row.year,
            language=row.language,
            genres=row.genres,
            tags=row.tags,
            valence=row.valence,
            energy=row.energy,
            appreciation=row.appreciation,
            evidence=row.evidence,
            work=row.work,
            cast=row.cast,
            tempo=row.tempo,
            search=row.search,
            public_ids=ids,
        )

    def _numbers(self, draft: Draft) -> tuple[float, float]:
        """Return valence and energy as the file has them, or guessed where it does not."""
        if draft.valence is not None and draft.energy is not None:
            return draft.valence, draft.energy
        estimator = self._estimators.get(draft.kind)
        if estimator is None:
            estimator = self._estimators[draft.kind] = MoodEstimator(self._bundled, draft.kind)
        return estimator.guess(draft.genres, draft.year, draft.creators)


def _id(draft: Draft, key: str) -> str:
    """Return an id that is the same for all rows of one item, in every file."""
    slug = _NOT_SLUG.sub("-", draft.title.lower())[:_SLUG_LENGTH].strip("-")
    digest = blake2b(key.encode(), digest_size=6).hexdigest()
    return f"{draft.kind.value}-{slug}-{digest}" if slug else f"{draft.kind.value}-{digest}"
