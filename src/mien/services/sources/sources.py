"""The outside sources of this installation: which are on, how they are, and building them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar
from urllib.parse import urlsplit

from mien.core.errors import NotFoundError
from mien.core.media import Kind
from mien.core.phrases import Phrase, sentences
from mien.core.recommendation import Source, SourceStatus
from mien.providers.base import Manifest
from mien.providers.errors import ProviderError, SourceOffError
from mien.providers.guard import Clock, Guard
from mien.providers.protocols import CAPABILITIES, Previewer, Provider, ProviderT, can
from mien.providers.registry import build_provider, known_manifests
from mien.providers.usage import UsageLog
from mien.services.sources.switches import Switches

if TYPE_CHECKING:
    from mien.providers.http.network import Network

ALL: Final = "all"
"""Stands for every source where a name is asked for."""

_NONE_OF: Final = {
    Kind.MUSIC: Phrase("It has no music."),
    Kind.MOVIE: Phrase("It has no films."),
    Kind.VIDEO: Phrase("It has no videos."),
}


class UnknownSourceError(NotFoundError):
    """A name that no source has."""

    code = "source-unknown"
    title = Phrase("No such source")


class SourceState(StrEnum):
    """How a source stands: `stopped` means that it was on and something is the matter."""

    ENABLED = "enabled"
    DISABLED = "disabled"
    NEEDS_KEY = "needs-key"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SourceReport:
    """A source, how it stands and why; `is_on` is the person's choice."""

    manifest: Manifest
    state: SourceState
    is_on: bool
    status: SourceStatus
    message: str


ProviderT_co = TypeVar("ProviderT_co", bound=Provider, covariant=True)


