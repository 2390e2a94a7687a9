"""Sources over the real client, against the fake world."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mien.providers.guard import Guard
from mien.providers.http.network import Network, kit_for
from mien.providers.registry import build_provider
from mien.providers.usage import UsageLog
from tests.factories.sources import MANIFESTS, unhurried_clock
from tests.fakes.world import KEYS, FakeWorld

USER_AGENT = "mien/0 (tests@example.org)"


@pytest.fixture(autouse=True)
def no_waiting(no_waiting: None) -> None:
    """Retry without waiting in between, in every test here."""


@pytest.fixture
def world(world: FakeWorld) -> FakeWorld:
    """Return a fresh outside world that does not mind how fast it is asked."""
    for source in world.sources.values():
        if hasattr(source, "meter"):
            source.meter.calls = 10_000
    return world


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
