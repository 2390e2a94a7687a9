"""Asks the Internet Archive."""

from __future__ import annotations

import re
from typing import Final

from mien.core.media import Kind
from mien.core.phrases import Phrase
from mien.providers.answers import mapping, parsed_or_none, refusal_by_status
from mien.providers.base import DAY_S, Answer, ItemFacts, Kit, Listing, Manifest, Rules
from mien.providers.errors import BadAnswerError, ProviderError
from mien.providers.internet_archive import MANIFEST, parsers
from mien.providers.matching import best_match
from mien.providers.protocols import ProviderFactory
from mien.providers.shelves import MoodShelf

_COLLECTIONS: Final[dict[Kind, dict[str, str]]] = {
    Kind.MOVIE: {
        "bright-lively": "Comedy_Films",
        "calm": "silent_films",
        "dark-calm": "Film_Noir",
        "dark-lively": "SciFi_Horror",
    },
    Kind.VIDEO: {"bright-lively": "classic_cartoons", "bright-calm": "animationandcartoons"},
}
_FREE: Final = "licenseurl:*publicdomain*"
"""Being in the Archive is not being free; this is what its uploaders vouch for."""

_FIELDS: Final = "identifier title creator year language collection licenseurl downloads".split()


class InternetArchive:
    """Finds films that are free, and offers some by collection."""

    def __init__(self, kit: Kit) -> None:
        """Build it; nothing is asked yet."""
        rules = Rules(
            refusal=refusal,
            is_empty=lambda d: not mapping(mapping(d).get("response")).get("numFound"),
        )
        self._client = kit.open(MANIFEST, rules)

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        return MANIFEST

    def check(self) -> str:
        """Search for one film."""
        self._search("identifier:his_girl_friday", Kind.MOVIE, rows=1, keep_s=0)
        return "It answers; no key is needed."

    def find(self, wanted: ItemFacts) -> Listing | None:
        """Return the whole film if it is there and free, else None."""
        words = re.sub(r"[^\w\s]", " ", wanted.title)
        query = f"title:({words}) AND mediatype:(movies) AND {_FREE}"
        return best_match(wanted, self._search(query, wanted.kind, rows=25, keep_s=DAY_S))

    def stock(self, shelf: MoodShelf, kind: Kind) -> tuple[Listing, ...]:
        """Return the most watched of the collection that suits a shelf; some have none."""
        collection = _COLLECTIONS.get(kind, {}).get(shelf.name)
        if collection is None:
            return ()
        query = f"collection:({collection}) AND mediatype:(movies) AND {_FREE}"
        return self._search(query, kind, rows=20, keep_s=DAY_S)

    def _search(self, query: str, kind: Kind, *, rows: int, keep_s: float) -> tuple[Listing, ...]:
        params = {
            "q": query,
            **{f"fl[{place}]": field for place, field in enumerate(_FIELDS)},
            "sort[0]": "downloads desc",
            "rows": str(rows),
            "page": "1",
            "output": "json",
        }
        found = self._client.get("/advancedsearch.php", params, keep_s=keep_s)
        return parsers.films(found, kind)


PROVIDER: Final[ProviderFactory] = InternetArchive


def refusal(answer: Answer) -> ProviderError | None:
    """Return what an answer means: a bad query gets status 200 and an `error`."""
    if mapping(parsed_or_none(answer)).get("error"):
        return BadAnswerError(Phrase("It did not understand the question."))
    return refusal_by_status(answer)
