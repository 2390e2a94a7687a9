"""What a provider can be asked for: one protocol for each capability that it may declare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, TypeGuard, TypeVar, runtime_checkable

from mien.core.enrichment import ShelfEntry
from mien.core.media import Kind
from mien.providers.base import Capability, ItemFacts, Kit, Listing, Manifest
from mien.providers.shelves import MoodShelf


class Provider(Protocol):
    """The code that asks one source. Every method may raise a ProviderError."""

    @property
    def manifest(self) -> Manifest:
        """Return what is known of it."""
        ...

    def check(self) -> str:
        """Make one cheap call and say in one sentence that it works."""
        ...


ProviderT = TypeVar("ProviderT", bound=Provider)

ProviderFactory = Callable[[Kit], Provider]
"""Builds a provider from its kit; nothing is asked yet."""


@runtime_checkable
class Finder(Provider, Protocol):
    """Called when `find` is declared."""

    def find(self, wanted: ItemFacts) -> Listing | None:
        """Return the listing that surely is the wanted item, else None: better none than wrong."""
        ...


@runtime_checkable
class Stocker(Provider, Protocol):
    """Called when `stock` is declared, for all shelves alike, whatever anyone feels."""

    def stock(self, shelf: MoodShelf, kind: Kind) -> tuple[Listing, ...]:
        """Return items of a kind for a shelf, best first."""
        ...


@runtime_checkable
class SimilarFinder(Provider, Protocol):
    """Called when `similar` is declared."""

    def similar(self, wanted: ItemFacts) -> tuple[Listing, ...]:
        """Return items like one item, best first."""
        ...


@runtime_checkable
class ShelfProvider(Provider, Protocol):
    """Called when `shelf` is declared, for all shelves alike."""

    def entries(self, shelf: MoodShelf) -> tuple[ShelfEntry, ...]:
        """Return playlists or tracks to open beside the picks."""
        ...


@runtime_checkable
class Previewer(Provider, Protocol):
    """Called when `preview` is declared, at the moment someone presses play."""

    def preview(self, listing_id: str) -> str:
        """Return the address of a sound file that works for some minutes; never kept."""
        ...


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a person's login gives.

    Attributes:
        access: goes with each call, for `expires_in_s` seconds.
        refresh: gets the next one; may change each time.
    """

    access: str
    refresh: str
    expires_in_s: float


class Login(Protocol):
    """A person's login at a source: authorization code with PKCE (RFC 7636), without a secret."""

    @property
    def longest_s(self) -> float:
        """Return how long a consent lasts in all, in seconds."""
        ...

    def address(self, *, state: str, challenge: str, redirect_uri: str) -> str:
        """Return where the browser asks the person for consent."""
        ...

    def exchange(self, *, code: str, verifier: str, redirect_uri: str) -> Tokens:
        """Turn the code of a consent into tokens."""
        ...

    def refresh(self, refresh_token: str) -> Tokens:
        """Return new tokens; raises LoginExpiredError when the consent has ended."""
        ...


@runtime_checkable
class PlaylistSaver(Provider, Protocol):
    """Called when `save` is declared, with the login of the person who asks."""

    @property
    def login(self) -> Login:
        """Return how a person logs in."""
        ...

    def save(self, name: str, listing_ids: tuple[str, ...], access_token: str) -> str:
        """Make a private playlist of these listings and return its address."""
        ...


CAPABILITIES: Final[Mapping[type[Provider], Capability]] = {
    Finder: Capability.FIND,
    Stocker: Capability.STOCK,
    SimilarFinder: Capability.SIMILAR,
    ShelfProvider: Capability.SHELF,
    Previewer: Capability.PREVIEW,
    PlaylistSaver: Capability.SAVE,
}
"""What a manifest declares for each protocol."""


def can(provider: Provider, protocol: type[ProviderT]) -> TypeGuard[ProviderT]:
    """Tell whether a provider can be asked for something, by what its manifest declares.

    That it has the methods for it was seen when it was built.
    """
    return CAPABILITIES[protocol] in provider.manifest.capabilities
