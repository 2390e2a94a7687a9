"""Sources over the real client, against the fake world."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
import stamina

from mien.core.media import Kind
from mien.providers.base import ItemFacts
from mien.providers.guard import Clock, Guard
from mien.providers.http.network import Network, kit_for
from mien.providers.registry import build_provider, known_manifests
from mien.providers.usage import UsageLog
from mien.services.sources.merge import item_facts_of
from tests.fakes import library
from tests.fakes.world import KEYS, FakeWorld

USER_AGENT = "mien/0 (tests@example.org)"
MANIFESTS = {manifest.name: manifest for manifest in known_manifests()}


def unhurried_clock() -> Clock:
    """Return a clock on which ten seconds pass between any two looks, so nobody has to wait."""
    ticks = count(step=10)
    return Clock(monotonic=lambda: float(next(ticks)), sleep=lambda _: None)


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Retry without waiting in between."""
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def world() -> Iterator[FakeWorld]:
    """Return a fresh outside world that does not mind how fast it is asked."""
    with FakeWorld() as fake:
        for source in fake.sources.values():
            if hasattr(source, "meter"):
                source.meter.calls = 10_000
        yield fake


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return the folder that answers are kept in."""
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def tls() -> ssl.SSLContext:
    """Return what the system trusts; reading it takes longer than most of the tests."""
    return ssl.create_default_context()


@pytest.fixture
def network(world: FakeWorld, cache: Path, tls: ssl.SSLContext) -> Iterator[Network]:
    """Return connections to the fake world."""
    opened = Network(cache_folder=cache, user_agent=USER_AGENT, origin=world.origin, tls=tls)
    yield opened
    opened.close()


@pytest.fixture
def usage() -> Iterator[UsageLog]:
    """Return a count of calls in memory."""
    log = UsageLog()
    yield log
    log.close()


@pytest.fixture
def connect(network: Network, usage: UsageLog) -> Callable:
    """Return a function that builds a source with the keys the world knows, or with others."""

    def build(name: str, keys: dict[str, str] | None = None, usage: UsageLog = usage):
        guard = Guard(name, MANIFESTS[name].budgets, usage, unhurried_clock())
        known = KEYS.get(name, {}) if keys is None else keys
        return build_provider(name, kit_for(network, guard, known, "US"))

    return build


def song(place: int = 0, **facts) -> ItemFacts:
    """Return a song of the catalogue, as a source is asked for it, without known ids."""
    return _without_ids(item_facts_of(library.items(Kind.MUSIC)[place]), **facts)


def film(place: int = 0, **facts) -> ItemFacts:
    """Return a film of the catalogue without known ids."""
    return _without_ids(item_facts_of(library.items(Kind.MOVIE)[place]), **facts)


def _without_ids(wanted: ItemFacts, **facts) -> ItemFacts:
    return replace(wanted, **({"ids": {}} | facts))
