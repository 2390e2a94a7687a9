"""Static files from memory, under an address that changes with their content."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as BaseResponse

from mien.core.errors import NotFoundError
from mien.core.phrases import Phrase
from mien.vision.smooth import live_rules_json
from mien.web.compression import takes_gzip

_COMPRESSED: Final = ("text/", "application/json", "image/svg+xml", "application/manifest+json")
_TYPES: Final = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
_FOREVER: Final = "public, max-age=31536000, immutable"

_RULES: Final = "js/live/rules.js"
"""Written here from the constants that `mien.vision` keeps, so that both follow the same."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, ready to send; `packed` is its gzip form where that is smaller."""

    body: bytes
    packed: bytes | None
    mimetype: str


class Assets:
    """All files of the `static` folder, and the constants of live readings as a script.

    Attributes:
        digest: first characters of the SHA-256 over all names and contents. It stands in every
            address, so that files may be kept for ever and modules can import each other by
            relative paths of the same version.
    """

    def __init__(self) -> None:
        """Read the folder once."""
        self._files = dict(_walk(files("mien.web") / "static", ""))
        script = f"export const RULES = {live_rules_json()};\n"
        self._files[_RULES] = _pack(script.encode(), "text/javascript")
        summary = hashlib.sha256()
        for path, asset in sorted(self._files.items()):
            summary.update(path.encode() + b"\0" + asset.body)
        self.digest = summary.hexdigest()[:12]

    def url(self, path: str) -> str:
        """Return the address of the file at `path` below `static`."""
        return f"/static/{self.digest}/{path}"

    def paths(self) -> list[str]:
        """Return where the files lie below `static`, sorted."""
        return sorted(self._files)

    def get(self, path: str) -> Asset:
        """Return a file.

        Raises:
            NotFoundError: there is none at `path`.
        """
        asset = self._files.get(path)
        if asset is None:
            raise NotFoundError(
                Phrase("There is no file %(path)r.", path=path), Phrase("Reload the page.")
            )
        return asset

    def blueprint(self) -> Blueprint:
        """Return the routes that serve the files."""
        blueprint = Blueprint("assets", __name__)

        @blueprint.get("/static/<digest>/<path:path>")
        def static_file(digest: str, path: str) -> Response:
            asset = self.get(path)
            packed = asset.packed is not None and takes_gzip()
            body = asset.packed if packed and asset.packed is not None else asset.body
            response = Response(body, mimetype=asset.mimetype)
            if packed:
                response.headers["Content-Encoding"] = "gzip"
            response.headers["Vary"] = "Accept-Encoding"
            response.headers["Cache-Control"] = _FOREVER if digest == self.digest else "no-cache"
            return response

        @blueprint.get("/favicon.ico")
        def favicon() -> BaseResponse:
            return redirect(self.url("img/icon.svg"))

        return blueprint


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Asset]]:
    found: list[tuple[str, Asset]] = []
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            found += _walk(entry, f"{path}/")
        else:
            found.append((path, _load(entry)))
    return found


def _load(entry: Traversable) -> Asset:
    body = entry.read_bytes()
    suffix = entry.name[entry.name.rfind(".") :]
    mimetype = _TYPES.get(suffix) or mimetypes.guess_type(entry.name)[0] or "text/plain"
    return _pack(body, mimetype)


def _pack(body: bytes, mimetype: str) -> Asset:
    packed = gzip.compress(body, 9, mtime=0) if mimetype.startswith(_COMPRESSED) else None
    return Asset(body, packed if packed and len(packed) < len(body) else None, mimetype)
