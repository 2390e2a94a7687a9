"""How a database gets from any earlier schema to that of today (Alembic).

To change the schema: change `store/schema`, and add a module to `versions` whose name begins with
its `revision` and whose `down_revision` is the last one; a test holds them together.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final

HEAD: Final = max(
    path.name[1:5] for path in (files(__name__) / "versions").iterdir() if path.name[0] == "v"
)
"""Revision of `versions` that `store/schema` describes, read from the names of the files there:
Alembic, which is slow to import, is needed only when there is something to change.
"""
