"""All sources in the order in which they are shown and preferred."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, cast

from mien.providers.base import (
    Kit,
    Manifest,
)
from mien.providers.protocols import (
    Provider,
)

_CLIENTS: Final[dict[str, str]] = {
    "spotify": "Spotify",
    "youtube": "YouTube",
    "tmdb": "Tmdb",
    "itunes": "ITunes",
    "deezer": "Deezer",
    "internet_archive": "InternetArchive",
    "jamendo": "Jamendo",
    "musicbrainz": "MusicBrainz",
    "listenbrainz": "ListenBrainz",
    "openverse": "Openverse",
    "omdb": "Omdb",
}
"""Folder of a source and the class in its `client` module."""


def known_manifests() -> tuple[Manifest, ...]:
    """Return what is known of every source, without asking any of them."""
    modules = (import_module(f"mien.providers.{name}.manifest") for name in _CLIENTS)
    return tuple(cast("Manifest", module.MANIFEST) for module in modules)


def build_provider(name: str, kit: Kit) -> Provider:
    """Build one source; nothing is asked yet.

    Raises:
        KeyError: there is no such source.
    """
    module = import_module(f"mien.providers.{name}.client")
    build = cast("Callable[[Kit], Provider]", getattr(module, _CLIENTS[name]))
    return build(kit)
