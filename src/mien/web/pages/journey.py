"""The page of a journey: a form, the way on the mood map, and its songs."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict

from mien.bootstrap import Services
from mien.core.emotions import require_emotion
from mien.core.errors import UsageError
from mien.core.journey import Journey
from mien.core.media import Kind
from mien.core.phrases import Phrase
from mien.services.recommendations.journeys import LONGEST, SHORTEST, JourneyPlanner, JourneyWish
from mien.web.pages.feedback import opinions_of
from mien.web.pages.form_fields import ids, last, several, whole
from mien.web.request import JSON_LIMIT

_USUAL_LENGTH: Final = 8
_USUAL: Final = JourneyWish(start="sad", to="lift", length=_USUAL_LENGTH)
_MOST_LEFT_OUT: Final = 200


def add_journey(pages: Blueprint, services: Services) -> None:
    """Add `/journey`: GET plans one, POST swaps one of its songs."""
    planner = JourneyPlanner(services.recommender)

    @pages.get("/journey")
    def journey() -> str:
        if "from" not in request.args:
            return _page(services, _USUAL, None)
        wish = _wish(request.args)
        return _page(services, wish, planner.plan(wish))

    @pages.post("/journey")
    def swap_stop() -> str:
        request.max_content_length = JSON_LIMIT
        wish = _wish(request.form)
        stops = ids(request.form, "stop", LONGEST)
        number = whole(request.form, "swap", 1, LONGEST)
        if number is None or number > len(stops):
            raise UsageError(
                Phrase("No stop was named."), Phrase("Press the button beside a song.")
            )
        changed = planner.swap(wish, stops, number)
        return _page(services, wish, changed, left_out=(*wish.exclude, stops[number - 1]))


def _page(
    services: Services, wish: JourneyWish, journey: Journey | None, left_out: tuple[str, ...] = ()
) -> str:
    context: dict[str, Any] = {
        "wish": wish,
        "journey": journey,
        "left_out": left_out,
        "lengths": (SHORTEST, LONGEST),
        "opinions": opinions_of(services.recommender.recall()),
        "song_languages": services.recommender.facets(Kind.MUSIC).languages[:8],
    }
    return render_template("journey.html", **context)


def _wish(values: MultiDict[str, str]) -> JourneyWish:
    return JourneyWish(
        start=require_emotion(last(values, "from")),
        to=last(values, "to") or "lift",
        length=whole(values, "length", SHORTEST, LONGEST) or _USUAL_LENGTH,
        languages=several(values, "language"),
        seed=whole(values, "seed", 0, 2**53) or 0,
        exclude=ids(values, "exclude", _MOST_LEFT_OUT),
    )
