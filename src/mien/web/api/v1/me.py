"""The routes about one's own data: feedback, history, export, erasure."""

from __future__ import annotations

from typing import Any, Final

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from mien.bootstrap import Services
from mien.core.errors import ItemNotFoundError
from mien.core.feedback import FeedbackEvent
from mien.core.goals import Goal
from mien.core.mood import Mood
from mien.services.documents.items import ItemBody
from mien.services.documents.memory import EventBody
from mien.services.profiles.feedback import FeedbackOutcome
from mien.web.api.v1 import convert, me_schemas, schemas
from mien.web.api.v1.answers import json_answer, problems

EXPORT_FILE: Final = "mien-export.json"


def add_me(api: APIBlueprint, services: Services) -> None:
    """Add all of them to `api`."""
    _add_feedback(api, services)
    _add_history(api, services)
    _add_privacy(api, services)


def _add_feedback(api: APIBlueprint, services: Services) -> None:
    @api.post(
        "/feedback",
        operation_id="giveFeedback",
        summary="Say what you did with an item, or undo it",
        responses={
            "200": me_schemas.FeedbackBody,
            **problems(400, 403, 404, 409, 413, 415, 421, 422, 500, 503),
        },
    )
    def give_feedback(body: me_schemas.FeedbackRequest) -> Response:
        noted = services.feedback.give(
            body.item_id,
            body.action,
            mood=_mood(body.mood),
            mood_after=_mood(body.mood_after),
            goal=None if body.goal is None else Goal(body.goal),
        )
        return json_answer(_feedback_body(noted))


def _add_history(api: APIBlueprint, services: Services) -> None:
    @api.get(
        "/me/history",
        operation_id="getHistory",
        summary="What you did, newest first",
        responses={"200": me_schemas.HistoryBody, **problems(421, 422, 500, 503)},
    )
    def history(query: me_schemas.HistoryQuery) -> Response:
        page = services.history.page(query.limit, query.before)
        events = [_history_event(event, services) for event in page.events]
        return json_answer(me_schemas.HistoryBody(events=events, next_before=page.next_before))


def _add_privacy(api: APIBlueprint, services: Services) -> None:
    @api.get(
        "/me/export",
        operation_id="exportMe",
        summary="Everything that is remembered of you, as one JSON document",
        responses={
            "200": {
                "description": "The document",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            **problems(421, 500, 503),
        },
    )
    def export() -> Response:
        response = Response(services.privacy.export(), mimetype="application/json")
        response.headers["Content-Disposition"] = f'attachment; filename="{EXPORT_FILE}"'
        return response

    @api.delete(
        "/me",
        operation_id="eraseMe",
        summary="Erase everything that is remembered of you",
        responses={"204": {"description": "It is gone"}, **problems(403, 421, 500, 503)},
    )
    def erase() -> Response:
        services.privacy.erase()
        return Response(status=204)


def _mood(given: schemas.AnyMood | None) -> Mood | None:
    return None if given is None else convert.mood_from_input(given)


def _feedback_body(noted: FeedbackOutcome) -> me_schemas.FeedbackBody:
    liking: Any = noted.opinion.liking and noted.opinion.liking.value
    return me_schemas.FeedbackBody(
        event=EventBody.of(noted.event),
        liking=liking,
        hidden=noted.opinion.hidden,
        asks_after=noted.asks_after,
    )


def _history_event(event: FeedbackEvent, services: Services) -> me_schemas.HistoryEventBody:
    try:
        item = ItemBody.of(services.recommender.item(event.item_id))
    except ItemNotFoundError:
        item = None
    return me_schemas.HistoryEventBody(**dict(EventBody.of(event)), item=item)
