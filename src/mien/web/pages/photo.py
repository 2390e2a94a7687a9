"""The page of a photo: what was read from it, and picks for that."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, render_template, request

from mien.bootstrap import Services
from mien.core.errors import EmptyImageError
from mien.core.phrases import Phrase
from mien.web.api.v1.pictures import picture_of
from mien.web.assets import Assets
from mien.web.pages.picks import picks_context
from mien.web.pages.picks_form import MOST_PEOPLE, PicksForm

SAMPLE: Final = "sample/astronaut.jpg"
"""NASA's portrait of Eileen Collins, in the public domain."""


def add_photo(pages: Blueprint, services: Services, assets: Assets) -> None:
    """Add `/photo` (a form, and its answer) and `/photo/sample`."""

    @pages.get("/photo")
    def photo() -> str:
        return render_template("photo.html")

    @pages.post("/photo")
    def read_photo() -> str:
        picture = picture_of(request)
        if not picture:
            raise EmptyImageError(
                Phrase("No photo was chosen."), Phrase("Choose a photo, then send it.")
            )
        return _page(services, picture)

    @pages.get("/photo/sample")
    def read_sample() -> str:
        return _page(services, assets.get(SAMPLE).body, sample=SAMPLE)


def _page(services: Services, picture: bytes, sample: str | None = None) -> str:
    reading = services.mood_reader.read(picture)
    people = reading.people if 1 < len(reading.people) <= MOST_PEOPLE else ()
    asked = PicksForm(mood=reading.mood, emotion=None, kind="music", goal=None, people=people)
    return render_template(
        "reading.html", reading=reading, sample=sample, **picks_context(services, asked)
    )
