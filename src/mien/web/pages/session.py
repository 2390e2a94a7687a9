"""What a session of the camera leads to: a few songs, films and videos to take along."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flask import Blueprint, render_template, request

from mien.bootstrap import Services
from mien.core.media import Kind
from mien.web.pages.picks import recommend
from mien.web.pages.picks_form import read_picks_form
from mien.web.request import JSON_LIMIT

_OF_EACH_KIND: Final = 4


def add_session(pages: Blueprint, services: Services) -> None:
    """Add `/session`, the part of a page that the camera page shows in its summary."""

    @pages.post("/session")
    def session() -> str:
        request.max_content_length = JSON_LIMIT
        asked = read_picks_form(request.form)
        answers = {
            kind: recommend(services, replace(asked, kind=kind), _OF_EACH_KIND) for kind in Kind
        }
        items = [pick.item for answer in answers.values() for pick in answer.picks]
        return render_template("_session.html", answers=answers, items=items)
