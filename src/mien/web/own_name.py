"""Pages are led from `127.0.0.1` to `localhost`: a player may refuse pages of a bare address.

YouTube answers many music videos with error 150 there; the same ones play for a page of a host
with a name. Only pages are led on: programs, and what pages ask for themselves, stay as they are.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

NAME: Final = "localhost"
_BARE: Final = frozenset({"127.0.0.1", "::1"})
_PAGES: Final = "pages"
"""The blueprint of all that is a page."""

_FORWARDED: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via")


def lead_to_name(app: Flask) -> None:
    """Let `app` lead pages that are opened at a bare address of this machine to its name."""

    @app.before_request
    def lead() -> Response | None:
        parts = urlsplit(request.url)
        if parts.hostname not in _BARE or request.blueprint != _PAGES or not _is_opening():
            return None
        port = f":{parts.port}" if parts.port else ""
        return redirect(parts._replace(netloc=f"{NAME}{port}").geturl(), 307)


def _is_opening() -> bool:
    """Tell whether a person's own browser opens the address, not a script or a proxy."""
    return (
        request.method in {"GET", "HEAD"}
        and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        and "text/html" in request.headers.get("Accept", "")
        and not any(name in request.headers for name in _FORWARDED)
    )
