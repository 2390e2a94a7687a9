"""Mien reads a mood and picks music, movies and videos that suit it.

`import mien` loads nothing heavy; the classes below are loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mien.services.recommendations.recommender import Recommender
    from mien.vision.read import MoodReader

__version__ = "0.1.0"
__all__ = ["MoodReader", "Recommender", "__version__"]


def __getattr__(name: str) -> object:
    """Import `MoodReader` and `Recommender` on first use."""
    if name == "MoodReader":
        from mien.vision.read import MoodReader

        return MoodReader
    if name == "Recommender":
        from mien.services.recommendations.recommender import Recommender

        return Recommender
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Name the classes also before their first use."""
    return sorted({*globals(), *__all__})
