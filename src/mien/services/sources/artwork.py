"""Pictures of items through this installation, so that no browser asks a third party for them."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from mien.core.errors import NotFoundError
from mien.core.phrases import Phrase
from mien.providers.pictures import picture_type
from mien.services.sources.sources import Sources

MOST_KNOWN: Final = 20_000
"""Items whose picture's place is remembered; the oldest are forgotten first."""


class ArtworkUnknownError(NotFoundError):
    """No source that is on gave a picture for this item."""

    code = "artwork-unknown"
    title = Phrase("No picture")


@dataclass(frozen=True, slots=True)
class ArtworkFile:
    """A picture file and its media type."""

    body: bytes
    media_type: str
    kept_s: int


class Artwork:
    """Knows where each item's picture lies; safe to share between threads."""

    def __init__(self, sources: Sources) -> None:
        """Know nothing yet."""
        self._sources = sources
        self._places: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self._lock = threading.Lock()

    def place(self, item_id: str, source: str, url: str) -> str:
        """Remember where the picture of an item lies; return our own address of it."""
        with self._lock:
            self._places[item_id] = (source, url)
            self._places.move_to_end(item_id)
            while len(self._places) > MOST_KNOWN:
                self._places.popitem(last=False)
        # The mark changes with the picture, so that a browser may keep what it has.
        mark = hashlib.sha256(url.encode()).hexdigest()[:8]
        return f"/artwork/{item_id}?v={mark}"

    def knows(self, item_id: str) -> bool:
        """Tell whether the place of an item's picture is remembered."""
        return item_id in self._places

    def picture(self, item_id: str) -> ArtworkFile:
        """Return the picture of an item.

        Raises:
            ArtworkUnknownError: no source gave one.
            ProviderError: the source is off or can't be reached.
        """
        with self._lock:
            known = self._places.get(item_id)
        if known is None:
            raise ArtworkUnknownError(
                Phrase("There is no picture for %(item_id)r.", item_id=item_id),
                Phrase("Ask POST /api/v1/enrich for it first."),
            )
        source, url = known
        body = self._sources.picture(source, url)
        manifest = next(m for m in self._sources.manifests if m.name == source)
        return ArtworkFile(body, picture_type(body) or "image/jpeg", int(manifest.artwork_kept_s))
