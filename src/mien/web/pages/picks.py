"""The page of picks, for a mood that was chosen (GET) or read from a face (POST)."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext

from mien.bootstrap import Services
from mien.core.recommendation import Recommendations
from mien.services.documents.moods import MoodBody
from mien.web.pages.feedback import opinions_of
from mien.web.pages.picks_form import PAGE_SIZE, PicksForm, read_picks_form
from mien.web.request import JSON_LIMIT
from mien.web.wording import EMOTION_WORDS, place_words


def add_picks(pages: Blueprint, services: Services) -> None:
    """Add `/picks`. A chosen mood stands in the address; a reading of a face never does."""

    @pages.get("/picks")
    def picks() -> str:
        return _page(services, read_picks_form(request.args))

    @pages.post("/picks")
    def picks_for_reading() -> str:
        request.max_content_length = JSON_LIMIT
        return _page(services, read_picks_form(request.form))


def picks_context(services: Services, asked: PicksForm) -> dict[str, Any]:
    """Return what `_picks.html` shows for `asked`.

    Raises:
        UsageError: a word of `asked` is unknown to the recommender.
    """
    answer = recommend(services, asked)
    return {
        "asked": asked,
        "answer": answer,
        "facets": services.recommender.facets(asked.kind),
        "mood_json": None if asked.chosen else MoodBody.of(asked.mood).model_dump_json(),
        "people_json": json.dumps([MoodBody.of(mood).model_dump() for mood in asked.people]),
        "opinions": opinions_of(services.recommender.recall()),
        "page_size": PAGE_SIZE,
    }


def _page(services: Services, asked: PicksForm) -> str:
    title = gettext("Your picks")
    if asked.emotion:
        title = gettext("Feeling %(emotion)s", emotion=EMOTION_WORDS[asked.emotion])
    elif asked.point:
        title = gettext("Feeling %(place)s", place=place_words(*asked.point))
    return render_template("picks.html", title=title, **picks_context(services, asked))


def recommend(services: Services, asked: PicksForm, limit: int = PAGE_SIZE) -> Recommendations:
    """Return what suits `asked`.

    Raises:
        UsageError: a word of `asked` is unknown to the recommender.
    """
    return services.recommender.recommend(
        asked.steered,
        asked.kind,
        asked.goal,
        languages=asked.languages,
        genres=asked.genres,
        years=asked.years,
        creators=(asked.by,) if asked.by else (),
        limit=limit,
        seed=asked.seed,
    )
