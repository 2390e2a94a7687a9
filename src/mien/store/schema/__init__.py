"""The tables as they are now; `migrations` says how a database gets there."""

from __future__ import annotations

from mien.store.schema.base import METADATA
from mien.store.schema.feedback import FEEDBACK, OPINION, PLAY
from mien.store.schema.imports import IMPORT_BATCH, IMPORTED_ITEM
from mien.store.schema.moods import MOOD_ENTRY
from mien.store.schema.profiles import PROFILE, SETTING

__all__ = [
    "FEEDBACK",
    "IMPORTED_ITEM",
    "IMPORT_BATCH",
    "METADATA",
    "MOOD_ENTRY",
    "OPINION",
    "PLAY",
    "PROFILE",
    "SETTING",
]
