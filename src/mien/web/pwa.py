"""What makes the pages an app: the manifest, the service worker, the page for "offline"."""

from __future__ import annotations

import json
from typing import Any, Final

from flask import Blueprint, Response, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _

from mien.web.assets import Assets
from mien.web.languages import LANGUAGES, language

_PAPER: Final = "#fbf7f0"
_WORKER: Final = "js/worker.js"
_KEPT: Final = ("css/", "fonts/", "js/", "img/icon.svg")
"""Beginnings of the files that an installed app keeps; the sample photo is not worth it."""
_NOT_KEPT: Final = (_WORKER, ".txt")


def build_installed(assets: Assets) -> Blueprint:
    """Return the routes that a browser asks for when it installs the app."""
    blueprint = Blueprint("installed", __name__)

    @blueprint.get("/manifest.webmanifest")
    def manifest() -> Response:
        body = json.dumps(_manifest(assets), ensure_ascii=False)
        return _revalidated(body, "application/manifest+json")

    @blueprint.get("/sw.js")
    def worker() -> Response:
        return _revalidated(_worker(assets), "text/javascript")

    @blueprint.get("/offline")
    def offline() -> Response:
        """The same for everybody, since a browser keeps it: who asks changes nothing."""
        asked = request.args.get("language", "")
        code = asked if asked in LANGUAGES else language()
        with force_locale(code):
            body = render_template("offline.html", language=lambda: code)
        response = _revalidated(body, "text/html")
        response.headers["Content-Language"] = code
        return response

    return blueprint


def _revalidated(body: str, mimetype: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _manifest(assets: Assets) -> dict[str, Any]:
    """Describe the app (https://www.w3.org/TR/appmanifest/)."""
    return {
        "id": "/",
        "name": "Mien",
        "short_name": "Mien",
        "description": _("Music, movies and videos for your mood."),
        "lang": language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "categories": ["entertainment", "music", "lifestyle"],
        "icons": [
            _icon(assets, "icon.svg", "image/svg+xml", "any"),
            _icon(assets, "icon-192.png", "image/png", "192x192"),
            _icon(assets, "icon-512.png", "image/png", "512x512"),
            _icon(assets, "icon-maskable-512.png", "image/png", "512x512", "maskable"),
        ],
        "shortcuts": [
            {"name": _("Use the camera"), "url": "/live"},
            {"name": _("Pick a mood"), "url": "/#pick"},
            {"name": _("Plan a journey"), "url": "/journey"},
        ],
    }


def _icon(
    assets: Assets, name: str, mimetype: str, sizes: str, purpose: str = "any"
) -> dict[str, str]:
    return {"src": assets.url(f"img/{name}"), "type": mimetype, "sizes": sizes, "purpose": purpose}


def _worker(assets: Assets) -> str:
    """Return the worker's script, which names its version and the files that it keeps."""
    kept = [
        assets.url(path)
        for path in assets.paths()
        if path.startswith(_KEPT) and not path.endswith(_NOT_KEPT)
    ]
    constants = f"const VERSION = {json.dumps(assets.digest)};\nconst FILES = {json.dumps(kept)};\n"
    return constants + assets.get(_WORKER).body.decode()
