"""What a browser is asked to keep: out of reach of scripts, sent to this server's pages only."""

from __future__ import annotations

from typing import Final

from flask import request
from werkzeug.wrappers import Response

_A_YEAR: Final = 365 * 86_400


def keep(response: Response, name: str, value: str) -> None:
    """Let the browser of this request keep a value for a year."""
    response.set_cookie(
        name, value, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure
    )


def drop(response: Response, name: str) -> None:
    """Take it away from the browser again."""
    response.delete_cookie(name, httponly=True, samesite="Lax", secure=request.is_secure)
