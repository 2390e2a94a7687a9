"""The route about journeys."""

from __future__ import annotations

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from mien.bootstrap import Services
from mien.services.documents.lists import JourneyBody
from mien.services.recommendations.journeys import JourneyPlanner, JourneyWish
from mien.web.api.v1 import convert, journey_schemas
from mien.web.api.v1.answers import json_answer, problems


def add_journeys(api: APIBlueprint, services: Services) -> None:
    """Add `POST /journeys` to `api`."""
    planner = JourneyPlanner(services.recommender)

    @api.post(
        "/journeys",
        operation_id="planJourney",
        summary="Walk from one mood to another, song by song",
        responses={
            "200": JourneyBody,
            **problems(400, 403, 404, 413, 415, 421, 422, 500),
        },
    )
    def plan(body: journey_schemas.JourneyRequest) -> Response:
        wish = JourneyWish(
            start=convert.people_from_input(body.start),
            to=body.to if isinstance(body.to, str) else convert.people_from_input(body.to),
            length=body.length,
            languages=tuple(body.languages),
            mixed=body.mixed,
            straight=body.straight,
            one_per_creator=body.one_per_creator,
            tempo_limit=body.tempo_limit,
            seed=body.seed,
            exclude=tuple(body.exclude),
        )
        if body.swap is None:
            return json_answer(JourneyBody.of(planner.plan(wish)))
        return json_answer(JourneyBody.of(planner.swap(wish, body.swap.stops, body.swap.number)))
