"""An installation of its own, below the folder of a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mien.bootstrap import Services, build_services
from mien.settings import Settings


@contextmanager
def installation(folder: Path) -> Iterator[Services]:
    """Give what is built over a memory and a cache in `folder`; leave nothing open behind."""
    built = build_services(Settings(data_dir=folder / "data", cache_dir=folder / "cache"))
    yield built
    built.outside.close()
    built.memory.close()
