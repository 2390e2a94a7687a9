"""Finds every provider by its folder: a package of `mien.providers` that has a manifest."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import mien.providers
from mien.providers.base import Kit, Manifest
from mien.providers.protocols import CAPABILITIES, Provider, ProviderFactory


def known_manifests() -> tuple[Manifest, ...]:
    """Return what is known of every source, in the order in which they are shown and preferred.

    Only manifests are loaded: no client of a source is imported, and none is asked.
    """
    packages = [
        import_module(f"{mien.providers.__name__}.{found.name}")
        for found in iter_modules(mien.providers.__path__)
        if found.ispkg and not found.name.startswith("_")
    ]
    declared = (getattr(package, "MANIFEST", None) for package in packages)
    manifests = [each for each in declared if isinstance(each, Manifest)]
    return tuple(sorted(manifests, key=lambda each: (each.preference, each.name)))


def build_provider(name: str, kit: Kit) -> Provider:
    """Build the provider that asks a source; nothing is asked yet.

    Raises:
        ModuleNotFoundError: there is no such source.
        TypeError: the provider lacks a method for what its manifest declares.
    """
    build: ProviderFactory = import_module(f"{mien.providers.__name__}.{name}.client").PROVIDER
    provider = build(kit)
    for protocol, capability in CAPABILITIES.items():
        if capability in provider.manifest.capabilities and not isinstance(provider, protocol):
            raise TypeError(f"{name} declares {capability} and is no {protocol.__name__}")
    return provider
