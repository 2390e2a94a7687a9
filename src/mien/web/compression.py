"""Smaller answers for clients that take gzip."""

from __future__ import annotations

import gzip
from typing import Final

from flask import Flask, Response, request

_SMALLEST: Final = 1_000
_TYPES: Final = ("text/", "application/json", "application/problem+json")


def takes_gzip() -> bool:
    """Return whether the client of the current request reads gzip."""
    return request.accept_encodings.best_match(["gzip"]) is not None


def install(app: Flask) -> None:
    """Compress the text answers of `app`."""

    @app.after_request
    def compress(response: Response) -> Response:
        fits = (
            (response.mimetype or "").startswith(_TYPES)
            and "Content-Encoding" not in response.headers
            and not response.is_streamed
        )
        if not fits:
            return response
        response.vary.add("Accept-Encoding")
        if not takes_gzip() or len(response.get_data()) < _SMALLEST:
            return response
        response.set_data(gzip.compress(response.get_data(), 5))
        response.headers["Content-Encoding"] = "gzip"
        return response
