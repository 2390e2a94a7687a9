"""A recommender for the person whom a memory remembers, as the program builds it."""

from __future__ import annotations

from collections.abc import Sequence

from mien.core.media import Item
from mien.services.profiles.memory import Memory
from mien.services.recommendations.catalogs import BundledCatalog, Catalogs
from mien.services.recommendations.co_likes import CoLikes
from mien.services.recommendations.library import Library
from mien.services.recommendations.personal import RememberedPerson
from mien.services.recommendations.recommender import Recommender


def personal_recommender(
    memory: Memory, items: Sequence[Item] | None = None, co_likes: CoLikes | None = None
) -> Recommender:
    """Build it over `items`, or over the bundled catalogue and what was imported."""
    catalogs = BundledCatalog(items) if items else Catalogs(memory, BundledCatalog().of)
    library = Library(catalogs, weights=(co_likes or CoLikes(memory)).weights)
    return Recommender(library=library, person=RememberedPerson(memory))
