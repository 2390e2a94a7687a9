"""A person's data is their own: they can take all of it along, and have all of it erased."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Final

from mien.services.documents.form import Document
from mien.services.documents.memory import (
    EntryBody,
    EventBody,
    OpinionBody,
    PersonBody,
    PlayedBody,
    batch_document,
    catalog_entry_document,
)
from mien.services.profiles.current import current_profile
from mien.services.profiles.diary_switch import switch_diary
from mien.services.profiles.memory import Memory

if TYPE_CHECKING:
    from mien.store.store import Store

EXPORT_FORMAT: Final = "mien-export"
EXPORT_VERSION: Final = 1


class Privacy:
    """The diary's switch, the export, and the end of it all."""

    def __init__(self, memory: Memory, also_forget: Sequence[Callable[[int], None]] = ()) -> None:
        """Act on `memory`; `also_forget` is told whose is erased, for what others keep."""
        self._memory = memory
        self._also_forget = also_forget

    def keep_diary(self, wanted: bool, profile_id: int | None = None) -> None:
        """Keep moods from now on, or no longer.

        Raises:
            StoreError: the choice could not be kept.
        """
        profile_id = current_profile(profile_id)
        switch_diary(self._memory.open(), profile_id, on=wanted)

    def export(self, profile_id: int | None = None) -> Iterator[str]:
        """Return everything remembered of a person as the parts of one JSON document.

        The parts come as they are read, so that the whole need not fit into memory.

        Raises:
            StoreError: the memory can't be read.
        """
        store = self._memory.if_any()
        parts = _parts(None if store is None else _sections(store, current_profile(profile_id)))
        # Reading begins here, so that a broken store is an error and not half a document.
        return chain([next(parts)], parts)

    def erase(self, profile_id: int | None = None) -> None:
        """Erase everything remembered of a person, from the files' bytes too.

        Who is not the default profile is then no longer among the people here. What was chosen
        for the whole installation, such as the sources that are on, stays.

        Raises:
            StoreError: not all of it could be erased; calling again finishes it.
        """
        profile_id = current_profile(profile_id)
        store = self._memory.if_any()
        if store is not None:
            store.erase(profile_id)
        for forget in self._also_forget:
            forget(profile_id)


Section = tuple[str, Document | Iterable[Document]]


def _sections(store: Store, profile_id: int) -> Iterator[Section]:
    profile = store.profiles.get(profile_id)
    yield "profile", PersonBody.of(profile).document() if profile else {}
    yield "settings", store.settings.own(profile_id)
    yield "feedback", (EventBody.of(each).document() for each in store.feedback.stream(profile_id))
    yield (
        "opinions",
        (OpinionBody.of(each).document() for each in store.feedback.opinions(profile_id)),
    )
    yield "plays", (PlayedBody.of(each).document() for each in store.plays.stream(profile_id))
    yield "diary", (EntryBody.of(each).document() for each in store.moods.stream(profile_id))
    yield "imports", map(batch_document, store.items.batches(profile_id))
    yield "imported_items", map(catalog_entry_document, store.items.stream(profile_id))


def _parts(sections: Iterable[Section] | None) -> Iterator[str]:
    head = {
        "format": EXPORT_FORMAT,
        "version": EXPORT_VERSION,
        "exported_at": datetime.now(UTC).isoformat(),
    }
    opening = json.dumps(head).removesuffix("}")
    for name, content in sections or ():
        if isinstance(content, dict):
            yield f"{opening},\n{json.dumps(name)}: {_json(content)}"
        else:
            yield f"{opening},\n{json.dumps(name)}: ["
            yield from _elements(content)
            yield "]"
        opening = ""
    yield f"{opening}}}\n"


def _elements(documents: Iterable[Document]) -> Iterator[str]:
    separator = "\n"
    for document in documents:
        yield separator + _json(document)
        separator = ",\n"


def _json(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False)
