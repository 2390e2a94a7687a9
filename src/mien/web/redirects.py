"""Where a form may lead to when it is done: addresses of this server only."""

from __future__ import annotations

import re
from typing import Final

from flask import request

_LOCAL_PATH: Final = re.compile(r"/(?![/\\])[\x21-\x7e]*")
_LIST_ADDRESS: Final = re.compile(r"/(?:picks|journey)\?[\x21-\x7e]*|/you")


def place_to_go(wanted: str) -> str:
    """Return an address of this server to go on to; home when `wanted` is none."""
    return wanted if _LOCAL_PATH.fullmatch(wanted) else "/"


def list_address() -> str:
    """Return the address of the list that this page is, or that led to it; empty when unknown."""
    if request.path.startswith("/items/"):
        return checked_address(request.args.get("back", ""))
    if request.method == "GET":
        return checked_address(request.full_path.rstrip("?"))
    return ""


def checked_address(address: str) -> str:
    """Return an address of a list here, or an empty text for any other."""
    return address if _LIST_ADDRESS.fullmatch(address) else ""
