"""What a source is: its manifest, what it is built from, and the values it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Protocol

from mien.core.enrichment import Credit, WatchOffer
from mien.core.media import Kind, Player
from mien.providers.budget import Budget, Pace
from mien.providers.errors import ProviderError

HOUR_S: Final = 3_600.0
DAY_S: Final = 24 * HOUR_S

UNKNOWN_LANGUAGE: Final = "und"
"""ISO 639-2 code for a language that the source does not tell."""


class Capability(StrEnum):
    """What a source can be asked for; each has a protocol in `protocols`."""

    FIND = "find"
    STOCK = "stock"
    SIMILAR = "similar"
    SHELF = "shelf"
    PREVIEW = "preview"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class Key:
    """One credential that an operator can set, as `MIEN_PROVIDERS__SOURCE__NAME`.

    Attributes:
        name: of its setting, lower case.
        about: what it is and whose.
        optional: the source works without it.
        check: raises a ValueError that says what to write instead; called at the start for a
            value that is set.
    """

    name: str
    about: str
    optional: bool = False
    check: Callable[[str], object] | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is known of a source before it is asked anything.

    Attributes:
        name: stable, lower case; the name of its folder.
        title: as people know it.
        preference: place in the order in which sources are shown and preferred, smallest first;
            those of one place stand by name.
        kinds: what it has.
        capabilities: what it can be asked for.
        adds: one sentence on what it is good for.
        learns: one sentence on what it gets to know when it is on.
        credit: what its terms ask to be shown beside its content.
        terms_url: its terms of use.
        base_urls: where its interfaces are, by a short name; https.
        budgets: how often it may be asked, by group of calls; `calls` is the usual group.
        keys: credentials it needs, none for a source without key.
        key_url: where a person gets them.
        artwork_hosts: hosts that its pictures lie on; `*.` in front allows any subdomain.
        frame_hosts: hosts of its embedded players.
        media_hosts: hosts of its sound and film files.
        artwork_kept_s: how long a picture may be kept.
        in_flight: questions asked at the same time.
        items_a_list: items of one list that it is asked about.
        last_resort: asked only about items that no other source could play.
    """

    name: str
    title: str
    kinds: frozenset[Kind]
    capabilities: frozenset[Capability]
    adds: str
    learns: str
    credit: Credit
    terms_url: str
    base_urls: Mapping[str, str]
    preference: int = 1_000
    budgets: Mapping[str, Budget] = field(
        default_factory=lambda: {"calls": Budget(Pace(burst=10, per_second=5.0))}
    )
    keys: tuple[Key, ...] = ()
    key_url: str = ""
    artwork_hosts: tuple[str, ...] = ()
    frame_hosts: tuple[str, ...] = ()
    media_hosts: tuple[str, ...] = ()
    artwork_kept_s: float = DAY_S
    in_flight: int = 4
    items_a_list: int = 10
    last_resort: bool = False

    @property
    def needs_key(self) -> bool:
        """Tell whether it does nothing without a key."""
        return any(not key.optional for key in self.keys)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """The item a source is asked to find: public facts only, nothing of a person.

    Attributes:
        ids: ids of other services by service name, such as `imdb` or `youtube`.
    """

    kind: Kind
    title: str
    creators: tuple[str, ...]
    year: int | None
    language: str = UNKNOWN_LANGUAGE
    work: str = ""
    isrc: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def creator(self) -> str:
        """Return who made it, the first of them; empty when nobody is known."""
        return self.creators[0] if self.creators else ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One song, film or video as a source lists it.

    Attributes:
        id: the source's own id.
        tags: words of the source on what it is like.
        artwork: address of a picture at the source, or None.
        rank: 0 to 1, how high the source itself puts it.
    """

    source: str
    id: str
    kind: Kind
    title: str
    creators: tuple[str, ...]
    year: int | None
    credit: Credit
    language: str = UNKNOWN_LANGUAGE
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    isrc: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    player: Player | None = None
    artwork: str | None = None
    offers: tuple[WatchOffer, ...] = ()
    rank: float = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What came over the wire, whole and within its limits."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is added to a request below the cache, so that it is never kept."""

    headers: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    """How to read the answers of one source.

    Attributes:
        refusal: returns what an answer of any status means when it is no success, else None;
            called before anything is kept, so that no error ever is.
        keepable: returns what of a parsed answer may be kept (no key, no address that expires).
        is_empty: tells an answer without results, which is kept for ten minutes only.
        secrets: returns what to add to a request; called for each request.
        renew: called once after a refused request; True when it is worth another try.
    """

    refusal: Callable[[Answer], ProviderError | None]
    keepable: Callable[[Any], Any] = lambda document: document
    is_empty: Callable[[Any], bool] = lambda document: not document
    secrets: Callable[[], Secrets] = Secrets
    renew: Callable[[], bool] = lambda: False


class JsonClient(Protocol):
    """Asks one source; every method raises a ProviderError when it can't answer."""

    def get(
        self,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        base: str = "api",
        budget: str = "calls",
        keep_s: float = DAY_S,
    ) -> Any:  # noqa: ANN401 - parsed JSON
        """Return the parsed JSON at `path`, kept for `keep_s` seconds (0: not at all)."""
        ...

    def post(
        self,
        path: str,
        body: Mapping[str, Any],
        *,
        base: str = "api",
        budget: str = "calls",
        form: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> Any:  # noqa: ANN401 - parsed JSON
        """Send JSON, or a form, and return the parsed answer; never kept.

        With `headers`, these stand in for the source's own secrets.
        """
        ...


@dataclass(frozen=True, slots=True)
class Kit:
    """What a source is built from.

    Attributes:
        open: makes the client that asks it, by its manifest and rules.
        keys: its credentials by name; missing ones are absent.
        market: ISO 3166-1 code of the country whose shops and rights count.
    """

    open: Callable[[Manifest, Rules], JsonClient]
    keys: Mapping[str, str]
    market: str = "US"
