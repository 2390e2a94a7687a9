"""What outside sources are asked in tests, and a clock on which nobody has to wait for them."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from mien.core.media import Kind
from mien.providers.base import Capability, ItemFacts
from mien.providers.guard import Clock
from mien.providers.registry import known_manifests
from mien.providers.shelves import SHELVES
from mien.services.sources.merge import item_facts_of
from tests.fakes import library

MANIFESTS = {manifest.name: manifest for manifest in known_manifests()}


def unhurried_clock() -> Clock:
    """Return a clock on which ten seconds pass between any two looks, so nobody has to wait."""
    ticks = count(step=10)
    return Clock(monotonic=lambda: float(next(ticks)), sleep=lambda _: None)


def song(place: int = 0, **facts) -> ItemFacts:
    """Return a song of the catalogue, as a source is asked for it, without known ids."""
    return _without_ids(item_facts_of(library.items(Kind.MUSIC)[place]), **facts)


def film(place: int = 0, **facts) -> ItemFacts:
    """Return a film of the catalogue without known ids."""
    return _without_ids(item_facts_of(library.items(Kind.MOVIE)[place]), **facts)


def ask(provider):
    """Ask a source for something that it does."""
    manifest = provider.manifest
    if Capability.FIND in manifest.capabilities:
        return provider.find(song() if Kind.MUSIC in manifest.kinds else film(3))
    if Capability.STOCK in manifest.capabilities:
        return provider.stock(SHELVES[0], min(manifest.kinds))
    return provider.entries(SHELVES[0])


def _without_ids(wanted: ItemFacts, **facts) -> ItemFacts:
    return replace(wanted, **({"ids": {}} | facts))
