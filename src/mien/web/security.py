"""What a browser may do with this server: which hosts, which origins, which resources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, request

from mien.core.errors import ForbiddenOriginError, HostNotAllowedError, RequestTooLargeError
from mien.core.phrases import Phrase
from mien.settings import Settings
from mien.web.request import FORM_OVERHEAD

LOOPBACK_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_ANY_ADDRESS: Final = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared, never bound
_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def content_policy(*, frames: Iterable[str] = (), media: Iterable[str] = ()) -> str:
    """Return what a page may load: nothing from elsewhere but these players and sounds."""
    sounds = " ".join(("'self'", "blob:", *media))
    players = " ".join(frames) or "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        f"img-src 'self' blob:; media-src {sounds}; frame-src {players}; connect-src 'self'; "
        "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


HEADERS: Final = {
    "Content-Security-Policy": content_policy(),
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer."""


def install(app: Flask, settings: Settings) -> None:
    """Check every request of `app` and put the security headers on every answer."""
    hosts = allowed_hosts(settings)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_image_bytes + FORM_OVERHEAD

    @app.before_request
    def check_request() -> None:
        check_host(request.host, hosts)
        check_length(request.content_length, app.config["MAX_CONTENT_LENGTH"])
        if request.method not in _SAFE_METHODS:
            check_origin(
                request.host, request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
            )

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """Return the names under which this server answers, lower case, without ports."""
    own = {settings.host.lower()} - _ANY_ADDRESS
    return LOOPBACK_HOSTS | own | {name.lower() for name in settings.allowed_hosts}


def check_host(host: str, allowed: frozenset[str]) -> None:
    """Refuse a Host header that another site's name resolution led here (DNS rebinding).

    Raises:
        HostNotAllowedError: `host`, without its port, is not among `allowed`.
    """
    name = _host_name(f"//{host}")
    if name not in allowed:
        raise HostNotAllowedError(
            Phrase("This server does not answer to the name %(value)r.", value=name or host),
            Phrase("Open it as localhost, or add the name to MIEN_ALLOWED_HOSTS."),
        )


def check_length(content_length: int | None, limit: int) -> None:
    """Refuse a body by its announced length, before it is read.

    Raises:
        RequestTooLargeError: more than `limit` bytes.
    """
    if content_length is not None and content_length > limit:
        raise RequestTooLargeError(
            Phrase(
                "The request has %(content_length)s bytes; the limit is %(limit)s.",
                content_length=f"{content_length:,}",
                limit=f"{limit:,}",
            ),
            Phrase("Send a smaller picture; 1280 pixels on the longer side are plenty."),
        )


def check_origin(host: str, origin: str | None, fetch_site: str | None) -> None:
    """Refuse a write that a page of another site sent.

    Programs that send neither header pass: only browsers carry a person's access along.

    Raises:
        ForbiddenOriginError: the headers name another origin.
    """
    foreign_site = fetch_site is not None and fetch_site not in {"same-origin", "none"}
    foreign_origin = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
    if foreign_site or foreign_origin:
        raise ForbiddenOriginError(
            Phrase(
                "A page of another origin (%(value)s) sent this request.",
                value=origin or fetch_site,
            ),
            Phrase("Use the pages of this server, or a program that sends no Origin header."),
        )


def _host_name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
