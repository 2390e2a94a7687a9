"""How a database gets from any earlier schema to that of today (Alembic).

To change the schema: change `store/schema`, add a module to `versions` whose `down_revision` is the
last `revision`, and set `HEAD` to the new one; a test holds all three together.
"""

from __future__ import annotations

from typing import Final

HEAD: Final = "0004"
"""Revision of `versions` that `store/schema` describes; kept here so that Alembic, which is slow to
import, is needed only when there is something to change.
"""
