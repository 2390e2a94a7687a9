"""Pages without a question: home, camera, about."""

from __future__ import annotations

from flask import Blueprint, Response, render_template


def add_plain(pages: Blueprint) -> None:
    """Add the pages that are the same for everybody."""
    pages.add_url_rule("/", "home", lambda: _page("home.html"))
    pages.add_url_rule("/live", "live", lambda: _page("live.html"))
    pages.add_url_rule("/about", "about", lambda: _page("about.html"))


def _page(template: str) -> Response:
    response = Response(render_template(template))
    response.headers["Cache-Control"] = "no-cache"
    return response