@dataclass(frozen=True, slots=True)
class Connection(Generic[ProviderT_co]):
    """A source that is on: its provider, typed by what it is asked for, and its guard."""

    manifest: Manifest
    provider: ProviderT_co
    guard: Guard


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What an operator can set for all sources.

    Attributes:
        keys: credentials by source and name.
        market: ISO 3166-1 code of the country whose shops and rights count.
        cache_folder: where answers and counts are kept, or None for nowhere.
        cache_bytes: size that the kept answers keep to.
        user_agent: name, version and contact that sources see.
        origin: stand-in for the whole outside world, or None for the real one.
    """

    keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    market: str = "US"
    cache_folder: Path | None = None
    cache_bytes: int = 200_000_000
    user_agent: str = "mien"
    origin: str | None = None


class Sources:
    """All sources; nothing is built, opened or asked before it is needed."""

    def __init__(
        self, options: SourceOptions, switches: Switches, clock: Clock | None = None
    ) -> None:
        """Use `switches` to know which are on."""
        self._options = options
        self._switches = switches
        self._clock = clock
        self._usage = UsageLog(options.cache_folder)
        self._connected: dict[str, Connection[Provider]] = {}
        self._network: Network | None = None
        self._lock = threading.RLock()

    @cached_property
    def manifests(self) -> tuple[Manifest, ...]:
        """What is known of every source, in the order of preference."""
        return known_manifests()

    @property
    def network(self) -> Network:
        """The connections and the cache that all share."""
        from mien.providers.http.network import Network  # noqa: PLC0415 - slow to import

        options = self._options
        with self._lock:
            if self._network is None:
                self._network = Network(
                    cache_folder=options.cache_folder,
                    cache_bytes=options.cache_bytes,
                    user_agent=options.user_agent,
                    origin=options.origin,
                )
            return self._network

    def reports(self) -> tuple[SourceReport, ...]:
        """Return how every source stands."""
        on = self._switches.turned_on()
        return tuple(
            self._report(manifest, is_on=manifest.name in on) for manifest in self.manifests
        )

    def listed(self, kind: Kind) -> tuple[Source, ...]:
        """Return every source as a list of picks names it, before any of them is asked."""
        return tuple(_as_source(report, kind) for report in self.reports())

    def turn(self, name: str, *, on: bool) -> None:
        """Turn one source, or `all`, on or off.

        Raises:
            UnknownSourceError: no source has this name.
            StoreError: the choice can't be kept.
        """
        known = [manifest.name for manifest in self.manifests]
        if name != ALL and name not in known:
            raise UnknownSourceError(
                Phrase("There is no source %(name)r.", name=name),
                Phrase("There are: %(choices)s; or %(all)s.", choices=", ".join(known), all=ALL),
            )
        self._switches.turn(known if name == ALL else [name], on=on)

    def connected(
        self, protocol: type[ProviderT], kind: Kind | None = None
    ) -> tuple[Connection[ProviderT], ...]:
        """Return the sources that are on, have their keys and can do this for a kind.

        Args:
            protocol: what they are asked for, such as `Finder`.
            kind: what they are asked about; None for any.
        """
        on = self._switches.turned_on()
        able = [
            self._connect(manifest)
            for manifest in self.manifests
            if manifest.name in on
            and CAPABILITIES[protocol] in manifest.capabilities
            and (kind is None or kind in manifest.kinds)
            and not self._missing_keys(manifest)
        ]
        return tuple(
            Connection(each.manifest, each.provider, each.guard)
            for each in able
            if can(each.provider, protocol)
        )

    def require(self, name: str, protocol: type[ProviderT]) -> Connection[ProviderT]:
        """Return one source that is on and can do this; `protocol` is such as `Previewer`.

        Raises:
            UnknownSourceError: no source of this name can.
            SourceOffError: it is off, or lacks its key.
        """
        able = {m.name: m for m in self.manifests if CAPABILITIES[protocol] in m.capabilities}
        if name not in able:
            raise UnknownSourceError(Phrase("There is no source %(name)r for this.", name=name), "")
        for connected in self.connected(protocol):
            if connected.manifest.name == name:
                return connected
        raise SourceOffError(
            Phrase("%(title)s is off.", title=able[name].title), Phrase("Turn it on under Sources.")
        )

    def picture(self, name: str, url: str) -> bytes:
        """Return a picture of a source that is on.

        Raises:
            ProviderError: it is off, or the picture can't be had.
        """
        manifest = next(m for m in self.manifests if m.name == name)
        if name not in self._switches.turned_on():
            raise SourceOffError(
                Phrase("%(title)s is off.", title=manifest.title),
                Phrase("Turn it on under Sources."),
            )
        return self.network.picture(manifest, url, self._connect(manifest).guard)

    def preview(self, name: str, listing_id: str) -> str:
        """Return an address that plays a listing for some minutes.

        Raises:
            NotFoundError, ProviderError: there is none, or it is not to be had.
        """
        provider = self.require(name, Previewer).provider
        return self.shown(provider.preview(listing_id))

    def shown(self, url: str) -> str:
        """Return the address that a browser is given for a player's address."""
        return self.network.outward(url) if url.startswith("https://") else url

    def shown_origin(self, host: str) -> str:
        """Return the origin that a page may load a host's players from."""
        parts = urlsplit(self.shown(f"https://{host}/"))
        return f"{parts.scheme}://{parts.netloc}"

    def frame_hosts(self) -> tuple[str, ...]:
        """Return the origins whose players a page may embed: those of sources that are on."""
        return self._origins(host for m in self._on() for host in m.frame_hosts)

    def media_hosts(self) -> tuple[str, ...]:
        """Return the origins that a page may play sound and film from."""
        return self._origins(host for m in self._on() for host in m.media_hosts)

    def check(self) -> tuple[SourceReport, ...]:
        """Make one call to each source that is on and has its keys; return how all stand."""
        reports = self.reports()
        with ThreadPoolExecutor(max_workers=len(reports)) as pool:
            return tuple(pool.map(self._checked, reports))

    def clear_cache(self) -> None:
        """Forget every kept answer."""
        folder = self._options.cache_folder
        if folder is None or not folder.exists():
            return
        with self._lock:
            self.network.clear_cache()
            self._network = None
            self._connected.clear()

    def calls(self) -> Mapping[tuple[str, str], int]:
        """Return the calls made by source and budget, as far back as they are kept."""
        return self._usage.calls()

    def close(self) -> None:
        """Close connections and files."""
        with self._lock:
            if self._network is not None:
                self._network.close()
        self._usage.close()

    def _on(self) -> Iterable[Manifest]:
        on = self._switches.turned_on()
        return [m for m in self.manifests if m.name in on and not self._missing_keys(m)]

    def _origins(self, hosts: Iterable[str]) -> tuple[str, ...]:
        found = sorted({f"https://{host}" for host in hosts})
        if found and self._options.origin is not None:
            parts = urlsplit(self._options.origin)
            return (f"{parts.scheme}://{parts.netloc}",)
        return tuple(found)

    def _connect(self, manifest: Manifest) -> Connection[Provider]:
        from mien.providers.http.network import kit_for  # noqa: PLC0415 - slow to import

        with self._lock:
            if manifest.name not in self._connected:
                guard = Guard(manifest.name, manifest.budgets, self._usage, self._clock)
                keys = self._options.keys.get(manifest.name, {})
                kit = kit_for(self.network, guard, keys, self._options.market)
                provider = build_provider(manifest.name, kit)
                self._connected[manifest.name] = Connection(manifest, provider, guard)
            return self._connected[manifest.name]

    def _missing_keys(self, manifest: Manifest) -> list[str]:
        given = self._options.keys.get(manifest.name, {})
        return [key.name for key in manifest.keys if not key.optional and not given.get(key.name)]

    def _report(self, manifest: Manifest, *, is_on: bool) -> SourceReport:
        missing = self._missing_keys(manifest)
        if missing:
            names = ", ".join(_variable(manifest, name) for name in missing)
            return SourceReport(
                manifest,
                SourceState.NEEDS_KEY,
                is_on,
                SourceStatus.DISABLED,
                Phrase(
                    "Needs a key: set %(names)s. Get one at %(address)s.",
                    names=names,
                    address=manifest.key_url,
                ),
            )
        if not is_on:
            return SourceReport(
                manifest, SourceState.DISABLED, False, SourceStatus.DISABLED, Phrase("Turned off.")
            )
        connected = self._connected.get(manifest.name)
        stopped = connected.guard.stopped("calls") if connected else None
        if stopped is not None:
            return SourceReport(manifest, SourceState.STOPPED, True, stopped.status, stopped.reason)
        return SourceReport(manifest, SourceState.ENABLED, True, SourceStatus.PENDING, "")

    def _checked(self, report: SourceReport) -> SourceReport:
        if report.state not in {SourceState.ENABLED, SourceState.STOPPED}:
            return report
        manifest = report.manifest
        try:
            words = self._connect(manifest).provider.check()
        except ProviderError as error:
            words = sentences((error.detail, error.hint))
            return SourceReport(manifest, SourceState.STOPPED, True, error.status, words)
        return SourceReport(manifest, SourceState.ENABLED, True, SourceStatus.OK, words)


def _as_source(report: SourceReport, kind: Kind) -> Source:
    name = report.manifest.name
    if report.status is not SourceStatus.DISABLED and kind not in report.manifest.kinds:
        return Source(name, SourceStatus.EMPTY, 0, _NONE_OF[kind])
    return Source(name, report.status, 0, report.message)


def _variable(manifest: Manifest, key: str) -> str:
    return f"MIEN_PROVIDERS__{manifest.name.upper()}__{key.upper()}"
