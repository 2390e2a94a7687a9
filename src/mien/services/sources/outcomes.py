"""How a source did for one list: what it gave, what failed, and what is still under way."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from mien.core.enrichment import ShelfEntry
from mien.core.phrases import Phrase, sentences
from mien.core.recommendation import Source, SourceStatus
from mien.providers.base import Listing, Manifest
from mien.providers.errors import (
    BadAnswerError,
    LeftForLaterError,
    ProviderError,
    UnreachableError,
)
from mien.providers.protocols import Provider
from mien.services.sources.sources import Connection
from mien.services.sources.workers import Answer

_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class SourceCalls:
    """What one source was asked for one list.

    Attributes:
        finds: the question about each item, by its id.
        similar: what is like one item, when someone wants to know.
        shelves: its entries by name of the shelf.
        stocks: how many items it put on its shelves, for each kind that it is asked for.
        left: items that it was not asked about.
    """

    connected: Connection[Provider]
    finds: dict[str, Future[Listing | None]] = field(default_factory=dict)
    similar: Future[tuple[Listing, ...]] | None = None
    shelves: Future[Mapping[str, tuple[ShelfEntry, ...]]] | None = None
    stocks: list[Future[int]] = field(default_factory=list)
    left: int = 0

    @property
    def questions(self) -> list[Future[Any]]:
        """Return all that it was asked."""
        once = (future for future in (self.similar, self.shelves) if future is not None)
        return [*self.finds.values(), *once, *self.stocks]

    @property
    def manifest(self) -> Manifest:
        """Return what is known of the source."""
        return self.connected.manifest


def outcome(listed: Source, record: SourceCalls | None, stocked: int, wait_ms: int) -> Source:
    """Return how a source did for one list.

    Args:
        listed: the source as a list names it before anyone is asked.
        record: what it was asked; None for one that can do nothing for such a list.
        stocked: the number of its items that can be picked.
        wait_ms: how long was waited for it.
    """
    if record is None or not (record.questions or record.left or stocked):
        return _unasked(listed)
    # Looked at once, as a question that ends meanwhile would else be neither late nor failed.
    done = [future for future in record.questions if future.done()]
    late = len(record.questions) - len(done)
    errors = sorted((e for future in done if (e := _error(future)) is not None), key=_severity)
    count = stocked + _given(record, set(done))
    pacing = bool(late) and record.connected.guard.is_pacing()
    remarks = [_words(error) for error in errors[:1]]
    if pacing:
        remarks.append(Phrase("It is asked slowly, as it wants; the rest comes later."))
    elif late:
        remarks.append(_lateness(late, len(record.questions), wait_ms))
    if record.left and not remarks:
        remarks.append(
            Phrase("%(left)s were not asked, to stay inside its limits.", left=record.left)
        )
    status = _status(count, errors, late, 0 if pacing else wait_ms)
    if status is SourceStatus.EMPTY and listed.status not in {SourceStatus.PENDING, status}:
        return listed  # It is stopped, and what it was asked needed no call.
    return Source(listed.name, status, count, sentences(remarks))


def _lateness(late: int, asked: int, wait_ms: int) -> Phrase:
    return Phrase(
        "%(late)s of %(all)s had no answer within %(wait)s ms.", late=late, all=asked, wait=wait_ms
    )


def result_of(future: Future[Answer] | None) -> Answer | None:
    """Return what a question gave by now; None while it runs, and when it failed."""
    if future is None or not future.done() or future.cancelled() or future.exception() is not None:
        return None
    return future.result()


def _given(record: SourceCalls, done: set[Future[Any]]) -> int:
    """Count what has come: each listing, the shelves, and the list of what is similar."""
    found = sum(result_of(future) is not None for future in record.finds.values() if future in done)
    shelves = result_of(record.shelves) if record.shelves in done else None
    similar = result_of(record.similar) if record.similar in done else None
    return found + bool(shelves and any(shelves.values())) + bool(similar)


def _error(future: Future[Any]) -> ProviderError | None:
    if future.cancelled():
        return UnreachableError(Phrase("Mien is stopping."))
    error = future.exception()
    if error is None or isinstance(error, ProviderError):
        return error
    _logger.error("an answer of a source could not be read", exc_info=error)
    return BadAnswerError(Phrase("It answered something that is not what it promises."))


def _severity(error: ProviderError) -> int:
    """Order errors by how much they tell: a failure, what was left for later, nothing there."""
    if error.status is SourceStatus.EMPTY:
        return 2
    return 1 if isinstance(error, LeftForLaterError) else 0


def _status(count: int, errors: Sequence[ProviderError], late: int, waited_ms: int) -> SourceStatus:
    """Return how a source did: what it gave counts most, then what stopped it."""
    if count:
        return SourceStatus.OK
    if errors and errors[0].status is not SourceStatus.EMPTY:
        return errors[0].status
    if late:
        return SourceStatus.UNREACHABLE if waited_ms else SourceStatus.PENDING
    return SourceStatus.EMPTY


def _words(error: ProviderError) -> str:
    if isinstance(error, LeftForLaterError):
        return error.detail
    return sentences((error.detail, error.hint))


def _unasked(source: Source) -> Source:
    """Return a source that had nothing to be asked for this list, as it stands."""
    if source.status is SourceStatus.PENDING:
        return Source(
            source.name, SourceStatus.EMPTY, 0, Phrase("Nothing to ask it for this list.")
        )
    return source
