"""Saving a list as a playlist in one's own account at a source, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from flask import Blueprint, render_template, request

from mien.bootstrap import Services
from mien.core.errors import UsageError
from mien.core.phrases import Phrase
from mien.providers.errors import LoginExpiredError
from mien.services.sources.playlists import Saver
from mien.web.pages.form_fields import ids, last
from mien.web.redirects import checked_address
from mien.web.request import JSON_LIMIT

_LONGEST_NAME: Final = 100


def add_playlists(pages: Blueprint, services: Services) -> None:
    """Add `/playlists`, which the form under a list is sent to."""
    playlists = services.outside.playlists

    @pages.post("/playlists")
    def save_playlist() -> tuple[str, int]:
        request.max_content_length = JSON_LIMIT
        source = last(request.form, "source")
        name = last(request.form, "title")[:_LONGEST_NAME]
        wanted = ids(request.form, "item")
        if not wanted or not name:
            raise UsageError(
                Phrase("The list is empty."), Phrase("Save it from a page with picks.")
            )
        context: dict[str, Any] = {
            "source": source,
            "name": name,
            "back": checked_address(request.form.get("back", "")),
            "saved": None,
        }
        try:
            saved = playlists.save(source, name, wanted)
        except LoginExpiredError as error:
            return render_template("saved.html", problem=error, **context), error.http_status
        context["saved"] = saved
        missing = [services.recommender.item(item_id) for item_id in saved.missing]
        return render_template("saved.html", missing=missing, total=len(wanted), **context), 200


def savers_of(services: Services, kinds: Iterable[str]) -> tuple[Saver, ...]:
    """Return the sources at which a list of these kinds can be saved now."""
    wanted = set(kinds)
    return tuple(
        saver
        for saver in services.outside.playlists.savers()
        if wanted <= {kind.value for kind in saver.manifest.kinds}
    )
