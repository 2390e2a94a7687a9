"""The registry finds every provider by its folder, in a stable order, and loads no client."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mien.providers.registry import build_provider, known_manifests

FIRST = [
    "spotify", "youtube", "tmdb", "itunes", "deezer", "internet_archive", "jamendo", "musicbrainz",
    "listenbrainz", "openverse", "omdb",
]  # fmt: skip
"""Sources of the first release, most preferred first; others may stand between them."""


def test_the_sources_of_the_first_release_are_preferred_as_they_were():
    names = [manifest.name for manifest in known_manifests()]
    assert [name for name in names if name in FIRST] == FIRST
    assert len(names) == len(set(names))


def test_manifests_are_known_without_what_asks():
    code = (
        "import sys; from mien.providers.registry import known_manifests; known_manifests();"
        "print([m for m in sys.modules if m.endswith('.client') or m.startswith('httpx2')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_there_is_no_provider_of_another_name():
    with pytest.raises(ModuleNotFoundError):
        build_provider("napster", None)
