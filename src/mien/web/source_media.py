"""Addresses through which a page reaches outside sources: pictures, previews, logins.

The server fetches pictures itself; a preview or player is a third party's, and the browser asks
for it only after a person pressed play.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from flask import Blueprint, Flask, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from mien.bootstrap import Services
from mien.catalog.players import FRAME_HOSTS, MEDIA_HOSTS
from mien.core.errors import NotFoundError, UsageError
from mien.core.phrases import Phrase
from mien.services.sources.build import OutsideSources
from mien.web.redirects import checked_address
from mien.web.security import content_policy

_LISTING_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LONGEST_KEPT_S: Final = 7 * 86_400


def install(app: Flask, services: Services) -> None:
    """Add the addresses, and let pages embed the players of the sources that are on."""
    outside = services.outside
    app.register_blueprint(_build(outside))
    app.jinja_env.globals["credit_of"] = outside.stock.credit

    @app.after_request
    def allow_players(response: Response) -> Response:
        if response.mimetype == "text/html":
            sources = outside.sources
            frames = {*sources.frame_hosts(), *map(sources.shown_origin, FRAME_HOSTS)}
            media = {*sources.media_hosts(), *map(sources.shown_origin, MEDIA_HOSTS)}
            policy = content_policy(frames=sorted(frames), media=sorted(media))
            response.headers["Content-Security-Policy"] = policy
        return response


def _build(outside: OutsideSources) -> Blueprint:
    blueprint = Blueprint("outside", __name__)

    @blueprint.get("/artwork/<item_id>")
    def artwork(item_id: str) -> Response:
        """Send the picture of an item; ask for its place once more after a restart."""
        if not outside.artwork.knows(item_id):
            outside.enricher.enrich([item_id], wait_ms=800)
        picture = outside.artwork.picture(item_id)
        response = Response(picture.body, mimetype=picture.media_type)
        response.headers["Cache-Control"] = (
            f"private, max-age={min(picture.kept_s, _LONGEST_KEPT_S)}"
        )
        return response

    @blueprint.get("/previews/<source>/<listing_id>")
    def preview(source: str, listing_id: str) -> BaseResponse:
        """Lead to an address that plays for some minutes, made just now."""
        if not _LISTING_ID.fullmatch(listing_id):
            raise NotFoundError(
                Phrase("There is no such preview."), Phrase("Take its address from /enrich.")
            )
        return redirect(outside.sources.preview(source, listing_id))

    @blueprint.get("/sources/<source>/login")
    def log_in(source: str) -> BaseResponse:
        login = outside.playlists.login(source)
        back = checked_address(request.args.get("back", "")) or _sources_page(source, "done")
        # Whole, with its host: the browser may come back under another name of this machine,
        # where it has no cookie that says whose it is.
        away = login.start(_callback_address(source), urljoin(request.host_url, back))
        return redirect(outside.sources.shown(away))

    @blueprint.get("/sources/<source>/callback")
    def logged_in(source: str) -> BaseResponse:
        state, code = request.args.get("state", ""), request.args.get("code", "")
        if "error" in request.args:
            asked_from = outside.playlists.drop_login(source, state)
            back = urljoin(asked_from, _sources_page(source, "refused"))
        else:
            back = outside.playlists.finish_login(source, state, code)
        return redirect(_without_own_host(back), 303)

    return blueprint


def _sources_page(source: str, login_word: str) -> str:
    """Return the place on the page of sources that says how a login went."""
    return f"/sources?login={login_word}#source-{quote(source)}"


def _without_own_host(address: str) -> str:
    """Return an address of this server without its host when the browser is there already."""
    own = request.host_url
    return f"/{address.removeprefix(own)}" if address.startswith(own) else address


def _callback_address(source: str) -> str:
    """Return where the browser comes back to: sources take a loopback address, not its name.

    Raises:
        UsageError: the page was opened over plain HTTP from another machine.
    """
    parts = urlsplit(request.host_url)
    host = parts.netloc
    if parts.hostname == "localhost":
        host = host.replace("localhost", "127.0.0.1", 1)
    if parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise UsageError(
            Phrase("A login needs HTTPS, or this machine itself."),
            Phrase("Open Mien as http://127.0.0.1."),
        )
    return f"{parts.scheme}://{host}/sources/{source}/callback"
