"""Where a form may lead to when it is done: addresses of this server only."""

from __future__ import annotations

import re
from typing import Final

_LOCAL_PATH: Final = re.compile(r"/(?![/\\])[\x21-\x7e]*")


def place_to_go(wanted: str) -> str:
    """Return an address of this server to go on to; home when `wanted` is none."""
    return wanted if _LOCAL_PATH.fullmatch(wanted) else "/"
