"""What the controls about playing are sent to: services, country, what is noted."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from mien.bootstrap import Services
from mien.core.errors import UsageError
from mien.core.phrases import Phrase
from mien.web.pages.form_fields import last
from mien.web.redirects import place_to_go
from mien.web.request import JSON_LIMIT


def add_playback(pages: Blueprint, services: Services) -> None:
    """Add `POST /playback`; only the fields that are sent change anything."""
    choices = services.playback_choices

    @pages.post("/playback")
    def change_playback() -> Response:
        request.max_content_length = JSON_LIMIT
        form = request.form
        known = {"listen_with", "watch_in", "notes_plays", "take_back"} & set(form)
        if not known:
            raise UsageError(Phrase("Nothing was chosen."), Phrase("Choose something and save."))
        if "listen_with" in form:
            choices.listen_with(last(form, "listen_with") or None)
        if "watch_in" in form:
            choices.watch_in(last(form, "watch_in") or None)
        if "notes_plays" in form:
            choices.note_plays(wanted=last(form, "notes_plays") == "yes")
        if "take_back" in form:
            choices.consent(last(form, "take_back"), given=False)
        return redirect(place_to_go(last(form, "next") or "/sources#playing"), 303)
